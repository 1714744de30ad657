import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

const DiffEditor = lazy(() => import('./diff-editor.tsx'));

export interface DiffViewProps {
  /** names the comparison for screen readers: "Version 3 against version 4" */
  label: string;
  before: string;
  after: string;
  language: 'json' | 'yaml';
  maxHeight?: number;
}

/** Two texts in one column, what went and what came marked by sign and colour; unchanged stretches are folded. */
export function DiffView(props: DiffViewProps) {
  return (
    <Suspense fallback={<Skeleton height={200} />}>
      <DiffEditor {...props} />
    </Suspense>
  );
}
