import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Effect, Outcome } from '../../connector/define.ts';
import { retryDelay } from '../../recipes/retry-delay.ts';
import type { AttemptResult, LostAnswerRule } from '../../recipes/settle-step.ts';
import { lostAnswerRule, settleInterrupted, settleStep } from '../../recipes/settle-step.ts';

const base: AttemptResult = {
  outcome: 'success',
  effect: 'send',
  idempotent: false,
  onUnknownOutcome: 'hold',
  attempt: 1,
  maxAttempts: 3,
  retryAfterMs: null,
  random: 0.5,
};

describe('settleStep', () => {
  test.each<[string, Partial<AttemptResult>, object]>([
    ['A success goes on', {}, { kind: 'next' }],
    ['A refusal goes on to the machine', { outcome: 'rejected' }, { kind: 'next' }],
    ['A send that Iterable did not take is tried again', { outcome: 'retry' }, { kind: 'wait', delayMs: 750 }],
    ['A send with a lost answer is held', { outcome: 'unknown' }, { kind: 'hold' }],
    [
      'A send is held even if its declaration says retry',
      { outcome: 'unknown', onUnknownOutcome: 'retry' },
      { kind: 'hold' },
    ],
    [
      'A send is repeated if its step says so',
      { outcome: 'unknown', override: 'retry' },
      { kind: 'wait', delayMs: 750 },
    ],
    ['The last try of such a send is held', { outcome: 'unknown', override: 'retry', attempt: 3 }, { kind: 'hold' }],
    ['A read with a lost answer is repeated', { outcome: 'unknown', effect: 'read' }, { kind: 'wait', delayMs: 750 }],
    [
      'A repeatable write with a lost answer is repeated',
      { outcome: 'unknown', effect: 'write', idempotent: true },
      { kind: 'wait', delayMs: 750 },
    ],
    [
      'A write that must not be repeated follows its rule',
      { outcome: 'unknown', effect: 'write', onUnknownOutcome: 'fail' },
      { kind: 'fail', cause: 'outcome_unknown' },
    ],
    [
      'The step decides before the action',
      { outcome: 'unknown', override: 'fail' },
      { kind: 'fail', cause: 'outcome_unknown' },
    ],
    ['Tries are used up', { outcome: 'retry', attempt: 3 }, { kind: 'fail', cause: 'attempts_used_up' }],
  ])('%s.', (_, change, settlement) => {
    expect(settleStep({ ...base, ...change })).toEqual(settlement);
  });

  test('A lost answer of a send is never followed by another try, unless the step or repeatability allows it.', () => {
    fc.assert(
      fc.property(
        fc.record({
          outcome: fc.constantFrom<Outcome>('success', 'rejected', 'retry', 'unknown'),
          effect: fc.constantFrom<Effect>('read', 'write', 'send'),
          idempotent: fc.boolean(),
          onUnknownOutcome: fc.constantFrom<LostAnswerRule>('hold', 'retry', 'fail'),
          override: fc.constantFrom<LostAnswerRule | undefined>(undefined, 'hold', 'retry', 'fail'),
          attempt: fc.integer({ min: 1, max: 9 }),
          maxAttempts: fc.integer({ min: 1, max: 8 }),
          retryAfterMs: fc.constantFrom(null, 0, 5000),
          random: fc.double({ min: 0, max: 0.999, noNaN: true }),
        }),
        (result) => {
          const { kind } = settleStep(result);
          const isPlainSend = result.effect === 'send' && !result.idempotent && result.override !== 'retry';
          if (isPlainSend && result.outcome === 'unknown') expect(['hold', 'fail']).toContain(kind);
          if (isPlainSend) expect(settleInterrupted(result).kind).not.toBe('run');
          if (kind === 'wait') expect(result.attempt).toBeLessThan(result.maxAttempts);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('After a crash reads and repeatable writes run again, and a send waits for a person.', () => {
    expect(settleInterrupted({ ...base, effect: 'read' })).toEqual({ kind: 'run' });
    expect(settleInterrupted({ ...base, effect: 'write', idempotent: true })).toEqual({ kind: 'run' });
    expect(settleInterrupted(base)).toEqual({ kind: 'hold' });
    expect(settleInterrupted({ ...base, override: 'fail' })).toEqual({ kind: 'fail', cause: 'outcome_unknown' });
  });
});

describe('retryDelay', () => {
  test('The wait doubles from one second and ends at 15 minutes.', () => {
    expect([1, 2, 3, 11, 1000].map((attempt) => retryDelay(attempt, null, 1))).toEqual([
      1000, 2000, 4000, 900_000, 900_000,
    ]);
    expect(retryDelay(1, null, 0)).toBe(500);
  });

  test('The wait is never shorter than what Iterable asked for, up to a day.', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(86_400_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, ms, random) => {
          expect(retryDelay(n, ms, random)).toBeGreaterThanOrEqual(ms);
          expect(retryDelay(n, ms, random)).toBeLessThanOrEqual(Math.max(900_000, ms + 1000));
        },
      ),
    );
    expect(retryDelay(1, 1e12, 0)).toBe(86_400_000);
  });
});

test.each([
  ['write', 'retry', 'retry'],
  ['write', 'fail', 'fail'],
  ['write', 'hold', 'hold'],
  ['send', 'fail', 'fail'],
  ['send', 'retry', 'hold'],
] as const)(
  'a lost answer of a %s that is not idempotent and says %s makes it %s',
  (effect, onUnknownOutcome, rule) => {
    expect(lostAnswerRule({ effect, idempotent: false, onUnknownOutcome })).toBe(rule);
  },
);

test('a write whose tries are used up without an answer fails, for only a message waits for a person', () => {
  const nature = { idempotent: false, onUnknownOutcome: 'hold', override: 'retry' } as const;
  const last = { outcome: 'unknown', attempt: 3, maxAttempts: 3, retryAfterMs: null, random: 0 } as const;
  expect(settleStep({ ...nature, ...last, effect: 'write' })).toEqual({ kind: 'fail', cause: 'attempts_used_up' });
  expect(settleStep({ ...nature, ...last, effect: 'send' })).toEqual({ kind: 'hold' });
});

test('a wait that is no number does not count', () => {
  expect(retryDelay(1, Number.NaN, 0.5)).toBe(750);
});
