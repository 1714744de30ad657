import { SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { sessionQuery } from '../../api/queries.ts';
import { usePreference } from '../../app/preferences.ts';
import { Screen } from '../../components/screen.tsx';
import { Section } from '../../components/section.tsx';
import { TimeText } from '../../components/time-text.tsx';

/** Preferences of this browser and facts of the server. */
export function Component() {
  const session = useQuery(sessionQuery);
  const [zone, setZone] = usePreference('timeZone');
  const [singleKeys, setSingleKeys] = usePreference('singleKeys');
  return (
    <Screen title="Settings">
      <Section title="This browser">
        <Stack gap="md" align="flex-start">
          <Stack gap={4}>
            <Text size="sm" fw={600} id="zone">
              Times
            </Text>
            <SegmentedControl
              aria-labelledby="zone"
              value={zone}
              onChange={setZone}
              data={[
                { value: 'local', label: 'Local' },
                { value: 'utc', label: 'UTC' },
              ]}
            />
          </Stack>
          <Switch
            label="Keys without Ctrl"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          />
        </Stack>
      </Section>
      <Section title="Server">
        <Text size="sm">Version {session.data?.version}</Text>
        <Text size="sm">
          Signed in until <TimeText at={session.data?.expiresAt} />
        </Text>
      </Section>
    </Screen>
  );
}
