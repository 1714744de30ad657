/** A trigger as people call it: `emailOpen`, `journey 123`. */
export function triggerName(triggerKey: string): string {
  const name = triggerKey.slice(triggerKey.indexOf(':') + 1);
  if (!triggerKey.startsWith('workflow:')) return name;
  return name === 'unknown' ? 'Journeys without an id' : `Journey ${name}`;
}

/** The page of a schema. */
export const schemaLink = ({ connection, triggerKey }: { connection: string; triggerKey: string }): string =>
  `/schemas/${encodeURIComponent(connection)}/${encodeURIComponent(triggerKey)}`;

/** The wizard for a schema. @param step from 1 */
export const wizardLink = (place: { connection: string; triggerKey: string }, step = 1): string =>
  `/schemas/new?${new URLSearchParams({ connection: place.connection, trigger: place.triggerKey, step: String(step) }).toString()}`;
