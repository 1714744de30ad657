import { RejectedCalls } from './rejected-calls.tsx';
import { ReceivedEvents } from './received-events.tsx';
import { Screen } from '../../components/screen.tsx';
import { ScreenTabs } from '../../components/screen-tabs.tsx';

/** What arrived, newest first, and what was refused. */
export function Component() {
  return (
    <Screen title="Events" lead="Every webhook that arrived, kept as it came.">
      <ScreenTabs
        label="Events"
        tabs={[
          { value: 'received', label: 'Received', content: <ReceivedEvents /> },
          { value: 'refused', label: 'Refused calls', content: <RejectedCalls /> },
        ]}
      />
    </Screen>
  );
}
