/** A trigger as people call it: `emailOpen`, `journey 123`. */
export function triggerName(triggerKey: string): string {
  const name = triggerKey.slice(triggerKey.indexOf(':') + 1);
  if (!triggerKey.startsWith('workflow:')) return name;
  return name === 'unknown' ? 'Journeys without an id' : `Journey ${name}`;
}

/** The page of a schema. */
export const schemaLink = ({ connection, triggerKey }: { connection: string; triggerKey: string }): string =>
  `/schemas/${encodeURIComponent(connection)}/${encodeURIComponent(triggerKey)}`;

/** The wizard for a schema. @param step from 1 @param field its name, for the list of fields to begin with */
export function wizardLink(place: { connection: string; triggerKey: string }, step = 1, field?: string): string {
  const { connection, triggerKey: trigger } = place;
  const query = { connection, trigger, step: String(step), ...(field === undefined ? {} : { field }) };
  return `/schemas/new?${new URLSearchParams(query).toString()}`;
}
