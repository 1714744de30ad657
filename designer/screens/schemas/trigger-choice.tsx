import { Autocomplete, Group, Input, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { connectionsQuery, triggerQuery } from '../../api/queries.ts';

interface TriggerChoiceProps {
  connection: string | null;
  triggerKey: string;
  onChange: (connection: string, triggerKey: string) => void;
}

interface NamedOptions {
  properties?: { eventName?: { options?: string[] } };
}

/** Whose schema it is: a connection, and a system event or a journey of it. */
export function TriggerChoice({ connection, triggerKey, onChange }: TriggerChoiceProps) {
  const { data: connections = [] } = useQuery(connectionsQuery);
  const { data: trigger } = useQuery(triggerQuery('new_object'));
  const options = (trigger?.config as NamedOptions | undefined)?.properties?.eventName?.options ?? [];
  const isJourney = triggerKey.startsWith('workflow:');
  const name = triggerKey.slice(triggerKey.indexOf(':') + 1);
  const chosen = connection ?? connections[0]?.name ?? '';
  return (
    <Group align="flex-start" gap="md">
      <NativeSelect
        label="Connection"
        value={chosen}
        data={connections.map((one) => one.name)}
        onChange={(event) => onChange(event.currentTarget.value, triggerKey)}
      />
      <Stack gap={4}>
        <Input.Label component="span" id="trigger-kind">
          Trigger
        </Input.Label>
        <SegmentedControl
          aria-labelledby="trigger-kind"
          value={isJourney ? 'workflow' : 'event'}
          onChange={(kind) => onChange(chosen, `${kind}:`)}
          data={[
            { value: 'event', label: 'System event' },
            { value: 'workflow', label: 'Journey' },
          ]}
        />
      </Stack>
      {isJourney ? (
        <TextInput
          label="Journey (workflow) id"
          description="The number in the address of the journey"
          inputWrapperOrder={['label', 'input', 'description']}
          value={name}
          onChange={(event) => onChange(chosen, `workflow:${event.currentTarget.value.trim()}`)}
        />
      ) : (
        <Autocomplete
          label="Event name"
          description="Choose one, or type the name of your own"
          inputWrapperOrder={['label', 'input', 'description']}
          value={name}
          data={options}
          limit={60}
          maxDropdownHeight={260}
          miw={260}
          onChange={(value) => onChange(chosen, `event:${value}`)}
        />
      )}
    </Group>
  );
}
