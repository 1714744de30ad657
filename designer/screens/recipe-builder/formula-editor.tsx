import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';

import { answerOf, api } from '../../api/client.ts';
import type { Json } from '../../api/types.ts';
import type { FormulaEditorProps } from '../../fields/field-context.ts';
import { useBuilder, type Resolved } from './builder-context.ts';
import { findPills, sampleText } from './pill-tree.ts';

export const loadFormulaEditor = () => import('./formula-editor-view.tsx');
const FormulaEditorView = lazy(loadFormulaEditor);

const mostChoices = 1_000;

export const functionsQuery = {
  queryKey: ['mapping-functions'],
  queryFn: async () => (await answerOf(api.GET('/mapping/functions'))).items,
  staleTime: Infinity,
};

/** A text with pills: `{{` offers fields, `|` offers functions, and below stands what it gives for the sample. */
export function FormulaEditor(props: FormulaEditorProps) {
  const { id, label, path, value, onChange, describedBy, hasError, takesFocus } = props;
  const { sources, resolved, setTarget } = useBuilder();
  const { data: functions = [] } = useQuery(functionsQuery);
  return (
    <Stack gap={2}>
      <Suspense fallback={<Skeleton height={36} />}>
        <FormulaEditorView
          id={id}
          label={label}
          describedBy={describedBy}
          value={value}
          onChange={onChange}
          hasError={hasError}
          takesFocus={takesFocus}
          version={sources.map(({ title, sample, schema }) => `${title} ${typeof sample} ${typeof schema}`).join()}
          pills={() =>
            findPills(sources, '', mostChoices).map(({ text, sample }) => ({
              label: text.slice(3, -3),
              detail: sampleText(sample),
            }))
          }
          functions={() =>
            functions.map(({ name, signature, summary, example }) => ({
              label: name,
              detail: signature === name ? '' : signature,
              info: `${summary} ${example.text} gives ${JSON.stringify(example.gives)}`,
            }))
          }
          onFocus={(insert) => setTarget({ path, title: label, insert })}
        />
      </Suspense>
      {value.includes('{{') ? <ResolvedLine resolved={resolved[path]} /> : null}
    </Stack>
  );
}

/** What a formula gives for the sample; its line is there before the answer is, so that nothing below moves under the person's hand. */
function ResolvedLine({ resolved }: { resolved: Resolved | undefined }) {
  const { state, value, message } = resolved ?? { state: 'asked', value: null, message: null };
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" data-resolved={state}>
      <Text size="xs" c="dimmed" style={{ flexShrink: 0 }}>
        Gives
      </Text>
      <Text size="xs" className="itc-mono" c={state === 'fault' ? 'var(--mantine-color-error)' : undefined}>
        {state === 'missing'
          ? 'nothing: the field is left out'
          : state === 'fault'
            ? (message ?? 'a fault')
            : state === 'asked'
              ? '…'
              : sampleText(value as Json) || '""'}
      </Text>
    </Group>
  );
}
