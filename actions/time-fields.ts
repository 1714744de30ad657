import { z } from 'zod';

const dateText =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/;

/** Epoch milliseconds of a written date, or undefined for text that is no real date; without an offset it is UTC. */
function readDate(text: string): number | undefined {
  const match = dateText.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', offset] = match;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  // 30 February would roll over to March: what comes back must be what was written
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== written) return undefined;
  const shift = offset === undefined ? null : /^([+-])(\d{2}):?(\d{2})$/.exec(offset);
  if (shift === null) return at;
  const [, sign, hours, minutes] = shift;
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return at - (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const writtenTime = (write: (iso: string) => string) =>
  z.string().transform((text, context) => {
    const at = readDate(text);
    if (at !== undefined) return write(new Date(at).toISOString());
    context.issues.push({ code: 'custom', input: text, message: 'Expected a date such as 2031-08-04 08:04:46 (UTC)' });
    return z.NEVER;
  });

/** A time for `sendAt`: sent as `YYYY-MM-DD HH:MM:SS` in UTC, the form that Iterable documents. */
export const iterableTime = writtenTime((iso) => iso.slice(0, 19).replace('T', ' '));

/** A bound of a range, sent as `YYYY-MM-DD HH:MM:SS +00:00`: without the offset the zone of the project might count. */
export const zonedTime = writtenTime((iso) => `${iso.slice(0, 19).replace('T', ' ')} +00:00`);

/** A time in ISO 8601, as `2031-08-04T08:04:46.000Z`. */
export const isoTime = writtenTime((iso) => iso);

/** A time zone of the IANA database, such as Europe/Lisbon. */
export const timeZone = z.string().refine(isTimeZone, 'Expected a time zone such as America/Los_Angeles');

function isTimeZone(name: string): boolean {
  try {
    return (
      new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Za-z]/.test(name)
    );
  } catch {
    return false;
  }
}

// from this value on, seconds would lie after the year 5000, so the number must be milliseconds
const firstMilliseconds = 100_000_000_000;

/** A Unix time in seconds, from a number of seconds or a written date; milliseconds are refused and not guessed at. */
export const epochSeconds = z.union([z.int(), z.string()]).transform((value, context) => {
  const seconds = typeof value === 'number' || /^\d{1,16}$/.test(value.trim()) ? Number(value) : undefined;
  if (seconds !== undefined && seconds > 0 && seconds < firstMilliseconds) return seconds;
  const at = seconds === undefined && typeof value === 'string' ? readDate(value) : undefined;
  if (at !== undefined && at > 0) return Math.floor(at / 1000);
  const message =
    seconds !== undefined && seconds >= firstMilliseconds
      ? 'Expected Unix seconds, and this number is as large as milliseconds'
      : 'Expected Unix seconds or a date such as 2031-08-04T08:04:46Z';
  context.issues.push({ code: 'custom', input: value, message });
  return z.NEVER;
});

/** A Unix time in milliseconds, from a number of milliseconds or a written date; seconds are refused and not guessed at. */
export const epochMilliseconds = z.union([z.int(), z.string()]).transform((value, context) => {
  const given = typeof value === 'number' || /^\d{1,16}$/.test(value.trim()) ? Number(value) : undefined;
  if (given !== undefined && given >= firstMilliseconds) return given;
  const at = given === undefined && typeof value === 'string' ? readDate(value) : undefined;
  if (at !== undefined && at >= firstMilliseconds) return at;
  const message =
    given !== undefined && given > 0
      ? 'Expected Unix milliseconds, and this number is as small as seconds'
      : 'Expected Unix milliseconds or a date such as 2031-08-04T08:04:46Z';
  context.issues.push({ code: 'custom', input: value, message });
  return z.NEVER;
});
