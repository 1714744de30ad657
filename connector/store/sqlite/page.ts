import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Page, PageQuery } from '../store.ts';

const defaultLimit = 50;
const maxLimit = 500;

/** Where a page begins and how long it is. */
export interface Slice {
  /** rows before this place, newest first */
  before: number;
  limit: number;
}

/** Reads limit and cursor; throws ITC_REQUEST_INVALID for a cursor that no page gave. */
export function readSlice({ limit = defaultLimit, cursor }: PageQuery): Slice {
  const bounded = Math.min(Math.max(Math.trunc(limit) || defaultLimit, 1), maxLimit);
  if (cursor === undefined) return { before: Number.MAX_SAFE_INTEGER, limit: bounded };
  const place = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[1-9][0-9]{0,15}$/.test(place)) {
    throw new ConnectorError('ITC_REQUEST_INVALID', 'cursor: is not the `next` of a page.', {
      details: { path: 'cursor' },
    });
  }
  return { before: Number(place), limit: bounded };
}

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
    next: last === undefined ? null : Buffer.from(String(last.seq), 'latin1').toString('base64url'),
  };
}
