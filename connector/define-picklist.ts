import type { Json, JsonObject } from '../errors/json.ts';
import type { Endpoint } from './define-call.ts';

export interface PicklistOption {
  value: string | number;
  label: string;
  /** second line of the choice: medium, state, type */
  note?: string;
}

/** A pick list: a read-only call whose pages are read to the end. */
export interface Picklist {
  name: string;
  title: string;
  endpoint: Endpoint & { method: 'GET' };
  /** default `object` */
  answer?: 'object' | 'wrapped';
  /** names of the arguments, e.g. `medium`, with a sentence each */
  args: Record<string, string>;
  /** query of page `page` (from 1); a pick list that is not paged ignores it */
  query: (args: Record<string, string>, page: number) => Record<string, Json | undefined>;
  /** options of one answer, filtered by the arguments */
  read: (answer: JsonObject, args: Record<string, string>) => PicklistOption[];
  /** whether another page follows */
  more: (answer: JsonObject) => boolean;
}

export function definePicklist(picklist: Picklist): Picklist {
  return picklist;
}
