import type { TriggerSource } from '../define.ts';

/** The part of an event that says which schema it belongs to. */
export interface TriggerPlace {
  kind: TriggerSource;
  eventName: string | null;
  workflowId: string | null;
}

const longest = 300;

const words = {
  system_webhook: 'event',
  tracking_call: 'call',
  schedule: 'schedule',
  journey_webhook: 'workflow',
} as const;
const kinds = new Map(Object.entries(words).map(([kind, word]) => [word as string, kind as TriggerSource]));

/**
 * `event:<eventName>` of a system webhook, `call:<eventName>` of a tracking call, `schedule:run` of the clock, `workflow:<id>` of a
 * journey's; null for a name too long to be one.
 * Journeys whose template leaves the id out share `workflow:unknown`.
 */
export function triggerKeyOf({ kind, eventName, workflowId }: TriggerPlace): string | null {
  const name = kind === 'journey_webhook' ? (workflowId ?? 'unknown') : eventName;
  const key = name === null ? null : `${words[kind]}:${name}`;
  return key === null || key.length > longest ? null : key;
}

/** What `triggerKeyOf` was made from; null for a text that is no trigger key. */
export function readTriggerKey(key: string): TriggerPlace | null {
  const mark = key.indexOf(':');
  const kind = kinds.get(key.slice(0, mark));
  const name = key.slice(mark + 1);
  if (kind === undefined || name === '' || key.length > longest) return null;
  if (kind !== 'journey_webhook') return { kind, eventName: name, workflowId: null };
  return { kind, eventName: null, workflowId: name === 'unknown' ? null : name };
}
