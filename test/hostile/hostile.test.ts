import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { tellFigure } from '../trust/tell-figure.ts';
import { runHostile } from './hostile-run.ts';

test('50,000 hostile requests to webhooks and REST API are all answered below 500 and within a second', async () => {
  const { seed = 0 } = fc.readConfigureGlobal();
  const report = await runHostile(seed, 50_000);
  tellFigure({
    goal: 'G11',
    what: 'hostile requests to webhooks and REST API that ended in a crash, a 5xx or an answer after more than a second',
    tried: report.tried,
    failed: report.faults.length,
    seed,
  });
  expect({ seed, faults: report.faults.slice(0, 5) }).toEqual({ seed, faults: [] });
  expect(report.tried).toBe(50_000);
  expect(report.isPrototypeClean).toBe(true);
  // the corpus gets through to the handlers and is not turned away at the door alone
  const statuses = [...report.statuses.keys()];
  for (const status of [200, 400, 401, 404, 405, 413, 415, 422]) expect(statuses).toContain(status);
}, 600_000);
