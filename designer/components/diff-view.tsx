import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import type { DiffViewProps } from './diff-view-props.ts';

const DiffEditor = lazy(() => import('./diff-editor.tsx'));

/** Two texts in one column, what went and what came marked by sign and colour; unchanged stretches are folded. */
export function DiffView(props: DiffViewProps) {
  return (
    <Suspense fallback={<Skeleton height={200} />}>
      <DiffEditor {...props} />
    </Suspense>
  );
}
