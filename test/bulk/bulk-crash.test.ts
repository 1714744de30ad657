import { expect, test } from '@jest/globals';

import { runBulkCrash } from './bulk-crash-run.ts';

test('A bulk run of 20,000 rows that is killed three times loses no row and counts none twice.', async () => {
  const report = await runBulkCrash({ rows: 20_000, kills: 3, sandbox: ['--no-limits', '--latency', '150'] });
  expect(report).toMatchObject({ rows: 20_000, kills: 3, accepted: 20_000, lost: 0, twice: 0, users: 20_000 });
  for (const recorded of report.killedAt) expect(recorded).toBeLessThan(20_000);
}, 60_000);
