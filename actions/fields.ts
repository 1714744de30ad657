import { z } from 'zod';

import { field, type RateLimit } from '../connector/define.ts';
import type { Json } from '../errors/json.ts';

/** Iterable's published limits are per project unless its page says otherwise. */
export const perProject = (calls: number): RateLimit => ({ calls, perMs: 1000, scope: 'project' });
export const perMinute = (calls: number): RateLimit => ({ calls, perMs: 60_000, scope: 'project' });
export const perDay = (calls: number): RateLimit => ({ calls, perMs: 86_400_000, scope: 'project' });

/** An email address; empty text counts as not given, and whether it is a valid address is for Iterable to say. */
export const email = z.string().trim().max(255);

/** Iterable's user ID: up to 52 characters, case-sensitive (Iterable, "Identifying users"). */
export const userId = z.string();

/** Email and user ID of the person of a call, as form fields; the project type says which of them is needed. */
export const person = {
  email: email.nullish().meta(field({ title: 'Email', help: 'Needed in email-based projects.', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', help: 'Needed in userId-based projects.', sticky: true })),
};

/** What a step does when the thing asked for does not exist; the default stands in the action. */
export const ifNotFound = z.enum(['continue', 'fail']);

/** Text with something in it. @param what as in "Expected the token of the device" */
export const someText = (what: string): z.ZodString => z.string().trim().min(1, `Expected ${what}`);
/**
 * Any JSON value, looked at and not copied: `z.json()` costs as much for one profile as reading and writing it, and bulk
 * runs check millions.
 */
const jsonValue = z
  .custom<Json>((value) => isJson(value, 0), { error: 'Expected a JSON value' })
  .meta({
    anyOf: ['string', 'number', 'boolean', 'null', 'array', 'object'].map((type) => ({ type })),
  });
const maxDepth = 100;

function isJson(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === maxDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  // a plain object of whatever realm: its prototype is the last of its chain
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
  return Object.values(value).every((item) => isJson(item, depth + 1));
}

/** User-designed keys with JSON values; keys are sent exactly as they are. */
export const dataFields = z.record(z.string(), jsonValue);

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

/** Ids that go into the address of a call, which Iterable's servers cut at 2,048 characters (HTTP 414 beyond). */
export const idsInAddress = idList.refine((ids) => ids.length <= 80, 'Expected at most 80 ids');

// the limit counts bytes, so letters outside ASCII count more than once
const fitsEventId = (text: string): boolean => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, '.').length <= 512;

/** An id that makes a repeated event or purchase the same one; at most 512 bytes. */
export const eventId = z.string().min(1).refine(fitsEventId, 'Expected at most 512 bytes');

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

/** A time for `sendAt`: sent as `YYYY-MM-DD HH:MM:SS` in UTC, the form that Iterable documents. */
export const iterableTime = z.string().transform((text, context) => {
  const at = readDate(text);
  if (at !== undefined) return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  context.issues.push({ code: 'custom', input: text, message: 'Expected a date such as 2031-08-04 08:04:46 (UTC)' });
  return z.NEVER;
});

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

/** Iterable's usual answer to a single call. */
export const acknowledgement = z.looseObject({
  msg: z.string().meta({ title: 'Message' }),
  code: z.string().meta({ title: 'Code' }),
  params: z.json().optional().meta({ title: 'Parameters' }),
});

/** An acknowledgement of a step that looks for a thing first. */
export const foundAcknowledgement = z.looseObject({
  found: z.boolean().meta({ title: 'Found' }),
  msg: z.string().optional().meta({ title: 'Message' }),
  code: z.string().optional().meta({ title: 'Code' }),
  params: z.json().optional().meta({ title: 'Parameters' }),
});

/** Members of a list as Iterable writes them: one identifier a line, never read as anything but text. */
export const readMembers = (text: string): { members: string[]; count: number } => {
  const members = text.split(/\r?\n/).filter((line) => line !== '');
  return { members, count: members.length };
};
export const memberAnswer = z.looseObject({
  members: z.array(z.string()).meta({ title: 'Members', description: 'Emails or user IDs, in no particular order.' }),
  count: z.int().meta({ title: 'Number of members' }),
});

/** For endpoints whose answer Iterable does not document: JSON, text or nothing. */
export const anyAnswer = z.json().meta({ title: 'Answer' });

/** What a bulk step gives: the counts over all its calls. The result per item stands beside it in the job. */
export const bulkAnswer = z.looseObject({
  successCount: z.int().meta({ title: 'Accepted' }),
  failCount: z.int().meta({ title: 'Failed' }),
  skippedCount: z.int().optional().meta({ title: 'Skipped' }),
  createdFields: z.array(z.string()).optional().meta({ title: 'Created fields' }),
  filteredOutFields: z.array(z.string()).optional().meta({ title: 'Fields left out' }),
});
