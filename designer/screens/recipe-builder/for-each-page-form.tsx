import { NativeSelect, NumberInput, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { actionsQuery, connectionsQuery } from '../../api/queries.ts';
import { ActionForm } from './action-form.tsx';
import { useBuilder } from './builder-context.ts';
import type { ForEachPageStep } from './recipe-document.ts';
import { updateStep } from './step-tree.ts';

/** Which rows are brought, how many make a page, and the input of the action that brings them. */
export function ForEachPageForm({ step }: { step: ForEachPageStep }) {
  const { document, change } = useBuilder();
  const { data: actions = [] } = useQuery(actionsQuery);
  const { data: connections = [] } = useQuery(connectionsQuery);
  const { use, connection } = step.forEachPage;
  const able = actions.filter(({ hasRows }) => hasRows).map(({ name, title }) => ({ value: name, label: title }));
  const set = (next: ForEachPageStep, key: string): void =>
    change(
      updateStep(document, step.id, () => next),
      `${step.id}.${key}`,
    );
  const setNumber = (key: 'pageSize' | 'maxAttempts', value: string | number): void => {
    const { [key]: _, ...rest } = step;
    set(typeof value === 'number' ? { ...step, [key]: value } : rest, key);
  };
  return (
    <Stack gap="md">
      <NativeSelect
        label="Rows of"
        description="All rows are brought to a file first; then the steps run for one page after the other, and item lists its rows."
        value={use}
        data={able.some(({ value }) => value === use) ? able : [{ value: use, label: use }, ...able]}
        data-field="forEachPage.use"
        onChange={(event) =>
          set({ ...step, forEachPage: { ...step.forEachPage, use: event.currentTarget.value, with: {} } }, 'use')
        }
      />
      <NumberInput
        label="Rows in a page"
        placeholder="1,000"
        min={1}
        max={10_000}
        allowDecimal={false}
        value={step.pageSize ?? ''}
        onChange={(size) => setNumber('pageSize', size)}
      />
      <ActionForm step={step} />
      <NumberInput
        label="Tries while Iterable asks to come back later"
        placeholder="8"
        min={1}
        max={50}
        allowDecimal={false}
        value={step.maxAttempts ?? ''}
        onChange={(tries) => setNumber('maxAttempts', tries)}
      />
      <NativeSelect
        label="Connection"
        value={connection ?? ''}
        data={[
          { value: '', label: `As the recipe: ${document.connection}` },
          ...connections.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(event) => {
          const { connection: _, ...plain } = step.forEachPage;
          const chosen = event.currentTarget.value;
          set({ ...step, forEachPage: chosen === '' ? plain : { ...plain, connection: chosen } }, 'connection');
        }}
      />
    </Stack>
  );
}
