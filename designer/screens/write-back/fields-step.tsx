import { Alert, Autocomplete, Button, Checkbox, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import type { RowSample } from '../../api/bulk-queries.ts';
import { profileFieldsQuery } from '../../api/queries.ts';
import type { ActionDetail, Json } from '../../api/types.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Section } from '../../components/section.tsx';
import { FieldContext } from '../../fields/field-context.ts';
import { FieldForm } from '../../fields/field-form.tsx';
import type { FieldSpec } from '../../fields/field-spec.ts';
import { repeatedTargets, shapeOf, type Draft, type Target } from './draft.ts';

const mostOffered = 30;

interface FieldsStepProps {
  draft: Draft;
  sample: RowSample;
  action: ActionDetail;
  isBusy: boolean;
  /** faults of the settings by path, from the last check */
  errors: Readonly<Record<string, string>>;
  change: (part: Partial<Draft>) => void;
  onBack: () => void;
  onNext: () => void;
}

/** Second step: where each column goes, and what everybody gets alike. */
export function FieldsStep({ draft, sample, action, isBusy, errors, change, onBack, onNext }: FieldsStepProps) {
  const { item, call } = shapeOf(action);
  const { connection, targets } = draft;
  const repeated = repeatedTargets(targets);
  const faulty = sample.rows.filter(({ fault }) => fault !== null);
  // what a column fills is not alike for all
  const taken = new Set(Object.values(targets).map(({ field }) => field));
  const free = item.filter(({ name, kind }) => kind === 'data-fields' || !taken.has(name));
  return (
    <Stack gap="md">
      <Section
        title="Where does each column go?"
        help="A value of its own for each person. Empty cells of a CSV leave the field as it is."
      >
        {faulty.map(({ row, fault }) => (
          <Alert key={row} color="yellow" variant="light">
            Row {row}: {fault}
          </Alert>
        ))}
        {sample.columns.length === 0 ? <Text size="sm">The source has no column.</Text> : null}
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Columns">
          {sample.columns.map((column) => (
            <ColumnRow
              key={column}
              column={column}
              cells={sample.rows.flatMap(({ value }) => (value as Record<string, Json> | null)?.[column] ?? [])}
              target={targets[column] ?? { field: '', name: '', isJson: false }}
              item={item}
              profileOf={action.writesProfile ? connection : null}
              onChange={(target) => change({ targets: { ...targets, [column]: target } })}
            />
          ))}
        </Stack>
        {repeated.length === 0 ? null : (
          <Alert color="red" variant="light" role="alert" title="Two columns go to one field">
            Only one value would arrive: give {repeated.join(', ')} one column.
          </Alert>
        )}
      </Section>
      <Section
        title="The same for everybody"
        help="Left out: nothing. A text may use columns, as in {{ row.plan | lower }}."
      >
        <FieldContext value={{ connection, modes: ['text', 'list'], errors, writesProfile: action.writesProfile }}>
          <Disclosure label="Fields of each person" isOpenAtFirst={sample.columns.length < 2}>
            <FieldForm specs={free} values={draft.fixed} onChange={(fixed) => change({ fixed })} path="mapping" />
          </Disclosure>
          {call.length === 0 ? null : (
            <Stack gap={4}>
              <Title order={3} size="sm">
                Settings of the whole write-back
              </Title>
              <FieldForm specs={call} values={draft.input} onChange={(input) => change({ input })} />
            </Stack>
          )}
        </FieldContext>
      </Section>
      <Group>
        <Button variant="default" onClick={onBack} disabled={isBusy}>
          Back
        </Button>
        <Button onClick={onNext} loading={isBusy} disabled={repeated.length > 0}>
          Check the rows
        </Button>
        <Text size="sm" c="dimmed">
          Nothing is sent by the check.
        </Text>
      </Group>
    </Stack>
  );
}

interface ColumnRowProps {
  column: string;
  /** first values, without empty ones */
  cells: Json[];
  target: Target;
  item: readonly FieldSpec[];
  /** connection whose profile fields are offered; null = none */
  profileOf: string | null;
  onChange: (target: Target) => void;
}

const cellText = (cell: Json): string => (typeof cell === 'string' ? cell : JSON.stringify(cell));

function ColumnRow({ column, cells, target, item, profileOf, onChange }: ColumnRowProps) {
  const known = useQuery({ ...profileFieldsQuery(profileOf ?? ''), enabled: profileOf !== null });
  const isData = item.find(({ name }) => name === target.field)?.kind === 'data-fields';
  const type = known.data?.items.find(({ name }) => name === target.name)?.type;
  return (
    <Group component="li" className="itc-card" p="sm" gap="sm" align="flex-start">
      <Stack gap={2} flex="1 1 220px" miw={0}>
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {column}
        </Text>
        <Text size="xs" c="dimmed" className="itc-mono" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
          {cells.length === 0 ? 'empty in the first rows' : cells.map(cellText).join(' · ')}
        </Text>
      </Stack>
      <Group gap="sm" align="flex-start" flex="2 1 420px">
        <NativeSelect
          label="Goes to"
          aria-label={`${column} goes to`}
          flex="1 1 160px"
          data={[
            { value: '', label: 'Left out' },
            ...item.map(({ name, title, kind }) => ({
              value: name,
              label: kind === 'data-fields' ? `${title}…` : title,
            })),
          ]}
          value={target.field}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const toData = item.find(({ name }) => name === value)?.kind === 'data-fields';
            onChange({ ...target, field: value, name: toData ? target.name || column : '' });
          }}
        />
        {isData ? (
          <Stack gap={2} flex="1 1 160px">
            <Autocomplete
              label="Field"
              aria-label={`Field of ${column}`}
              data={known.data?.items.map(({ name }) => name) ?? []}
              limit={mostOffered}
              value={target.name}
              error={target.name === '' ? 'Name the field' : undefined}
              onChange={(name) => onChange({ ...target, name })}
            />
            {known.data === undefined || target.name === '' ? null : (
              <Text size="xs" c="dimmed">
                {type === undefined ? 'New in this project.' : `${type} in Iterable`}
              </Text>
            )}
          </Stack>
        ) : null}
        {target.field === '' ? null : (
          <Checkbox
            label="JSON"
            aria-label={`Cells of ${column} are JSON`}
            mt={{ base: 0, sm: 30 }}
            checked={target.isJson}
            onChange={(event) => onChange({ ...target, isJson: event.currentTarget.checked })}
          />
        )}
      </Group>
    </Group>
  );
}
