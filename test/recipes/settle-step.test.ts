import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Effect, Outcome } from '../../connector/define.ts';
import { retryDelay } from '../../recipes/retry-delay.ts';
import {
  isRepeatable,
  lostAnswerRule,
  settleInterrupted,
  settleStep,
  type AttemptResult,
  type InterruptedAttempt,
  type InterruptedSettlement,
  type LostAnswerRule,
  type Settlement,
} from '../../recipes/settle-step.ts';

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
          cutOffs: fc.integer({ min: 1, max: 9 }),
          retryAfterMs: fc.constantFrom(null, 0, 5000),
          random: fc.double({ min: 0, max: 0.999, noNaN: true }),
        }),
        (result) => {
          const { kind } = settleStep(result);
          const isPlainSend = result.effect === 'send' && !result.idempotent && result.override !== 'retry';
          if (isPlainSend && result.outcome === 'unknown') expect(['hold', 'fail']).toContain(kind);
          if (isPlainSend) expect(['hold', 'fail']).toContain(settleInterrupted(result).kind);
          const counted = result.attempt - (isRepeatable(result) ? result.cutOffs : 0);
          if (kind === 'wait') expect(counted).toBeLessThan(result.maxAttempts);
        },
      ),
      { numRuns: 2000 },
    );
  });

  const cut = { ...base, attempt: 1, cutOffs: 1, random: 1 };

  test('After a crash reads and repeatable writes run again, and a send waits for a person.', () => {
    expect(settleInterrupted({ ...cut, effect: 'read', idempotent: false })).toEqual({ kind: 'run' });
    expect(settleInterrupted({ ...cut, effect: 'write', idempotent: true })).toEqual({ kind: 'run' });
    expect(settleInterrupted(cut)).toEqual({ kind: 'hold' });
    expect(settleInterrupted({ ...cut, override: 'fail' })).toEqual({ kind: 'fail', cause: 'outcome_unknown' });
  });

  test.each<[string, Partial<InterruptedAttempt>, InterruptedSettlement]>([
    ['the third end of the process in a row', { cutOffs: 3 }, { kind: 'run' }],
    ['the fourth', { cutOffs: 4 }, { kind: 'wait', delayMs: 1000 }],
    ['the fifth', { cutOffs: 5 }, { kind: 'wait', delayMs: 2000 }],
    ['the last but one', { cutOffs: 19, attempt: 40 }, { kind: 'wait', delayMs: 900_000 }],
    ['the twentieth', { cutOffs: 20 }, { kind: 'fail', cause: 'attempts_used_up' }],
    ['the twentieth of a send that Iterable can tell', { cutOffs: 20, effect: 'send' }, { kind: 'hold' }],
  ])('After %s a repeatable step goes on as it should.', (_, change, settlement) => {
    expect(settleInterrupted({ ...cut, effect: 'write', idempotent: true, ...change })).toEqual(settlement);
  });

  test.each<[Effect, number, InterruptedSettlement]>([
    ['write', 2, { kind: 'run' }],
    ['send', 2, { kind: 'run' }],
    ['write', 3, { kind: 'fail', cause: 'attempts_used_up' }],
    ['send', 3, { kind: 'hold' }],
  ])('A %s that only its recipe lets be repeated counts cut-off try %i of 3.', (effect, attempt, settlement) => {
    const allowed = { idempotent: false, override: 'retry', maxAttempts: 3 } as const;
    expect(settleInterrupted({ ...cut, ...allowed, effect, attempt, cutOffs: 1 })).toEqual(settlement);
  });

  test.each<[Partial<AttemptResult>, Settlement['kind']]>([
    [{ effect: 'read' }, 'wait'],
    [{ effect: 'write', idempotent: true }, 'wait'],
    [{ effect: 'write', idempotent: false }, 'fail'],
    [{ effect: 'read', cutOffs: 0 }, 'fail'],
  ])('Of three tries one was cut off, and %j makes it %s.', (change, kind) => {
    expect(settleStep({ ...base, outcome: 'retry', attempt: 3, cutOffs: 1, ...change }).kind).toBe(kind);
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
