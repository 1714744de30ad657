/** A number with its noun: `1 job`, `1,200 jobs`. @param noun in the singular; the plural takes an s */
export const formatCount = (count: number, noun: string): string =>
  `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;

const irregular: Record<string, string> = { people: 'person' };

/** The same with the noun in the plural, as lists name their rows: `1 refused call`, `3 events without a message`. */
export function countOf(count: number, plural: string): string {
  const one = irregular[plural] ?? plural.replace(/s(?= |$)/, '');
  return `${count.toLocaleString()} ${count === 1 ? one : plural}`;
}
