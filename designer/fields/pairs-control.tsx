import { ActionIcon, Autocomplete, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { PlusIcon, TrashIcon } from '@radix-ui/react-icons';

import { useFieldSurroundings } from './field-context.ts';
import { FieldRenderer } from './field-renderer.tsx';
import type { FieldSpec } from './field-spec.ts';
import { emptyValue, fieldPath, pairSpec, rowId, type FieldValue, type Pair, type PairType } from './field-value.ts';

const types: { value: PairType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'json', label: 'JSON' },
  { value: 'null', label: 'null' },
];

interface PairsControlProps {
  spec: FieldSpec;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  path: string;
}

/** Keys that the person names, each with a type and a value. Keys are sent exactly as typed. */
export function PairsControl({ spec, value, onChange, path }: PairsControlProps) {
  const { pairs = [] } = value;
  const { keyNames = [] } = useFieldSurroundings();
  const set = (next: Pair[]): void => onChange({ ...value, pairs: next });
  const change = (id: string, part: Partial<Pair>): void =>
    set(pairs.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)));
  const isRepeated = ({ id, key }: Pair): boolean =>
    key !== '' && pairs.some((other) => other.id !== id && other.key === key);
  return (
    <Stack gap="sm">
      {pairs.map((pair, index) => (
        <Group key={pair.id} gap="xs" align="flex-end" className="itc-card" p="sm">
          <Autocomplete
            label="Key"
            flex="1 1 140px"
            data={[...keyNames]}
            limit={30}
            value={pair.key}
            error={isRepeated(pair) ? 'This key stands above already' : undefined}
            onChange={(key) => change(pair.id, { key })}
          />
          <NativeSelect
            label="Type"
            data={types}
            value={pair.type}
            onChange={(event) => change(pair.id, { type: event.currentTarget.value as PairType })}
          />
          {pair.type === 'null' ? (
            <Text size="sm" c="dimmed" flex="1 1 160px" pb={8}>
              sent as null
            </Text>
          ) : (
            <div style={{ flex: '1 1 260px', minWidth: 0 }}>
              <FieldRenderer
                spec={pairSpec(pair.type)}
                value={pair.value}
                onChange={(next) => change(pair.id, { value: next })}
                path={fieldPath(path, pair.key)}
              />
            </div>
          )}
          <ActionIcon
            aria-label={`Remove ${pair.key === '' ? `row ${index + 1}` : pair.key}`}
            onClick={() => set(pairs.filter(({ id }) => id !== pair.id))}
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
        onClick={() => set([...pairs, { id: rowId(), key: '', type: 'text', value: emptyValue(pairSpec('text')) }])}
      >
        Add {spec.kind === 'data-fields' ? 'field' : 'key'}
      </Button>
    </Stack>
  );
}
