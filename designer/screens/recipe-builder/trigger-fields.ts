import { useQuery } from '@tanstack/react-query';

import { schemaQuery, triggerQuery } from '../../api/queries.ts';
import type { Json, JsonSchema, TriggerDetail, TriggerSchema } from '../../api/types.ts';
import type { RecipeDocument } from './recipe-document.ts';
import { useDebounced } from './use-debounced.ts';

const quietMs = 350;
const longest = 300;

/** Which schema the events of a trigger belong to, as REST names it; null where the settings take several kinds of events. */
export function triggerKeyOf(
  source: TriggerDetail['source'] | undefined,
  settings: Record<string, Json>,
): string | null {
  const { eventName, eventNames, workflow } = settings;
  if (source === 'journey_webhook') {
    // an id, or the address of the journey's page
    const id = /^\s*(\d+)\s*$|\/workflows\/(\d+)/.exec(String(workflow ?? ''));
    return id === null ? null : `workflow:${id[1] ?? id[2] ?? ''}`;
  }
  const names = [
    ...(typeof eventName === 'string' ? [eventName] : []),
    ...(Array.isArray(eventNames) ? eventNames : []),
  ];
  const [name] = names;
  return source === undefined ||
    names.length !== 1 ||
    typeof name !== 'string' ||
    name.trim() === '' ||
    name.length > longest
    ? null
    : `event:${name.trim()}`;
}

/** The fields of the trigger as far as anything knows them. */
export interface TriggerFields {
  schema: JsonSchema | undefined;
  /** says where they come from */
  origin: string;
  /** their schema in REST; null = only what the trigger declares is known */
  place: { connection: string; triggerKey: string } | null;
}

function originOf({ versions, samples }: TriggerSchema): string {
  const [newest] = versions;
  const learned = samples === 0 ? '' : `learned from ${samples.toLocaleString()} ${samples === 1 ? 'event' : 'events'}`;
  const saved = newest === undefined ? '' : `schema version ${newest.version}`;
  return [saved, learned].filter(Boolean).join(', ') || 'as Iterable documents them';
}

/** The best that is known of the trigger's payload: saved and learned schema before what the trigger declares. */
export function useTriggerFields({ connection, trigger }: RecipeDocument): TriggerFields {
  const detail = useQuery({ ...triggerQuery(trigger.use), retry: false });
  const triggerKey = useDebounced(triggerKeyOf(detail.data?.source, trigger.with), quietMs);
  const place = triggerKey === null ? null : { connection, triggerKey };
  const known = useQuery({
    ...schemaQuery(place ?? { connection, triggerKey: '' }),
    enabled: place !== null && connection !== '',
    retry: false,
  });
  if (known.data === undefined || known.data === null) {
    return { schema: detail.data?.output as JsonSchema | undefined, origin: 'as the trigger declares them', place };
  }
  return { schema: known.data.schema as JsonSchema, origin: originOf(known.data), place };
}
