import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, TrashIcon } from '@radix-ui/react-icons';

import { FieldRenderer } from './field-renderer.tsx';
import type { FieldSpec } from './field-spec.ts';
import { emptyValue, rowId, type FieldValue } from './field-value.ts';

interface RowsControlProps {
  spec: FieldSpec;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  path: string;
}

/** A list whose items are added, moved and removed one by one. */
export function ListControl({ spec, value, onChange, path }: RowsControlProps) {
  const { items = [] } = value;
  const item: FieldSpec | undefined = spec.item;
  if (item === undefined) return null;
  const set = (next: typeof items): void => onChange({ ...value, items: next });
  const move = (from: number, to: number): void => {
    const next = [...items];
    next.splice(to, 0, ...next.splice(from, 1));
    set(next);
  };
  return (
    <Stack gap="sm">
      {items.map((row, index) => (
        <Group key={row.id} gap={4} align="flex-end" wrap="nowrap" className="itc-card" p="sm">
          <div style={{ flex: 1, minWidth: 0 }}>
            <FieldRenderer
              spec={{ ...item, title: `${spec.title}, item ${index + 1}` }}
              value={row.value}
              onChange={(next) => set(items.map((one) => (one.id === row.id ? { ...one, value: next } : one)))}
              path={`${path}[${index}]`}
            />
          </div>
          <ActionIcon
            aria-label={`Move item ${index + 1} up`}
            disabled={index === 0}
            onClick={() => move(index, index - 1)}
          >
            <ArrowUpIcon />
          </ActionIcon>
          <ActionIcon
            aria-label={`Move item ${index + 1} down`}
            disabled={index === items.length - 1}
            onClick={() => move(index, index + 1)}
          >
            <ArrowDownIcon />
          </ActionIcon>
          <ActionIcon
            aria-label={`Remove item ${index + 1}`}
            onClick={() => set(items.filter(({ id }) => id !== row.id))}
          >
            <TrashIcon />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<PlusIcon />}
        onClick={() => set([...items, { id: rowId(), value: emptyValue(item) }])}
      >
        Add item
      </Button>
    </Stack>
  );
}
