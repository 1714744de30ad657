import { faultRequest } from './fault-plan.ts';
import type { Fault } from './fault-plan.ts';

/** The short names of faults; a status of three digits is a word of its own. */
export const faultWords: Record<string, Omit<Fault, 'match'>> = {
  reset: { kind: 'reset' },
  'reset-after': { kind: 'resetAfterProcessing' },
  slow: { kind: 'delay' },
  partial: { kind: 'partial' },
  html: { kind: 'html' },
  'html-200': { kind: 'html', status: 200 },
  truncate: { kind: 'truncate' },
  'wrong-length': { kind: 'wrongLength' },
  'bad-json': { kind: 'badJson' },
  hang: { kind: 'hang' },
};

/** A short form whose word means nothing; the message lists those that do. */
export class UnknownFaultError extends Error {}

/** A value of a short form; a date of Retry-After stays text. */
function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/**
 * A fault from the command line: JSON as `POST /sandbox/faults` takes it, or the short form
 * `WORD[@[METHOD ]PATH][,option=value]...`, such as `429@/api/email/target,times=2,retryAfter=3`. Throws on a word or an
 * option that does not exist.
 */
export function parseFault(text: string): Fault {
  if (text.trimStart().startsWith('{')) return faultRequest.parse(JSON.parse(text));
  const [head = '', ...options] = text.split(',');
  const [word = '', place] = head.split('@', 2);
  const meant = /^[1-5]\d\d$/.test(word)
    ? { kind: 'status', status: Number(word) }
    : Object.hasOwn(faultWords, word)
      ? faultWords[word]
      : undefined;
  if (!meant) {
    throw new UnknownFaultError(
      `Unknown fault ${word}: give a status of three digits, ${Object.keys(faultWords).join(', ')} or JSON`,
    );
  }
  const [, method, path] = /^(?:([A-Za-z]+) +)?(.*)$/.exec(place ?? '') ?? [];
  return faultRequest.parse({
    ...meant,
    match: { ...(method ? { method } : {}), ...(path ? { path } : {}) },
    ...Object.fromEntries(
      options.map((option) => {
        const [name = '', ...value] = option.split('=');
        return [name.trim(), valueOf(value.join('='))];
      }),
    ),
  });
}
