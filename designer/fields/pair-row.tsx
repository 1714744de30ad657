import { ActionIcon, Autocomplete, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { ExclamationTriangleIcon, TrashIcon } from '@radix-ui/react-icons';

import { FieldRenderer } from './field-renderer.tsx';
import { fieldPath, jsonOf, pairSpec, type Pair, type PairType } from './field-value.ts';
import { clashOf, pairTypeFor, type FieldClash, type ProfileFields } from './use-profile-fields.ts';

const types: { value: PairType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'json', label: 'JSON' },
  { value: 'null', label: 'null' },
];
const mostOffered = 30;

interface PairRowProps {
  pair: Pair;
  /** counted from 1 */
  position: number;
  isRepeated: boolean;
  /** path of the group that the row is in */
  path: string;
  profile: ProfileFields | null;
  onChange: (part: Partial<Pair>) => void;
  onRemove: () => void;
}

/** One key with its type and value; of a profile field also what Iterable says of it. */
export function PairRow({ pair, position, isRepeated, path, profile, onChange, onRemove }: PairRowProps) {
  const known = profile?.types ?? new Map<string, string>();
  const isEmpty = jsonOf(pairSpec(pair.type), pair.value) === undefined && pair.type !== 'null';
  const rename = (key: string): void => {
    const type = known.get(key);
    onChange({ key, ...(isEmpty && type !== undefined ? { type: pairTypeFor(type) } : {}) });
  };
  return (
    <Stack gap={4} className="itc-card" p="sm">
      <Group gap="xs" align={pair.type === 'json' ? 'flex-start' : 'flex-end'}>
        <Autocomplete
          label="Key"
          flex="1 1 140px"
          data={[...known.keys()]}
          limit={mostOffered}
          renderOption={({ option }) => <KnownField name={option.value} type={known.get(option.value)} />}
          value={pair.key}
          error={isRepeated ? 'This key stands above already' : undefined}
          onChange={rename}
        />
        <NativeSelect
          label="Type"
          data={types}
          value={pair.type}
          onChange={(event) => onChange({ type: event.currentTarget.value as PairType })}
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
              onChange={(value) => onChange({ value })}
              path={fieldPath(path, pair.key)}
            />
          </div>
        )}
        <ActionIcon aria-label={`Remove ${pair.key === '' ? `row ${position}` : pair.key}`} onClick={onRemove}>
          <TrashIcon />
        </ActionIcon>
      </Group>
      {profile === null || pair.key === '' ? null : (
        <KnownType type={known.get(pair.key)} clash={clashOf(profile.clashes, pair.key)} isLoaded={known.size > 0} />
      )}
    </Stack>
  );
}

function KnownField({ name, type }: { name: string; type: string | undefined }) {
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap" w="100%">
      <span className="itc-clip">{name}</span>
      <Text span size="xs" c="dimmed">
        {type}
      </Text>
    </Group>
  );
}

function KnownType(props: { type: string | undefined; clash: FieldClash | undefined; isLoaded: boolean }) {
  const { type, clash, isLoaded } = props;
  if (clash !== undefined) {
    return (
      <Group gap={6} wrap="nowrap" align="flex-start" role="alert" data-clash={clash.field}>
        <Text span c="var(--mantine-color-error)" lh={1}>
          <ExclamationTriangleIcon aria-hidden />
        </Text>
        <Text size="sm" c="var(--mantine-color-error)">
          {clash.field} is {clash.expected} in Iterable, this is {clash.found}: Iterable refuses it. Map a value of type{' '}
          {clash.expected}, or use another key.
        </Text>
      </Group>
    );
  }
  if (!isLoaded) return null;
  return (
    <Text size="xs" c="dimmed">
      {type === undefined ? 'New in this project: the first value sent decides its type.' : `${type} in Iterable`}
    </Text>
  );
}
