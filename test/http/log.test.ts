import { expect, it } from '@jest/globals';

import { createLog } from '../../connector/log.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { seededRandom } from '../seeded-random.ts';
import { tellFigure } from '../trust/tell-figure.ts';

function logLine(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

it('logs only the fields of the allowlist, whatever a caller hands over', () => {
  const line = logLine((log) =>
    log.info('kept', Object.assign({ job: 'job_1' }, { apiKey: 'k3y', email: 'ada@example.com' })),
  );
  expect(line).toContain('job_1');
  expect(line).not.toContain('k3y');
  expect(line).not.toContain('ada@example.com');
});

it('logs a foreign error by name and place, never by its message', () => {
  const line = logLine((log) => log.error('failed', { error: new TypeError('token hunter2 refused') }));
  expect(line).toContain('TypeError');
  expect(line).not.toContain('hunter2');
});

it('logs a coded error by its code', () => {
  expect(logLine((log) => log.warn('failed', { error: new ConnectorError('ITC_HOOK_SHAPE') }))).toContain(
    'ITC_HOOK_SHAPE',
  );
});

/** What ends a line somewhere, begins a forged one, or steers a terminal. */
const parts = [
  ...['\n', '\r', '\r\n', '\u0000', '\u0008', '\u000b', '\u000c', '\u001b[2K', '\u001b]0;x\u0007', '\u007f'],
  ...['\u0085', '\u009b31m', '\u2028', '\u2029', '\u202e', '\u2066', '\ufeff', '\ud800', '\udfff', '💥'],
  ...['{"level":30,"msg":"signed in"}', '"}', '",\n"', '\\n', '\\', '%0a', '%s %d %j', '$(id)', '<script>', 'plain'],
];
// eslint-disable-next-line no-control-regex -- these are what must not be in a line
const steering = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

// half a pair of surrogates cannot be written in UTF-8
const wellFormed = (text: string): string => Buffer.from(text).toString();

it('10,000 hostile texts in every field, message and error are one line each, which holds them letter by letter', () => {
  const seed = 20_310_211;
  const random = seededRandom(seed);
  const written: string[] = [];
  const log = createLog('debug', { write: (line) => void written.push(line) });
  const texts = Array.from({ length: 10_000 }, () =>
    Array.from({ length: 4 }, () => parts[Math.floor(random() * parts.length)] ?? '').join(''),
  );
  for (const text of texts) {
    const error = Object.assign(new Error(text), { name: text, code: text, stack: `${text}\n    at ${text}` });
    const ids = { requestId: text, connection: text, recipe: text, event: text, job: text, step: text, task: text };
    log.warn(text, { ...ids, code: text, method: text, route: text, error });
  }
  const lines = written.join('').split('\n');
  const wrong = texts.filter((text, index) => {
    const line = lines[index] ?? '';
    if (steering.test(line)) return true;
    try {
      const { msg, route, job } = JSON.parse(line) as Record<string, string>;
      const whole = wellFormed(text);
      return [msg, route, job].some((kept) => wellFormed(kept ?? '') !== whole);
    } catch {
      return true;
    }
  });
  tellFigure({
    goal: 'logs',
    what: 'hostile texts, each in every field of a log entry, that broke its line or steer a terminal',
    tried: texts.length,
    failed: wrong.length + Math.abs(lines.length - texts.length - 1),
    seed,
  });
  expect(wrong.slice(0, 3).map((text) => JSON.stringify(text))).toEqual([]);
  expect(lines).toHaveLength(texts.length + 1);
  expect(lines.at(-1)).toBe('');
});
