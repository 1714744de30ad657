import { Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useId } from 'react';

import type { CodeEditorProps } from './code-editor-props.ts';

const CodeEditorView = lazy(() => import('./code-editor-view.tsx'));

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
