import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { CodeFormat, CodeQuery } from '../../api/queries.ts';
import { CodeEditor } from '../../components/code-editor.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { PillList, type Pill } from './pill-list.tsx';

const forms: { value: CodeFormat; label: string }[] = [
  { value: 'datapills', label: 'Pills' },
  { value: 'json-schema', label: 'JSON Schema' },
  { value: 'typescript', label: 'TypeScript' },
  { value: 'zod', label: 'zod' },
  { value: 'workato', label: 'Workato' },
];

interface SchemaCodeProps {
  /** asks for the output in a form */
  queryOf: (format: CodeFormat) => CodeQuery;
}

/** A schema as pills and in the forms that other tools take, with a copy button. */
export function SchemaCode({ queryOf }: SchemaCodeProps) {
  const [format, setFormat] = useState<CodeFormat>('datapills');
  const query = useQuery(queryOf(format));
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          aria-label="Form of the schema"
          size="xs"
          value={format}
          onChange={setFormat}
          data={forms}
          maw="100%"
          style={{ flexWrap: 'wrap' }}
        />
        {query.data === undefined || format === 'datapills' ? null : (
          <CopyButton
            value={textOf(query.data)}
            what={forms.find(({ value }) => value === format)?.label ?? ''}
            withLabel
          />
        )}
      </Group>
      <QueryState query={query} what="the schema">
        {(output) =>
          format === 'datapills' ? (
            <PillList pills={output as Pill[]} />
          ) : (
            <CodeEditor
              key={format}
              label={`The schema as ${forms.find(({ value }) => value === format)?.label ?? ''}`}
              value={textOf(output)}
              language={typeof output === 'string' ? 'text' : 'json'}
            />
          )
        }
      </QueryState>
      {format === 'workato' ? (
        <Text size="xs" c="dimmed">
          Paste it into Workato’s schema designer. Workato has no unions: a field of several types becomes text.
        </Text>
      ) : null}
    </Stack>
  );
}

const textOf = (output: unknown): string => (typeof output === 'string' ? output : JSON.stringify(output, null, 2));
