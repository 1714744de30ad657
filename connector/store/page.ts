/** Times are ISO 8601 in UTC with milliseconds, ids are prefixed UUIDv7 (so that they sort by time). */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface PageQuery {
  /** 1 to 500, default 50 */
  limit?: number;
  /** the `next` of the page before */
  cursor?: string;
  /** newest first unless true */
  oldestFirst?: boolean;
}

/** From an instant on and before another; ISO 8601. */
export interface TimeRange {
  from?: string;
  to?: string;
}

/** A bounded search: a page may have fewer items than its limit and still be followed by another. */
export interface SearchPage<T> extends Page<T> {
  /** rows looked at for this page */
  searched: number;
  /** time of the last one */
  searchedTo: string | null;
}

/** Equal stretches of time, one after the other. */
export interface BucketRange {
  from: string;
  bucketMs: number;
  /** at most 300 */
  buckets: number;
}
