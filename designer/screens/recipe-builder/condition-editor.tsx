import { ActionIcon, Button, Group, NativeSelect, Stack } from '@mantine/core';
import { PlusIcon, TrashIcon } from '@radix-ui/react-icons';

import type { Condition } from './recipe-document.ts';
import { MappingField } from './mapping-field.tsx';

const operators: { value: string; label: string; isUnary?: true }[] = [
  { value: 'equals', label: 'is the same as' },
  { value: 'not_equals', label: 'is not the same as' },
  { value: 'contains', label: 'contains' },
  { value: 'not_contains', label: 'does not contain' },
  { value: 'starts_with', label: 'begins with' },
  { value: 'ends_with', label: 'ends with' },
  { value: 'greater_than', label: 'is greater or later than' },
  { value: 'less_than', label: 'is less or earlier than' },
  { value: 'in', label: 'is one of the list' },
  { value: 'is_present', label: 'is present', isUnary: true },
  { value: 'is_blank', label: 'is blank', isUnary: true },
  { value: 'is_true', label: 'is true', isUnary: true },
  { value: 'is_false', label: 'is false', isUnary: true },
];

const kinds = [
  { value: 'comparison', label: 'One comparison' },
  { value: 'all', label: 'All of these hold' },
  { value: 'any', label: 'Any of these holds' },
  { value: 'not', label: 'This does not hold' },
] as const;
type Kind = (typeof kinds)[number]['value'];

const blank: Condition = { left: '', op: 'equals', right: '' };

const kindOf = (condition: Condition): Kind =>
  'all' in condition ? 'all' : 'any' in condition ? 'any' : 'not' in condition ? 'not' : 'comparison';

function partsOf(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'not' in condition ? [condition.not] : [condition];
}

function as(kind: Kind, parts: Condition[]): Condition {
  if (kind === 'all') return { all: parts };
  if (kind === 'any') return { any: parts };
  const [first = blank] = parts;
  return kind === 'not' ? { not: first } : first;
}

interface ConditionEditorProps {
  condition: Condition;
  onChange: (condition: Condition) => void;
  /** path below the step: `if.all[0]` */
  path: string;
}

/** A condition: one comparison, or several under all, any or not, at any depth. */
export function ConditionEditor({ condition, onChange, path }: ConditionEditorProps) {
  const kind = kindOf(condition);
  const parts = partsOf(condition);
  const set = (index: number, part: Condition): void =>
    onChange(
      as(
        kind,
        parts.map((one, at) => (at === index ? part : one)),
      ),
    );
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Condition"
        data={[...kinds]}
        value={kind}
        onChange={(event) => onChange(as(event.currentTarget.value as Kind, parts))}
      />
      {kind === 'comparison' ? (
        <Comparison condition={condition} onChange={onChange} path={path} />
      ) : (
        parts.map((part, index) => (
          <Group key={index} className="itc-card" p="sm" align="flex-start" wrap="nowrap" gap={4}>
            <div style={{ flex: 1, minWidth: 0 }}>
              <ConditionEditor
                condition={part}
                onChange={(next) => set(index, next)}
                path={kind === 'not' ? `${path}.not` : `${path}.${kind}[${index}]`}
              />
            </div>
            {kind === 'not' || parts.length === 1 ? null : (
              <ActionIcon
                aria-label={`Remove condition ${index + 1}`}
                onClick={() =>
                  onChange(
                    as(
                      kind,
                      parts.filter((_, at) => at !== index),
                    ),
                  )
                }
              >
                <TrashIcon />
              </ActionIcon>
            )}
          </Group>
        ))
      )}
      {kind === 'all' || kind === 'any' ? (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<PlusIcon />}
          onClick={() => onChange(as(kind, [...parts, blank]))}
        >
          Add condition
        </Button>
      ) : null}
    </Stack>
  );
}

function Comparison({ condition, onChange, path }: ConditionEditorProps) {
  if (!('op' in condition)) return null;
  const { left, op, right } = condition;
  const isUnary = operators.find(({ value }) => value === op)?.isUnary === true;
  return (
    <Stack gap="sm">
      <MappingField
        title="Value"
        isFormula
        isRequired
        value={left === '' ? undefined : left}
        path={`${path}.left`}
        onChange={(next) => onChange({ ...condition, left: next ?? '' })}
      />
      <NativeSelect
        label="Comparison"
        data={operators.map(({ value, label }) => ({ value, label }))}
        value={op}
        onChange={(event) => {
          const next = event.currentTarget.value;
          const takesOne = operators.find(({ value }) => value === next)?.isUnary === true;
          onChange(takesOne ? { left, op: next } : { left, op: next, right: right ?? '' });
        }}
      />
      {isUnary ? null : (
        <MappingField
          title="Compared with"
          kind={op === 'in' ? 'json' : 'text'}
          value={right === '' ? undefined : right}
          path={`${path}.right`}
          onChange={(next) => onChange({ left, op, right: next ?? '' })}
        />
      )}
    </Stack>
  );
}
