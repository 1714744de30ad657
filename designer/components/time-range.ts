/** Length of a range and its buckets, chosen so that a plot has 24 to 60 of them. */
interface RangeChoice {
  label: string;
  bucketMs: number;
  buckets: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const rangeNames = ['hour', 'day', 'week', 'month'] as const;
export type RangeName = (typeof rangeNames)[number];

export const ranges: Record<RangeName, RangeChoice> = {
  hour: { label: 'Last hour', bucketMs: 2 * minuteMs, buckets: 30 },
  day: { label: 'Last 24 hours', bucketMs: 30 * minuteMs, buckets: 48 },
  week: { label: 'Last 7 days', bucketMs: 4 * hourMs, buckets: 42 },
  month: { label: 'Last 30 days', bucketMs: 24 * hourMs, buckets: 30 },
};

/** Buckets that end with the one that holds `nowMs`, aligned so that the same request is made until the next bucket begins. */
export function bucketsUntil(nowMs: number, { bucketMs, buckets }: Pick<RangeChoice, 'bucketMs' | 'buckets'>) {
  const end = (Math.floor(nowMs / bucketMs) + 1) * bucketMs;
  return { from: new Date(end - bucketMs * buckets).toISOString(), bucketMs, buckets };
}

/** What `<input type="datetime-local">` shows for a UTC time, in the reader's zone. */
export function toLocalInput(iso: string | undefined): string {
  if (iso === undefined) return '';
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * minuteMs).toISOString().slice(0, 16);
}

/** The UTC time of what a person put in; undefined for an empty field. */
export function fromLocalInput(text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
