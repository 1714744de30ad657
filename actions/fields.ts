import { z } from 'zod';

import { field, type RateLimit } from '../connector/define.ts';
import type { Json } from '../errors/json.ts';

/** Iterable's published limits are per project unless its page says otherwise. */
export const perProject = (calls: number): RateLimit => ({ calls, perMs: 1000, scope: 'project' });
export const perMinute = (calls: number): RateLimit => ({ calls, perMs: 60_000, scope: 'project' });
export const perDay = (calls: number): RateLimit => ({ calls, perMs: 86_400_000, scope: 'project' });

/** A limit that each API key has for itself. */
export const perKey = (calls: number): RateLimit => ({ calls, perMs: 1000, scope: 'key' });

/** An email address; empty text counts as not given, and whether it is a valid address is for Iterable to say. */
export const email = z.string().trim().max(255);

/** Iterable's user ID: up to 52 characters, case-sensitive (Iterable, "Identifying users"). */
export const userId = z.string();

/** Email and user ID of the person of a call, as form fields; the project type says which of them is needed. */
export const person = {
  email: email.nullish().meta(field({ title: 'Email', help: 'Needed in email-based projects.', sticky: true })),
  userId: userId.nullish().meta(field({ title: 'User ID', help: 'Needed in userId-based projects.', sticky: true })),
};

/** What a step does when there is no such thing; the action itself reads the default. @param what as in "user" */
export const ifNotFound = (what: string, byDefault: 'continue' | 'fail' = 'continue') =>
  z
    .enum(['continue', 'fail'])
    .optional()
    .meta(
      field({
        title: `If there is no such ${what}`,
        help:
          byDefault === 'continue'
            ? 'continue (the default): the step gives found = false. fail: the job stops here.'
            : 'fail (the default): the job stops here. continue: the step gives found = false and changes nothing.',
        ...(byDefault === 'continue' ? { sticky: true } : { advanced: true }),
      }),
    );

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

/** The person a message goes to. */
export const recipientFields = {
  recipientEmail: person.email,
  recipientUserId: person.userId,
};

/** Whether one of the two names of a person holds a value: empty text counts as not given. */
export const namesPerson = (input: {
  email?: string | null | undefined;
  userId?: string | null | undefined;
}): boolean => [input.email, input.userId].some((name) => typeof name === 'string' && name.trim() !== '');

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

/** The whole text of an answer that is no JSON. */
export const textAnswer = (title: string) => z.looseObject({ text: z.string().meta({ title }) });

/** What a bulk step gives: the counts over all its calls. The result per item stands beside it in the job. */
export const bulkAnswer = z.looseObject({
  successCount: z.int().meta({ title: 'Accepted' }),
  failCount: z.int().meta({ title: 'Failed' }),
  skippedCount: z.int().optional().meta({ title: 'Skipped' }),
  createdFields: z.array(z.string()).optional().meta({ title: 'Created fields' }),
  filteredOutFields: z.array(z.string()).optional().meta({ title: 'Fields left out' }),
});
