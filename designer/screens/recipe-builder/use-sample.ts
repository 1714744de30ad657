import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { answerOf, api } from '../../api/client.ts';
import { actionQuery } from '../../api/queries.ts';
import type { ActionDetail, Json } from '../../api/types.ts';
import { callOf, type RecipeDocument } from './recipe-document.ts';
import { placedSteps } from './step-tree.ts';

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: () => answerOf(api.GET('/events/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
  });

/** What a step gave, and how that is known. */
export interface KnownOutput {
  value: Json;
  origin: 'tested' | 'example';
}

/** What fields are mapped against: one payload, and an output for each step. */
export interface Sample {
  /** a received event, a pasted payload, or the example of the trigger */
  kind: 'event' | 'pasted' | 'example';
  payload: Json | undefined;
  /** how the server is told of it */
  body: { event: string } | { payload: Json } | Record<string, never>;
  outputs: ReadonlyMap<string, KnownOutput>;
  /** details of the actions in use, by name */
  actions: ReadonlyMap<string, ActionDetail>;
  error: unknown;
  paste: (payload: Json | null) => void;
  /** outputs of a test take the place of examples */
  learn: (outputs: Record<string, Json>) => void;
}

/** @param event id of the chosen event; null = none */
export function useSample(document: RecipeDocument, event: string | null): Sample {
  const [pasted, paste] = useState<Json | null>(null);
  const [tested, setTested] = useState<Record<string, Json>>({});
  const { use, with: config } = document.trigger;
  const chosen = useQuery({ ...eventQuery(event ?? ''), enabled: event !== null && pasted === null });
  const example = useQuery({
    queryKey: ['trigger-sample', use, config],
    queryFn: () =>
      answerOf(api.POST('/triggers/{name}/sample', { params: { path: { name: use } }, body: { with: config } })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const steps = useMemo(() => placedSteps(document).map(({ step }) => step), [document]);
  const names = [...new Set(steps.flatMap((step) => callOf(step)?.use ?? []))];
  const details = useQueries({ queries: names.map((name) => ({ ...actionQuery(name), retry: false })) });
  const known = details.map(({ data }) => data?.name ?? '').join(' ');
  const actions = useMemo(
    () => new Map(details.flatMap(({ data }) => (data === undefined ? [] : [[data.name, data] as const]))),
    [known],
  );
  const outputs = useMemo(() => {
    const entries = steps.flatMap((step): [string, KnownOutput][] => {
      const found = tested[step.id];
      if (found !== undefined) return [[step.id, { value: found, origin: 'tested' }]];
      const value = exampleOf(step, actions);
      return value === undefined ? [] : [[step.id, { value, origin: 'example' }]];
    });
    return new Map(entries);
  }, [steps, tested, actions]);
  const kind = pasted !== null ? 'pasted' : event !== null ? 'event' : 'example';
  const found = (event === null ? example.data?.payload : chosen.data?.payload.json) as Json | undefined;
  const payload = pasted ?? found;
  const body = useMemo(
    (): Sample['body'] => (kind === 'event' && event !== null ? { event } : payload === undefined ? {} : { payload }),
    [kind, event, payload],
  );
  return {
    kind,
    payload,
    body,
    outputs,
    actions,
    error: event === null ? example.error : chosen.error,
    paste,
    learn: (more) => setTested((before) => ({ ...before, ...more })),
  };
}

function exampleOf(step: RecipeDocument['steps'][number], actions: Sample['actions']): Json | undefined {
  if ('if' in step) return { branch: 'then' };
  if ('forEach' in step) return { count: 1 };
  if ('forEachPage' in step) return { pages: 1, rows: 1, badRows: 0 };
  if (!('use' in step)) return undefined;
  const [example] = (actions.get(step.use)?.examples ?? []) as { output?: Json }[];
  const output = example?.output;
  const properties = (actions.get(step.use)?.output as { properties?: object } | undefined)?.properties ?? {};
  const isObject = typeof output === 'object' && output !== null && !Array.isArray(output);
  return isObject && 'found' in properties ? { found: true, ...output } : output;
}
