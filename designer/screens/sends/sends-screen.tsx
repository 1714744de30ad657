import { Button } from '@mantine/core';
import { Link } from 'react-router';

import { Screen } from '../../components/screen.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';
import { SendList } from './send-list.tsx';
import { SendSettingsTab } from './send-settings.tsx';
import { StrayEvents } from './stray-events.tsx';

/** Messages to single people, and webhooks that belong to none of them. */
export function Component() {
  return (
    <Screen
      title="Messages"
      lead="Every message to a single person, with what Iterable told of it afterwards."
      actions={
        <Button component={Link} to="/diagnostics" variant="default">
          Why is nothing sent?
        </Button>
      }
    >
      <ScreenTabs
        label="Parts of the messages"
        tabs={[
          { value: 'sends', label: 'Messages', content: <SendList /> },
          { value: 'stray', label: 'Events without a message', content: <StrayEvents /> },
          { value: 'settings', label: 'Settings', content: <SendSettingsTab /> },
        ]}
      />
    </Screen>
  );
}
