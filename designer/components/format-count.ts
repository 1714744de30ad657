/** A number with its noun: `1 job`, `1,200 jobs`. @param noun in the singular; the plural takes an s */
export const formatCount = (count: number, noun: string): string =>
  `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
