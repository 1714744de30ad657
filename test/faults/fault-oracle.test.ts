import { describe, expect, test } from '@jest/globals';

import { isCutInSend } from './fault-oracle.ts';

const record = (text: string, claim: number, isKept = true): string[][] => [
  ['store.recordSteps.before', `job_1/step#1=${text}@${String(claim)}`, ''],
  ['sql.begin.before', '', ''],
  ['sql.insert steps.after', '', ''],
  ...(isKept ? [['sql.commit.after', '', '']] : [['sql.update jobs.after', '', 'throw']]),
];

describe('what the oracle of the fault runs takes for a cut send', () => {
  test.each([
    [
      'an intent that was rolled back, and a later runner that did all',
      [record('intent', 1, false), record('intent', 2), record('success', 2)],
      false,
    ],
    [
      'an outcome that was rolled back, and a later runner that found the intent',
      [record('intent', 1), record('success', 1, false), record('unknown', 2)],
      true,
    ],
    ['a lease that ended under a slow runner, found by another', [record('intent', 1), record('unknown', 2)], true],
    ['an intent and no more', [record('intent', 3)], true],
    [
      'an attempt that is to be repeated, and its repetition',
      [record('intent', 1), record('retry', 1), record('intent', 2), record('success', 2)],
      false,
    ],
  ])('%s: %#', (_what, passages, expected) => {
    expect(isCutInSend(passages.flat())).toBe(expected);
  });

  test('an answer that came later than it is waited for, while the process stood still', () => {
    const late = ['iterable.call.after', 'POST /api/sms/target late', ''];
    expect(isCutInSend([...record('intent', 1), late, ...record('unknown', 1)])).toBe(true);
    const inTime = ['iterable.call.after', 'POST /api/sms/target', ''];
    expect(isCutInSend([...record('intent', 1), inTime, ...record('unknown', 1)])).toBe(false);
  });

  test('an answer that was lost on the way', () => {
    const lost = ['iterable.call.after', 'POST /api/sms/target', 'throw'];
    expect(isCutInSend([...record('intent', 1), lost, ...record('unknown', 1)])).toBe(true);
  });
});
