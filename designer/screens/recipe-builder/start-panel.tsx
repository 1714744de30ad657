import { NativeSelect, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { connectionsQuery, triggerQuery, triggersQuery } from '../../api/queries.ts';
import type { JsonSchema, Recipe, TriggerDetail } from '../../api/types.ts';
import { CopyField } from '../../components/copy-field.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { FieldContext } from '../../fields/field-context.ts';
import { FieldForm } from '../../fields/field-form.tsx';
import { fieldsOf } from '../../fields/field-spec.ts';
import { inputOf, valuesFrom, type FieldValue } from '../../fields/field-value.ts';
import { useBuilder } from './builder-context.ts';
import { fieldErrors, startId } from './locate-problem.ts';

/** The saved recipe, as far as the start shows it; null while nothing is saved. */
export type SavedRecipe = Pick<Recipe, 'name' | 'version' | 'enabled'> & {
  webhookUrl: string | null;
  journeyUrl: string | null;
};

/** What the recipe is called, which connection it works with, and what starts it. */
export function StartPanel({ saved }: { saved: SavedRecipe | null }) {
  const { document, change, problems } = useBuilder();
  const { data: connections = [] } = useQuery(connectionsQuery);
  const { data: triggers = [] } = useQuery(triggersQuery);
  const detail = useQuery({ ...triggerQuery(document.trigger.use), retry: false });
  const errors = fieldErrors(document, problems, startId);
  const setText = (key: 'title' | 'description', text: string): void => {
    const { [key]: _, ...rest } = document;
    change(text === '' ? rest : { ...document, [key]: text }, `@start.${key}`);
  };
  const url = saved?.journeyUrl ?? saved?.webhookUrl ?? null;
  return (
    <Stack gap="md">
      <Title order={2}>Start</Title>
      <TextInput
        label="Title"
        value={document.title ?? ''}
        onChange={(event) => setText('title', event.currentTarget.value)}
      />
      <TextInput
        label="Name"
        description={
          saved === null
            ? 'Lower-case letters, digits and underscores. It stands in addresses and cannot be changed later.'
            : 'The name of a saved recipe stays.'
        }
        readOnly={saved !== null}
        classNames={{ input: 'itc-mono' }}
        data-field="name"
        error={errors['name']}
        value={document.name}
        onChange={(event) => change({ ...document, name: event.currentTarget.value }, '@start.name')}
      />
      <Textarea
        label="Description"
        autosize
        minRows={1}
        value={document.description ?? ''}
        onChange={(event) => setText('description', event.currentTarget.value)}
      />
      <NativeSelect
        label="Connection"
        error={errors['connection']}
        data-field="connection"
        value={document.connection}
        data={[...new Set([document.connection, ...connections.map(({ name }) => name)])]}
        onChange={(event) => change({ ...document, connection: event.currentTarget.value })}
      />
      <NativeSelect
        label="Trigger"
        error={errors['use']}
        value={document.trigger.use}
        data={triggers.map(({ name, title }) => ({ value: name, label: title }))}
        onChange={(event) =>
          change({ ...document, trigger: { ...document.trigger, use: event.currentTarget.value, with: {} } })
        }
      />
      <QueryState query={detail} what="the settings of the trigger" lines={3}>
        {(trigger) => <TriggerForm key={trigger.name} trigger={trigger} errors={errors} />}
      </QueryState>
      <NativeSelect
        label="When events no longer fit their schema"
        value={document.trigger.onDrift ?? ''}
        data={[
          { value: '', label: 'Run and warn' },
          { value: 'hold', label: 'Hold the job until a person looks' },
        ]}
        onChange={(event) => {
          const { onDrift: _, ...plain } = document.trigger;
          const isHeld = event.currentTarget.value === 'hold';
          change({ ...document, trigger: isHeld ? { ...plain, onDrift: 'hold' } : plain });
        }}
      />
      {url === null ? (
        <Text size="sm" c="dimmed">
          The webhook address is shown here once the recipe is saved.
        </Text>
      ) : (
        <CopyField label="Webhook address" value={url} />
      )}
    </Stack>
  );
}

function TriggerForm({ trigger, errors }: { trigger: TriggerDetail; errors: Record<string, string> }) {
  const { document, change, forms } = useBuilder();
  const specs = useMemo(() => fieldsOf(trigger.config as JsonSchema), [trigger]);
  const json = document.trigger.with;
  const memory = forms.get(startId);
  const values = memory?.json === json ? memory.values : valuesFrom(specs, json);
  const onChange = (next: Record<string, FieldValue>): void => {
    const input = inputOf(specs, next);
    forms.set(startId, { json: input, values: next });
    const changed = specs.find(({ name }) => next[name] !== values[name])?.name ?? '';
    change({ ...document, trigger: { ...document.trigger, with: input } }, `@start.with.${changed}`);
  };
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {trigger.summary}
      </Text>
      <FieldContext value={{ connection: document.connection, modes: ['text', 'list'], errors }}>
        <FieldForm specs={specs} values={values} onChange={onChange} />
      </FieldContext>
    </Stack>
  );
}
