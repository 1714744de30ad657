import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createScheduler } from '../../connector/schedule/scheduler.ts';
import { newId } from '../../connector/store/new-id.ts';
import { startTestServer, type TestServer } from '../http/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

interface Run {
  id: string;
  status: string;
  counts: { accepted: number; failed: number };
}
const ended = async (id: string): Promise<Run> => {
  for (;;) {
    const { body } = await server.api<Run>('GET', `/bulk/${id}`);
    if (['done', 'failed', 'cancelled'].includes(body.status)) return body;
    await sleep(10);
  }
};
const assignment = (variant: string) => [{ experiment: 'spring', variant }];
const profiles = () => server.sandbox.state.users;

describe('writing back', () => {
  test('L7: a property with another value for each person is written in bulk, with counts and the failing rows', async () => {
    const rows = [
      ...Array.from({ length: 1_200 }, (_, n) => ({
        email: `p${String(n)}@example.com`,
        assigned: assignment(n % 2 === 0 ? 'a' : 'b'),
      })),
      { email: 'no address', assigned: assignment('a') },
    ];
    const order = {
      action: 'bulk_upsert_users',
      connection: 'sandbox',
      rows,
      mapping: { email: '{{ row.email }}', dataFields: { lf_assignments: '{{ row.assigned }}' } },
    };
    const { body } = await server.api<{ run: Run }>('POST', '/bulk', order);
    expect(await ended(body.run.id)).toMatchObject({ status: 'done', counts: { accepted: 1_200, failed: 1 } });
    const calls = server.sandbox.calls.filter(({ path }) => path === '/api/users/bulkUpdate');
    expect(calls.length).toBeLessThan(10);
    expect(profiles().find(({ email }) => email === 'p7@example.com')?.dataFields).toMatchObject({
      lf_assignments: assignment('b'),
    });

    const failed = await fetch(`${server.running.url}/api/v1/bulk/${body.run.id}/results?outcome=failed`, {
      headers: { authorization: 'Bearer test-admin-token-0001' },
    });
    const lines = (await failed.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { row: number; reason: string });
    expect(lines).toEqual([expect.objectContaining({ row: 1_201, reason: expect.stringMatching(/\w/) })]);

    const before = JSON.stringify(profiles().map(({ email, dataFields }) => [email, dataFields['lf_assignments']]));
    const again = await server.api<{ run: Run }>('POST', '/bulk', order);
    expect(await ended(again.body.run.id)).toMatchObject({ counts: { accepted: 1_200, failed: 1 } });
    expect(JSON.stringify(profiles().map(({ email, dataFields }) => [email, dataFields['lf_assignments']]))).toBe(
      before,
    );
  }, 60_000);

  test('L9: a recipe on a schedule writes the values of its trigger to everybody on a list', async () => {
    const made = await server.api<{ outcome: string; output: { listId: number } }>('POST', '/actions/create_list/run', {
      connection: 'sandbox',
      input: { name: 'Audience' },
    });
    const { listId } = made.body.output;
    await server.api('POST', '/actions/add_subscribers_to_list/run', {
      connection: 'sandbox',
      input: { listId, subscribers: [{ email: 'one@example.com' }, { email: 'two@example.com' }] },
    });
    const { body: templates } = await server.api<{ items: { name: string; document: Record<string, never> }[] }>(
      'GET',
      '/recipe-templates?limit=100',
    );
    const template = templates.items.find(({ name }) => name === 'write_back_list');
    const steps = JSON.parse(JSON.stringify(template?.document['steps']).replace('1068682', String(listId))) as object;
    const saved = await server.api('POST', '/recipes', { document: { ...template?.document, steps }, enable: true });
    expect(saved.status).toBe(201);

    // the clock of a second scheduler stands a day later: it finds what the server's own will find then
    const { store, registry, wakeWorker, log } = server.running.runtime;
    const later = (days: number) =>
      createScheduler({
        store,
        registry,
        newId,
        now: () => Date.now() + days * 24 * 60 * 60_000,
        log,
        onJobs: wakeWorker,
        dedupWindowMs: 60_000,
      });
    await later(0).tick();
    await later(1).tick();
    await later(1).tick();
    for (;;) {
      const { body } = await server.api<{ items: { status: string; error: unknown }[] }>('GET', '/jobs');
      expect(body.items).toHaveLength(1);
      if (body.items[0]?.status === 'succeeded') break;
      expect(body.items[0]?.error).toBeNull();
      await sleep(10);
    }
    for (const address of ['one@example.com', 'two@example.com']) {
      expect(profiles().find(({ email }) => email === address)?.dataFields).toMatchObject({
        lf_assignments: assignment('b'),
      });
    }
  });

  test('L18: the filter of a trigger tells how many events it let pass', async () => {
    const document = {
      name: 'opens',
      connection: 'sandbox',
      trigger: { use: 'new_object', with: { eventNames: ['emailOpen', 'emailClick'] } },
      steps: [{ id: 'done', stop: { as: 'stopped' } }],
    };
    await server.api('POST', '/recipes', { document, enable: true });
    for (const eventName of ['emailOpen', 'emailSend', 'emailSend', 'emailBounce', 'emailClick']) {
      await server.post(server.webhookUrl, { email: 'a@example.com', eventName, dataFields: { n: Math.random() } });
    }
    expect((await server.api('GET', '/recipes/opens/dropped-events')).body).toEqual({
      events: 5,
      started: 2,
      dropped: 3,
    });
    expect((await server.api('GET', '/recipes/none/dropped-events')).status).toBe(404);
  });
});
