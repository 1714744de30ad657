import { describe, expect, test } from '@jest/globals';

import { runTracking } from './tracking-run.ts';

describe('real SDKs against a server that is killed', () => {
  test('D6: 400 calls of each SDK and one SIGKILL: every accepted call reaches the sandbox once, in the order of its person', async () => {
    const report = await runTracking({ callsPerSdk: 400, kills: 1 });
    expect(report).toMatchObject({
      accepted: 800,
      lost: 0,
      missing: 0,
      repeated: 0,
      disordered: 0,
      wrongProfiles: 0,
      byStatus: { succeeded: 800 },
    });
  }, 120_000);
});
