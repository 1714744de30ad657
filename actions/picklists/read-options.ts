import type { PicklistOption } from '../../connector/define.ts';
import type { Json, JsonObject } from '../../errors/json.ts';

/**
 * Options of a list of named things, by their `id` and `name`; entries without an id or name are passed over, because one odd entry must not
 * empty the whole list.
 * @param options.note keys shown as the second line
 * @param options.value key of the value, where it is not `id`
 * @param options.only values that an entry must have; undefined values do not filter. Compared without regard to case
 */
export function readOptions(
  entries: Json | undefined,
  options: { note: readonly string[]; only?: Record<string, string | undefined>; value?: string },
): PicklistOption[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
    const { [options.value ?? 'id']: id, name } = entry;
    if ((typeof id !== 'number' && typeof id !== 'string') || typeof name !== 'string') return [];
    const fits = Object.entries(options.only ?? {}).every(
      ([key, wanted]) => wanted === undefined || String(entry[key]).toLowerCase() === wanted.toLowerCase(),
    );
    if (!fits) return [];
    const note = options.note.flatMap((key) => (typeof entry[key] === 'string' ? [entry[key]] : [])).join(', ');
    return [{ value: id, label: name, ...(note === '' ? {} : { note }) }];
  });
}

/** Whether Iterable names a page after this one. */
export const hasNextPage = (answer: JsonObject): boolean =>
  typeof answer.nextPageUrl === 'string' && answer.nextPageUrl !== '';
