import { describe, expect, test } from '@jest/globals';

import { brokenOff, calls, startAnswerFaults, wholeAnswers, type CallName } from './answer-faults.ts';

describe('answers of Iterable that break on their way', () => {
  test.each(Object.keys(calls) as CallName[])(
    'each fault of an answer to a %s leads to what the promise says: repeated where that is harmless, else held, else refused',
    async (name) => {
      const world = await startAnswerFaults();
      try {
        await world.following('write');
        const length = await world.bytesOf(name);
        const bytes = [0, 1, 9, 15, Math.floor(length / 2), length - 2, length - 1];
        const wrong: string[] = [];
        for (const one of [...wholeAnswers, ...brokenOff(bytes)]) {
          const fault = await world.tryCase(name, one);
          if (fault !== null) wrong.push(fault);
        }
        expect(wrong).toEqual([]);
      } finally {
        await world.close();
      }
    },
    120_000,
  );
});
