import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ExportRequest } from './export-job-state.ts';
import { exportDataTypes } from './export-rows.ts';
import { parseRangeTime } from './iterable-time.ts';

/** The words of an export call as they came, from a query or a body. */
export interface ExportWords {
  dataTypeName: string;
  format: ExportRequest['format'];
  range?: string | null | undefined;
  startDateTime?: string | null | undefined;
  endDateTime?: string | null | undefined;
  delimiter?: string | null | undefined;
  onlyFields: readonly string[];
  omitFields: readonly string[];
  campaignId?: string | number | null | undefined;
}

const dayMs = 86_400_000;

/** The days of `range`, in UTC. */
const ranges: Readonly<Record<string, (midnight: number) => { from?: number; until?: number }>> = {
  Today: (midnight) => ({ from: midnight }),
  Yesterday: (midnight) => ({ from: midnight - dayMs, until: midnight }),
  BeforeToday: (midnight) => ({ until: midnight }),
  All: () => ({}),
};

const bad = (msg: string): { refusal: Answer } => ({ refusal: refuse(400, 'BadParams', msg) });
const names = (given: readonly string[]): string[] => given.map((name) => name.trim()).filter((name) => name !== '');

/** What a call wants exported, or the refusal that names the first word that is wrong. */
export function readExportRequest(words: ExportWords, now: number): { request: ExportRequest } | { refusal: Answer } {
  const { dataTypeName, format, range, delimiter } = words;
  if (!exportDataTypes.has(dataTypeName)) return bad(`Invalid dataTypeName: ${dataTypeName}`);
  const request: ExportRequest = {
    dataTypeName,
    format,
    delimiter: delimiter ?? ',',
    onlyFields: names(words.onlyFields),
    omitFields: names(words.omitFields),
  };
  if (request.delimiter.length !== 1 || /["\r\n]/.test(request.delimiter))
    return bad('delimiter must be one character');
  if (range) {
    const days = Object.hasOwn(ranges, range) ? ranges[range] : undefined;
    if (!days) return bad(`Invalid range: ${range}`);
    Object.assign(request, days(now - (now % dayMs)));
  }
  for (const [name, member] of [
    ['startDateTime', 'from'],
    ['endDateTime', 'until'],
  ] as const) {
    const given = words[name];
    if (!given) continue;
    const time = parseRangeTime(given);
    if (time === undefined) return bad(`Invalid ${name}: ${given}`);
    request[member] = time;
  }
  if (words.campaignId !== null && words.campaignId !== undefined) {
    const campaignId = Number(words.campaignId);
    if (!Number.isSafeInteger(campaignId)) return bad(`Invalid campaignId: ${words.campaignId}`);
    request.campaignId = campaignId;
  }
  return { request };
}
