import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';

/** A whole number of the query from 1 to `largest`, or the 400 for anything else; `otherwise` when it is absent. */
export function queryNumber(
  query: URLSearchParams,
  name: string,
  { otherwise, largest }: { otherwise: number; largest: number },
): number | Answer {
  const given = query.get(name);
  const value = given === null ? otherwise : Number(given);
  return Number.isInteger(value) && value >= 1 && value <= largest
    ? value
    : refuse(400, 'BadParams', `${name} must be between 1 and ${largest}`);
}
