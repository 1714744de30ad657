import { v7 } from 'uuid';

/** A new id such as `evt_0198…`; version 7, so that ids of one process sort by the time they were made (RFC 9562, 5.7). */
export function newId(prefix: string): string {
  return `${prefix}_${v7()}`;
}
