import { seededRandom as numbers } from '../seeded-random.ts';

/** Choices that are the same for the same seed, so that a failing request can be made again. */
export interface SeededRandom {
  /** from 0 to below 1 */
  next(): number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

export function seededRandom(seed: number): SeededRandom {
  const next = numbers(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}
