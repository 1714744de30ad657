import { afterEach, describe, expect, test } from '@jest/globals';

import { testConnection, type ConnectionTest } from '../../connector/iterable/test-connection.ts';
import { startFakeIterable, type Answer, type FakeIterable, type SeenCall } from './fake-iterable.ts';

const fakes: FakeIterable[] = [];
afterEach(async () => {
  await Promise.all(fakes.splice(0).map(({ close }) => close()));
});
const start = async (answer: (call: SeenCall) => Answer): Promise<FakeIterable> => {
  const fake = await startFakeIterable(answer);
  fakes.push(fake);
  return fake;
};

const good: Answer = { body: { channels: [], lists: [], campaigns: [], webhooks: [] } };
const refused: Answer = { status: 401, body: { msg: 'Invalid API key', code: 'BadApiKey', params: null } };
const answers: Record<string, (call: SeenCall) => Answer> = {
  connected: () => good,
  wrong_key: () => refused,
  missing_permission: ({ url }) =>
    url.startsWith('/api/webhooks') ? { status: 403, body: { msg: 'Forbidden', code: 'Forbidden' } } : good,
  unreachable: () => ({ status: 503, body: 'down' }),
};

/** Both regions behind local addresses, and no sandbox, so that the other region may be asked. */
async function testInRegions(us: FakeIterable, eu: FakeIterable): Promise<ConnectionTest> {
  const client = us.makeClient({ hosts: { us: us.url, eu: eu.url } });
  return testConnection(client, { ...us.connection, sandboxUrl: null });
}

describe('The test of a connection', () => {
  test.each(Object.entries(answers))(
    'L10: it tells the state %s, and what is wrong and what to do where something is',
    async (state, answer) => {
      const us = await start(answer);
      const result = await testInRegions(us, await start(() => refused));
      expect(result.state).toBe(state);
      const failed = result.checks.filter(({ ok }) => !ok);
      expect(failed.length > 0).toBe(state !== 'connected');
      for (const { cause, fix } of failed)
        expect([cause, fix]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
    },
  );

  test('L10: it tells a key of the other region apart from a wrong one', async () => {
    const result = await testInRegions(await start(() => refused), await start(() => good));
    expect(result.state).toBe('wrong_region');
    expect(result.checks.find(({ ok }) => !ok)).toMatchObject({
      name: 'region',
      cause: expect.stringMatching(/other region|eu/i),
    });
  });

  test('L11: whatever Iterable answers, it makes no call but reads, and none of them carries a body', async () => {
    for (const answer of [...Object.values(answers), (): Answer => 'reset', (): Answer => ({ status: 500 })]) {
      const us = await start(answer);
      const eu = await start(answer);
      await testInRegions(us, eu);
      const calls = [...us.calls, ...eu.calls];
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.filter(({ method, body }) => method !== 'GET' || body !== '')).toEqual([]);
    }
  });
});
