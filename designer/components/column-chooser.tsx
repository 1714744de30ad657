import { ActionIcon, Autocomplete, Button, Group, Popover, Stack, Text } from '@mantine/core';
import { Cross2Icon, ViewVerticalIcon } from '@radix-ui/react-icons';
import { useEffect, useRef, useState } from 'react';

const mostColumns = 10;
const usual = ['trigger.email', 'trigger.userId', 'trigger.dataFields.campaignId', 'trigger.dataFields.messageId'];

interface ColumnChooserProps {
  /** pills without braces: `trigger.email` */
  pills: readonly string[];
  onChange: (pills: string[]) => void;
}

/** Columns of one's own: fields of the event or of a step's output. */
export function ColumnChooser({ pills, onChange }: ColumnChooserProps) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const pill = typed.replace(/^\s*\{\{|\}\}\s*$/g, '').trim();
  const isTaken = pills.includes(pill);
  // the address parts columns by commas
  const fault = pill.includes(',') ? 'A column takes one field, without a comma.' : undefined;
  const canAdd = pill !== '' && !isTaken && fault === undefined && pills.length < mostColumns;
  // the address follows a moment later, and who types on adds the next one before
  const chosen = useRef(pills);
  const key = pills.join();
  useEffect(() => {
    chosen.current = pills;
  }, [key]);
  const choose = (next: readonly string[]): void => {
    chosen.current = next;
    onChange([...next]);
  };
  const add = (): void => {
    if (!canAdd) return;
    choose([...chosen.current, pill]);
    setTyped('');
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal width={320}>
      <Popover.Target>
        <Button variant="default" leftSection={<ViewVerticalIcon />} onClick={() => setOpen(!isOpen)}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap="sm">
          {pills.length === 0 ? null : (
            <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }} aria-label="Your columns">
              {pills.map((one) => (
                <Group component="li" key={one} gap={4} wrap="nowrap" justify="space-between">
                  <Text size="sm" className="itc-mono" style={{ overflowWrap: 'anywhere' }}>
                    {one}
                  </Text>
                  <ActionIcon
                    aria-label={`Remove the column ${one}`}
                    onClick={() => choose(chosen.current.filter((other) => other !== one))}
                  >
                    <Cross2Icon />
                  </ActionIcon>
                </Group>
              ))}
            </Stack>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <Autocomplete
                label="Field"
                description={`As in a pill; steps.ID.field for an output. Up to ${mostColumns}.`}
                flex={1}
                comboboxProps={{ withinPortal: false }}
                data={usual.filter((one) => !pills.includes(one))}
                value={typed}
                error={fault}
                onChange={setTyped}
              />
              <Button type="submit" disabled={!canAdd}>
                Add
              </Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
