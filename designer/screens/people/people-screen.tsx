import { Stack } from '@mantine/core';

import { Screen } from '../../components/screen.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { AuditList } from './audit-list.tsx';
import { InviteForm } from './invite-form.tsx';
import { PeopleList } from './people-list.tsx';

/** Who works in this workspace, with which role, and what they changed. */
export function Component() {
  return (
    <Screen title="People" lead="Everybody signs in for themselves; a role says what each may do.">
      <ScreenTabs
        label="People and what they did"
        tabs={[
          {
            value: 'people',
            label: 'People',
            content: (
              <Stack gap="md">
                <PeopleList />
                <InviteForm />
              </Stack>
            ),
          },
          { value: 'audit', label: 'Audit log', content: <AuditList /> },
        ]}
      />
    </Screen>
  );
}
