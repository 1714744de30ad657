import type { Json } from '../../errors/json.ts';

export type DateLayout = 'iterable' | 'iso' | 'date' | 'epoch';
export interface ParsedDate {
  epochMs: number;
  layout: DateLayout;
}

const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const instant =
  /^(\d{4})-(\d{2})-(\d{2})([ T])(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?$/;
const maxEpochMs = 8_640_000_000_000_000;
// a ten-digit number counts seconds and a thirteen-digit one milliseconds; 1e11 lies between them until the year 5138
const smallestMs = 100_000_000_000;

/** Reads Iterable's layout `2031-03-04 05:06:40 +00:00`, ISO 8601, a day, or an epoch in seconds or milliseconds. */
export function parseDate(value: Json | undefined): ParsedDate | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const text = value.trim();
  if (/^\d{9,14}$/.test(text)) return fromEpoch(Number(text));
  const date = day.exec(text);
  if (date !== null) return check(utc(date.slice(1, 4)), 'date');
  const found = instant.exec(text);
  if (found === null) return undefined;
  const [, year, month, date_, separator, hour, minute, second = '0', fraction = '', zone = 'Z'] = found;
  const wall = utc([year, month, date_, hour, minute, second]);
  if (wall === undefined) return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = zoneMinutes(zone);
  return offset === undefined ? undefined : check(wall + ms - offset * 60_000, separator === ' ' ? 'iterable' : 'iso');
}

function fromEpoch(value: number): ParsedDate | undefined {
  return check(Math.abs(value) < smallestMs ? value * 1000 : value, 'epoch');
}

function check(epochMs: number | undefined, layout: DateLayout): ParsedDate | undefined {
  if (epochMs === undefined || !Number.isFinite(epochMs) || Math.abs(epochMs) > maxEpochMs) return undefined;
  return { epochMs: Math.round(epochMs), layout };
}

/** Refuses days and hours that the calendar does not have: Date would roll them over silently. */
function utc(parts: readonly (string | undefined)[]): number | undefined {
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const at = new Date(Date.UTC(year, month - 1, date, hour, minute, second));
  at.setUTCFullYear(year, month - 1, date);
  const same = at.getUTCMonth() === month - 1 && at.getUTCDate() === date && at.getUTCHours() === hour;
  return same && at.getUTCMinutes() === minute && second < 60 ? at.getTime() : undefined;
}

function zoneMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

export const dateFormats = ['iso', 'iterable', 'date', 'epoch_seconds', 'epoch_ms'] as const;
export type DateFormat = (typeof dateFormats)[number];

/** Writes an instant in one of the fixed formats, in UTC. */
export function formatDate(epochMs: number, format: DateFormat): string | number {
  if (format === 'epoch_ms') return epochMs;
  if (format === 'epoch_seconds') return Math.floor(epochMs / 1000);
  const iso = new Date(epochMs).toISOString();
  if (format === 'iso') return iso;
  const time = iso.indexOf('T');
  return format === 'date' ? iso.slice(0, time) : `${iso.slice(0, time)} ${iso.slice(time + 1, time + 9)} +00:00`;
}
