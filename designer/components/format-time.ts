const parts = {
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const;

/** A UTC time of the API as people read it, in their own zone or in UTC. */
export function formatTime(iso: string, zone: 'local' | 'utc', locale?: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    ...parts,
    hourCycle: 'h23',
    ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
  });
  return `${format.format(new Date(iso))}${zone === 'utc' ? ' UTC' : ''}`;
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** How long ago (or in how long) a time is, in its largest whole unit. */
export function formatAge(iso: string, nowMs: number, locale?: string): string {
  const distance = Date.parse(iso) - nowMs;
  const [unit, ms] = units.find(([, size]) => Math.abs(distance) >= size) ?? ['second', 1_000];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(distance / ms), unit);
}

const withRest = (whole: number, unit: string, rest: number, small: string): string =>
  rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${small}`;

/** A duration in the largest unit that keeps it short: `840 ms`, `2.4 s`, `3 min 5 s`, `4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return withRest(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(seconds / 60);
  return withRest(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}
