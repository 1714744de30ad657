import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { actionQuery } from '../../api/queries.ts';
import type { ActionDetail, Json, JsonSchema } from '../../api/types.ts';
import { QueryState } from '../../components/query-state.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { FieldForm } from '../../fields/field-form.tsx';
import { fieldsOf } from '../../fields/field-spec.ts';
import { inputOf, valuesFrom, type FieldValue } from '../../fields/field-value.ts';
import { useBuilder } from './builder-context.ts';
import type { ActionStep, ForEachPageStep, Step } from './recipe-document.ts';
import { updateStep } from './step-tree.ts';

const noInput: Record<string, Json> = {};

type CallingStep = ActionStep | ForEachPageStep;

/** The form of the action that a step calls. */
export function ActionForm({ step }: { step: CallingStep }) {
  const { use } = 'use' in step ? step : step.forEachPage;
  const detail = useQuery({ ...actionQuery(use), retry: false });
  return (
    <QueryState query={detail} what="the fields of the action" lines={6}>
      {(action) => <Form key={use} step={step} action={action} />}
    </QueryState>
  );
}

/** The step with another input of its call. */
const withInput = (step: Step, input: Record<string, Json>): Step =>
  'forEachPage' in step
    ? { ...step, forEachPage: { ...step.forEachPage, with: input } }
    : ({ ...step, with: input } as Step);

function Form({ step, action }: { step: CallingStep; action: ActionDetail }) {
  const { document, change, forms } = useBuilder();
  const call = 'use' in step ? step : step.forEachPage;
  const specs = useMemo(() => fieldsOf(action.input as JsonSchema), [action]);
  const json = call.with ?? noInput;
  const memory = forms.get(step.id);
  const values = memory?.json === json ? memory.values : valuesFrom(specs, json);
  if (memory?.json !== json) forms.set(step.id, { json, values });
  const names = new Set(specs.map(({ name }) => name));
  const strangers = Object.keys(json).filter((key) => !names.has(key));

  const write = (input: Record<string, Json>, next: Record<string, FieldValue>, key: string): void => {
    forms.set(step.id, { json: input, values: next });
    change(
      updateStep(document, step.id, (one) => withInput(one, input)),
      `${step.id}.${key}`,
    );
  };
  const onChange = (next: Record<string, FieldValue>): void => {
    const changed = specs.find(({ name }) => next[name] !== values[name])?.name ?? '';
    // what the form does not know is kept, for a person to decide about
    const kept = Object.fromEntries(strangers.map((key) => [key, json[key] ?? null]));
    write({ ...kept, ...inputOf(specs, next) }, next, changed);
  };
  const drop = (key: string): void => {
    const { [key]: _, ...rest } = json;
    write(rest, values, key);
  };
  return (
    <Stack gap="md">
      <Group gap="xs">
        <StatusBadge status={action.effect} />
        <Text size="sm" c="dimmed" style={{ flex: '1 1 200px' }}>
          {action.summary}
        </Text>
        <Anchor href={action.docs} target="_blank" rel="noreferrer" size="sm" underline="always">
          Iterable’s page
        </Anchor>
      </Group>
      {strangers.map((key) => (
        <Alert key={key} color="red" variant="light" title={`The action has no field ${key}`} data-field={key}>
          <Button size="xs" variant="default" onClick={() => drop(key)}>
            Remove {key}
          </Button>
        </Alert>
      ))}
      <FieldForm specs={specs} values={values} onChange={onChange} />
    </Stack>
  );
}
