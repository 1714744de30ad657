import type { JsonObject } from './json-value.ts';

/** What an export asks for, of a job and of a direct download alike. */
export interface ExportRequest {
  dataTypeName: string;
  format: 'csv' | 'json';
  /** epoch ms, inclusive */
  from?: number | undefined;
  /** epoch ms, exclusive */
  until?: number | undefined;
  delimiter: string;
  onlyFields: string[];
  omitFields: string[];
  campaignId?: number | undefined;
}

/** One file of a job: a stretch of its rows, written out anew at every download. */
export interface ExportFile {
  name: string;
  firstRow: number;
  endRow: number;
  bytes: number;
}

export interface ExportJob {
  id: number;
  request: ExportRequest;
  state: 'enqueued' | 'running' | 'completed' | 'failed' | 'cancelling' | 'cancelled';
  /** epoch ms */
  startedAt: number;
  endedAt?: number | undefined;
  files: ExportFile[];
  truncated: boolean;
  /** it fell back to enqueued already */
  restarted: boolean;
}

/** Rows of an export, read by number as often as wanted. */
export interface ExportRows {
  /** createdAt first; a name may come twice */
  columns: readonly string[];
  length: number;
  row(i: number): JsonObject;
  /** whether a row shall come out broken */
  isBad(i: number): boolean;
}
