import { z } from 'zod';

import { field, type RateLimit } from '../connector/define.ts';

/** Iterable's published limits are per project unless its page says otherwise. */
export const perProject = (calls: number): RateLimit => ({ calls, perMs: 1000, scope: 'project' });

/** A limit that each API key has for itself. */
export const perKey = (calls: number): RateLimit => ({ calls, perMs: 1000, scope: 'key' });

/** An email address; empty text counts as not given, and whether it is a valid address is for Iterable to say. */
export const email = z.string().trim().max(255);

/** Iterable's user ID: up to 52 characters, case-sensitive (Iterable, "Identifying users"). */
export const userId = z.string();

/** User-designed keys with JSON values; keys are sent exactly as they are. */
export const dataFields = z.record(z.string(), z.json());

/**
 * An id of Iterable: a positive whole number, or the same written in digits. Everything else is refused, because a guessed
 * `0` would address another thing and a cut-off large number too.
 */
export const id = z.union(
  [
    z.int().positive(),
    z
      .string()
      .trim()
      .regex(/^[1-9][0-9]{0,15}$/)
      .transform(Number)
      .refine(Number.isSafeInteger),
  ],
  { error: 'Expected a positive whole number' },
);

/**
 * Ids of Iterable: a list, or text such as `12, 34`. Empty text is refused: only an explicit empty list means "none",
 * for an empty list clears subscriptions.
 */
export const idList = z.union(
  [
    z.array(id),
    z
      .string()
      .trim()
      .regex(/^[1-9][0-9]{0,15}(\s*,\s*[1-9][0-9]{0,15})*$/)
      .transform((text) => text.split(',').map(Number))
      .refine((ids) => ids.every(Number.isSafeInteger)),
  ],
  { error: 'Expected a list of positive whole numbers' },
);

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

/** The person a call is about; which of the two is sent, the project type of the connection decides. */
export const personFields = {
  email: email.nullish().meta(field({ title: 'Email', help: 'Needed in email-based projects.', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', help: 'Needed in userId-based projects.', sticky: true })),
};

/** The person a message goes to. */
export const recipientFields = {
  recipientEmail: personFields.email,
  recipientUserId: personFields.userId,
};

/** Whether one of the two names of a person holds a value: empty text counts as not given. */
export const namesPerson = (input: {
  email?: string | null | undefined;
  userId?: string | null | undefined;
}): boolean => [input.email, input.userId].some((name) => typeof name === 'string' && name.trim() !== '');

/** Page, size and order of a list that Iterable gives in pages. */
export const pageFields = (limits: { maxSize: number; sortBy: readonly string[] }) => ({
  page: z
    .int()
    .positive()
    .optional()
    .meta(field({ title: 'Page', help: 'From 1, the default.', sticky: true })),
  pageSize: z
    .int()
    .positive()
    .max(limits.maxSize)
    .optional()
    .meta(field({ title: 'Page size', help: `At most and by default ${limits.maxSize}.` })),
  sort: z
    .string()
    .regex(
      new RegExp(`^[+-]?(${limits.sortBy.join('|')})$`),
      `Expected one of ${limits.sortBy.join(', ')}, - before it for descending`,
    )
    .optional()
    .meta(
      field({
        title: 'Order',
        help: `${limits.sortBy.join(', ')}; with - before it in descending order.`,
        advanced: true,
      }),
    ),
});

/** What a read of one thing may do when there is no such thing. */
export const ifNotFound = z
  .enum(['continue', 'fail'])
  .optional()
  .meta(
    field({
      title: 'If there is none',
      help: 'continue (the default): the step gives found = false. fail: the job stops here.',
      sticky: true,
    }),
  );

/** What a list in pages gives besides its rows. */
export const pageAnswer = {
  nextPageUrl: z.string().nullish().meta({ title: 'Next page' }),
  previousPageUrl: z.string().nullish().meta({ title: 'Previous page' }),
};

/** Iterable's usual answer to a single call. */
export const acknowledgement = z.looseObject({
  msg: z.string().meta({ title: 'Message' }),
  code: z.string().meta({ title: 'Code' }),
  params: z.json().optional().meta({ title: 'Parameters' }),
});

/** The whole text of an answer that is no JSON. */
export const documentAnswer = (title: string) => z.looseObject({ text: z.string().meta({ title }) });

/** Answers that Iterable does not describe: nothing, a text or an object. */
export const undescribedAnswer = z.json();

/** What a bulk step gives: the counts over all its calls. The result per item stands beside it in the job. */
export const bulkAnswer = z.looseObject({
  successCount: z.int().meta({ title: 'Accepted' }),
  failCount: z.int().meta({ title: 'Failed' }),
  skippedCount: z.int().optional().meta({ title: 'Skipped' }),
  createdFields: z.array(z.string()).optional().meta({ title: 'Created fields' }),
  filteredOutFields: z.array(z.string()).optional().meta({ title: 'Fields left out' }),
});
