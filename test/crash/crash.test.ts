import { describe, expect, test } from '@jest/globals';

import { runCrash } from './crash-run.ts';

describe('promise 1 to 4 under SIGKILL', () => {
  test('2,000 events and 20 kills lose nothing, repeat nothing, and leave every job in a visible state', async () => {
    const report = await runCrash({ events: 2000, kills: 20, seed: 20_261_121 });
    expect(report).toMatchObject({
      kills: 20,
      acked: 2000,
      stored: 2000,
      lost: 0,
      duplicateJobs: 0,
      missingJobs: 0,
      unsettled: 0,
      repeatedSends: 0,
      phantomSends: 0,
    });
    // said first, because it tells why
    expect(report.sampleFailure).toBe('null');
    expect(report.byStatus.succeeded).toBeGreaterThan(1000);
    expect((report.byStatus.succeeded ?? 0) + (report.byStatus.held ?? 0)).toBe(2000);
  }, 240_000);
});
