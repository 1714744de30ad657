import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type * as z from 'zod/mini';

import { readFilters, writeFilters, type FilterSchema } from './filters.ts';

export interface Filters<S extends FilterSchema> {
  values: z.output<S>;
  /** changes some of them; the address follows without a new entry in the history */
  set: (change: Partial<z.input<S>>) => void;
  clear: () => void;
  /** whether any is in the address */
  isFiltered: boolean;
}

/** The filters of a screen, kept in the address so that a link or a reload shows the same rows. `schema` must be a constant. */
export function useFilters<S extends FilterSchema>(schema: S): Filters<S> {
  const [params, setParams] = useSearchParams();
  const values = useMemo(() => readFilters(schema, params), [schema, params]);
  const keys = Object.keys(schema.shape);
  const change = (next: Record<string, unknown>): void =>
    // other filters begin at the newest page
    setParams((current) => writeFilters(current, { ...next, cursor: undefined }), {
      replace: true,
      preventScrollReset: true,
    });
  return {
    values,
    set: change,
    clear: () => change(Object.fromEntries(keys.map((key) => [key, undefined]))),
    isFiltered: keys.some((key) => params.has(key)),
  };
}
