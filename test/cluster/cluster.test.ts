import { expect, test } from '@jest/globals';

import { newDatabase } from '../postgres/shared-server.ts';
import { runCluster } from './cluster-run.ts';

test('two receivers and two workers that are killed, stopped and cut off lose nothing and repeat nothing', async () => {
  const events = 400;
  const faults = ['kill', 'pause', 'kill', 'cut', 'kill'] as const;
  const report = await runCluster({ databaseUrl: await newDatabase(), events, faults, seed: 20_261_121 });
  expect(report).toMatchObject({
    acked: events,
    stored: events,
    lost: 0,
    duplicateJobs: 0,
    missingJobs: 0,
    unsettled: 0,
    repeatedSends: 0,
    phantomSends: 0,
  });
  expect((report.byStatus['succeeded'] ?? 0) + (report.byStatus['held'] ?? 0)).toBe(events);
}, 240_000);
