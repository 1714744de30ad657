import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';

/** `startDateTime` and `endDateTime` of a query in epoch ms, endless where they are not given, or the refusal of a bad one. */
export function queryRange(
  query: URLSearchParams,
  parse: (value: string) => number | undefined,
): { from: number; until: number } | { refusal: Answer } {
  const range = { from: -Infinity, until: Infinity };
  for (const [name, member] of [
    ['startDateTime', 'from'],
    ['endDateTime', 'until'],
  ] as const) {
    const value = query.get(name);
    if (value === null) continue;
    const time = parse(value);
    if (time === undefined) return { refusal: refuse(400, 'BadParams', `Invalid ${name}: ${value}`) };
    range[member] = time;
  }
  return range;
}
