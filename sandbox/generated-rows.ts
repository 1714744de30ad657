import { iterableTime } from './iterable-time.ts';
import type { JsonObject } from './json-value.ts';

/** Rows that never happened, for load tests of exports: only their number is kept, each is made when it is read. */
export interface GeneratedRows {
  dataTypeName: string;
  count: number;
  /** time of row 0, epoch ms; each row is a second later than the one before */
  firstAt: number;
  campaignId: number;
  /** texts with commas, quotes and line breaks */
  awkward: boolean;
  /** the CSV header names `note` and `total` twice */
  duplicateColumns: boolean;
  /** every so many rows one that cannot be read; 0 is never */
  badEvery: number;
}

const awkwardNotes = [
  'two, or three',
  'she said "yes"',
  'first line\nsecond line',
  ' padded; and; semicolons ',
  'naïve 日本 🎈, with "both"\r\nand a break',
];

const columns = ['createdAt', 'email', 'userId', 'campaignId', 'templateId', 'messageId', 'note', 'total'];

export const generatedColumns = ({ duplicateColumns }: GeneratedRows): string[] =>
  duplicateColumns ? [...columns, 'note', 'total'] : columns;

/** Row `i`, the same at every call. */
export function generatedRow({ firstAt, campaignId, awkward, dataTypeName }: GeneratedRows, i: number): JsonObject {
  return {
    createdAt: iterableTime(firstAt + i * 1000),
    email: `row-${i}@example.com`,
    userId: `row-${i}`,
    campaignId,
    templateId: campaignId + 1_000_000,
    messageId: i.toString(16).padStart(32, '0'),
    note: awkward ? `${awkwardNotes[i % awkwardNotes.length]} #${i}` : `${dataTypeName} #${i}`,
    total: (i % 1000) / 4,
  };
}
