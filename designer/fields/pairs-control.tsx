import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { PlusIcon, ReloadIcon } from '@radix-ui/react-icons';

import { errorInfoOf } from '../api/api-failure.ts';
import { TimeText } from '../components/time-text.tsx';
import type { FieldSpec } from './field-spec.ts';
import { emptyValue, pairSpec, rowId, type FieldValue, type Pair } from './field-value.ts';
import { PairRow } from './pair-row.tsx';
import { useProfileFields, type ProfileFields } from './use-profile-fields.ts';

interface PairsControlProps {
  spec: FieldSpec;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  path: string;
}

/** Keys that the person names, each with a type and a value. Keys are sent exactly as typed. */
export function PairsControl({ spec, value, onChange, path }: PairsControlProps) {
  const { pairs = [] } = value;
  const profile = useProfileFields(spec, value, path);
  const set = (next: Pair[]): void => onChange({ ...value, pairs: next });
  const isRepeated = ({ id, key }: Pair): boolean =>
    key !== '' && pairs.some((other) => other.id !== id && other.key === key);
  return (
    <Stack gap="sm">
      {pairs.map((pair, index) => (
        <PairRow
          key={pair.id}
          pair={pair}
          position={index + 1}
          isRepeated={isRepeated(pair)}
          path={path}
          profile={profile}
          onChange={(part) => set(pairs.map((one) => (one.id === pair.id ? { ...one, ...part } : one)))}
          onRemove={() => set(pairs.filter(({ id }) => id !== pair.id))}
        />
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
      {profile === null ? null : <FieldsAge profile={profile} />}
    </Stack>
  );
}

function FieldsAge({ profile: { types, loadedAt, error, isLoading, refresh } }: { profile: ProfileFields }) {
  return (
    <Group gap={4}>
      <Text size="xs" c="dimmed" style={{ flex: '0 1 auto' }}>
        {error !== null ? (
          `The project’s fields could not be loaded: ${errorInfoOf(error).message} You can type any key.`
        ) : loadedAt === undefined ? (
          'Loading the project’s fields…'
        ) : (
          <>
            {types.size} fields of the project, loaded <TimeText at={loadedAt} as="age" />
          </>
        )}
      </Text>
      <Tooltip label="Load the project’s fields again">
        <ActionIcon aria-label="Load the project’s fields again" loading={isLoading} onClick={refresh}>
          <ReloadIcon />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
