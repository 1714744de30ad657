import { Group, Kbd, Modal, Stack, Switch, Table } from '@mantine/core';

import { usePreference } from '../app/preferences.ts';
import { shortcuts } from '../app/shortcuts.ts';
import { useFocusBack } from '../components/use-focus-back.ts';

/** The keys of the designer, and the switch for those without Ctrl. */
export default function KeyboardHelp({ onClose }: { onClose: () => void }) {
  useFocusBack();
  const [isOn, setOn] = usePreference('singleKeys');
  return (
    <Modal opened onClose={onClose} title="Keyboard">
      <Stack gap="md">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Keys</Table.Th>
              <Table.Th>What they do</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shortcuts.map(({ keys, does }) => (
              <Table.Tr key={does}>
                <Table.Td>
                  <Group gap={4} wrap="nowrap">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          label="Keys without Ctrl"
          description="Switch off if they get in the way of speech control or a screen reader."
          checked={isOn}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
