import type { SelectQueryBuilder } from 'kysely';

import type { Page, PageQuery } from '../page.ts';
import { makePage, readSlice } from '../sqlite/page.ts';
import type { Tables } from '../sqlite/tables.ts';
import { all, type Script } from './script.ts';

/** One page of the rows that a query finds, in the order in which they were made. Throws ITC_REQUEST_INVALID for a cursor that no page gave. */
export function* pageOf<Table extends keyof Tables, Row extends { seq: number }, T>(
  found: SelectQueryBuilder<Tables, Table, Row>,
  filter: PageQuery,
  toItem: (row: Row) => T,
): Script<Page<T>> {
  const slice = readSlice(filter);
  // the type of any one table with a `seq` stands for that of all
  const rows = (found as unknown as SelectQueryBuilder<Tables, 'tasks', Row>)
    .where('seq', slice.beyond, slice.place)
    .orderBy('seq', slice.direction)
    .limit(slice.limit + 1);
  return makePage(yield* all(rows), slice, toItem);
}
