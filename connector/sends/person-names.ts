import type { Json } from '../../errors/json.ts';
import type { PersonNames } from '../store/store.ts';

const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** The names of a person in the form in which they are compared: Iterable takes addresses without regard to case. */
export function personNames(email: Json | undefined, userId: Json | undefined): PersonNames {
  return { email: text(email)?.trim().toLowerCase() ?? null, userId: text(userId) };
}

export const hasName = ({ email, userId }: PersonNames): boolean => email !== null || userId !== null;
