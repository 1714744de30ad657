import type { TriggerSource } from '../define.ts';

/** The part of an event that says which schema it belongs to. */
export interface TriggerPlace {
  kind: TriggerSource;
  eventName: string | null;
  workflowId: string | null;
}

const longest = 300;

/**
 * `event:<eventName>` of a system webhook, `workflow:<id>` of a journey's; null for a name too long to be one.
 * Journeys whose template leaves the id out share `workflow:unknown`.
 */
export function triggerKeyOf({ kind, eventName, workflowId }: TriggerPlace): string | null {
  const key =
    kind === 'journey_webhook'
      ? `workflow:${workflowId ?? 'unknown'}`
      : eventName === null
        ? null
        : `event:${eventName}`;
  return key === null || key.length > longest ? null : key;
}

/** What `triggerKeyOf` was made from; null for a text that is no trigger key. */
export function readTriggerKey(key: string): TriggerPlace | null {
  const found = /^(event|workflow):([\s\S]+)$/.exec(key);
  if (found === null || key.length > longest) return null;
  const name = found[2] ?? '';
  if (found[1] === 'event') return { kind: 'system_webhook', eventName: name, workflowId: null };
  return { kind: 'journey_webhook', eventName: null, workflowId: name === 'unknown' ? null : name };
}
