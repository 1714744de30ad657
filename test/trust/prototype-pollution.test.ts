import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { ConnectorError } from '../../errors/connector-error.ts';
import { hasInherited, hostileDocument, parsingDoors, prototypes } from './prototype-doors.ts';
import { tellFigure } from './tell-figure.ts';

const documents = 2_000;

test('32,000 tries to reach a prototype, through every place where text becomes an object, change none and are inherited by none', async () => {
  const before = prototypes();
  const doors = Object.entries(parsingDoors);
  const passed = new Map<string, number>();
  let tried = 0;
  const failures: unknown[] = [];
  for (const parts of fc.sample(hostileDocument, documents)) {
    const stray: string[] = [];
    for (const [name, parse] of doors) {
      tried += 1;
      try {
        const result: unknown = await parse(parts);
        passed.set(name, (passed.get(name) ?? 0) + 1);
        if (hasInherited(result)) stray.push(name);
      } catch (error) {
        // only a coded refusal is an answer; anything else is a crash
        if (!(error instanceof ConnectorError)) throw new Error(`${name}: ${JSON.stringify(parts)}`, { cause: error });
      }
    }
    const isSame = prototypes() === before;
    if (stray.length > 0 || !isSame) failures.push({ parts, stray, isSame });
  }
  tellFigure({
    goal: 'G15',
    what: 'tries to reach a prototype through 16 places where text becomes an object',
    tried,
    failed: failures.length,
    seed: fc.readConfigureGlobal().seed ?? null,
  });
  expect(failures).toEqual([]);
  expect(tried).toBe(32_000);
  expect(doors.filter(([name]) => !passed.has(name)).map(([name]) => name)).toEqual([]);
}, 120_000);
