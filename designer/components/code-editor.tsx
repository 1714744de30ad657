import { Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useId } from 'react';

const CodeEditorView = lazy(() => import('./code-editor-view.tsx'));

/** A fault to underline in the text. */
export interface CodeProblem {
  /** from 1 */
  line: number;
  column: number;
  message: string;
  severity?: 'error' | 'warning';
}

/** A place in the text, from 1. */
export interface CodePlace {
  line: number;
  column: number;
}

export interface CodeEditorProps {
  label: string;
  help?: string;
  value: string;
  /** left out, the text can be read and copied only */
  onChange?: (value: string) => void;
  language: 'json' | 'yaml' | 'text';
  problems?: CodeProblem[];
  minHeight?: number;
  maxHeight?: number;
  /** the cursor and the focus go there whenever another object is given */
  goTo?: CodePlace | null;
}

/** An editor for JSON and YAML. Its code loads when one is first shown. Tab leaves it, Ctrl-M makes Tab indent. */
export function CodeEditor(props: CodeEditorProps) {
  const id = useId();
  const { label, help, minHeight = 160 } = props;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600} id={id}>
        {label}
      </Text>
      {help === undefined ? null : (
        <Text size="xs" c="dimmed" id={`${id}-help`}>
          {help}
        </Text>
      )}
      <Suspense fallback={<Skeleton height={minHeight} />}>
        <CodeEditorView {...props} />
      </Suspense>
    </Stack>
  );
}
