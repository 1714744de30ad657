import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Page, PageQuery } from '../store.ts';

const defaultLimit = 50;
const maxLimit = 500;

/** Where a page begins and how long it is. */
export interface Slice {
  /** rows beyond this place, in the direction of reading */
  place: number;
  limit: number;
  /** how a row's place compares with `place` */
  beyond: '<' | '>';
  direction: 'asc' | 'desc';
}

/** Reads limit and cursor; throws ITC_REQUEST_INVALID for a cursor that no page gave. */
export function readSlice({ limit = defaultLimit, cursor, oldestFirst = false }: PageQuery): Slice {
  const bounded = Math.min(Math.max(Math.trunc(limit) || defaultLimit, 1), maxLimit);
  const way = oldestFirst
    ? ({ limit: bounded, beyond: '>', direction: 'asc' } as const)
    : ({ limit: bounded, beyond: '<', direction: 'desc' } as const);
  if (cursor === undefined) return { ...way, place: oldestFirst ? 0 : Number.MAX_SAFE_INTEGER };
  const place = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[1-9][0-9]{0,15}$/.test(place)) {
    throw new ConnectorError('ITC_REQUEST_INVALID', 'cursor: is not the `next` of a page.', {
      details: { path: 'cursor' },
    });
  }
  return { ...way, place: Number(place) };
}

/** The `next` of a page that ends at this place. */
export const cursorAt = (place: number): string => Buffer.from(String(place), 'latin1').toString('base64url');

/** @param rows read with one row more than the limit, to know whether another page follows */
export function makePage<Row extends { seq: number }, T>(
  rows: readonly Row[],
  { limit }: Slice,
  toItem: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toItem),
    next: last === undefined ? null : cursorAt(last.seq),
  };
}
