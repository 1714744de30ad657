import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { JsonObject } from './json-value.ts';
import type { ApiCall } from './world.ts';

export interface PageOptions {
  itemsAs: string;
  totalAs: string;
  /** rows on a page when the call does not say; 20 unless told */
  usual?: number;
  largest: number;
  /** fields that `sort` may name, as the call spells them, each with the field of the row; without it nothing is sorted */
  sortable?: Readonly<Record<string, string>>;
}

function compare(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

/**
 * One page of rows as a plain object, or the refusal of a bad `page`, `pageSize` or `sort`. Pages count from 1, the
 * neighbours' addresses are relative, the last page has no nextPageUrl.
 */
export function pageOf(
  call: ApiCall,
  rows: readonly JsonObject[],
  { itemsAs, totalAs, largest, usual = 20, sortable }: PageOptions,
): { page: JsonObject } | { refusal: Answer } {
  const page = Number(call.query.get('page') ?? '1');
  const pageSize = Number(call.query.get('pageSize') ?? usual);
  if (!Number.isInteger(page) || page < 1) {
    return { refusal: refuse(400, 'BadParams', 'page must be a positive integer') };
  }
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > largest) {
    return { refusal: refuse(400, 'BadParams', `pageSize must be between 1 and ${largest}`) };
  }
  let sorted = [...rows];
  if (sortable) {
    const sort = call.query.get('sort') ?? 'id';
    const field = sortable[sort.replace(/^[-+ ]/, '')];
    if (field === undefined) return { refusal: refuse(400, 'BadParams', `Invalid sort: ${sort}`) };
    const sign = sort.startsWith('-') ? -1 : 1;
    sorted = sorted.sort((a, b) => sign * compare(a[field], b[field]));
  }
  const address = (number: number): string => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(number));
    query.set('pageSize', String(pageSize));
    return `${call.path}?${query.toString()}`;
  };
  return {
    page: {
      [itemsAs]: sorted.slice((page - 1) * pageSize, page * pageSize),
      [totalAs]: rows.length,
      ...(page * pageSize < rows.length ? { nextPageUrl: address(page + 1) } : {}),
      ...(page > 1 ? { previousPageUrl: address(page - 1) } : {}),
    },
  };
}
