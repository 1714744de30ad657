import { formatPath } from '../../recipes/mapping/parse-path.ts';

/** The keys that lead to a column: in a CSV its name is one key, elsewhere dots lead into objects. */
export const columnKeys = (name: string, isCsv: boolean): string[] => (isCsv ? [name] : name.split('.'));

/** The pill of a column. @param call function that its value goes through */
export const columnPill = (keys: readonly string[], call?: string): string =>
  `{{ ${formatPath({ root: 'row', keys })}${call === undefined ? '' : ` | ${call}`} }}`;
