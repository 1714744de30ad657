import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { sampleRecipe, subscribeEvent } from './sample-recipe.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

interface Report {
  id: string;
  status: string;
  total: number;
  done: number;
  started: number;
  jobs: Record<string, number>;
}
interface JobList {
  items: { id: string; status: string; event: string; rerunOf: string | null; task: string | null; version: number }[];
}

let server: TestServer;
let sent: string[];
beforeEach(async () => {
  server = await startTestServer();
  sent = [];
  // refused by Iterable: the time is not one
  const broken = { ...sampleRecipe(), steps: [track({ createdAt: '{{ trigger.dataFields.signupSource }}' })] };
  await server.api('POST', '/recipes', { document: broken, enable: true });
  for (let n = 0; n < 3; n += 1) {
    const { body } = await server.post(server.webhookUrl, subscribeEvent(`task${n}@example.com`));
    sent.push(body['id'] ?? '');
  }
  await eventually('all jobs failed', async () => {
    const { body } = await server.api<JobList>('GET', '/jobs?status=failed');
    return body.items.length === 3 ? true : null;
  });
});
afterEach(() => server.close());

function track(more: object = {}): object {
  return { id: 'track', use: 'track_event', with: { eventName: 'welcomed', email: '{{ trigger.email }}', ...more } };
}
const ended = (id: string): Promise<Report> =>
  eventually('the task and its jobs end', async () => {
    const { body } = await server.api<Report>('GET', `/tasks/${id}`);
    const open = (body.jobs['queued'] ?? 0) + (body.jobs['running'] ?? 0) + (body.jobs['waiting'] ?? 0);
    return body.status !== 'running' && open === 0 ? body : null;
  });
const mend = () => server.api('POST', '/recipes', { document: { ...sampleRecipe(), steps: [track()] } });
const start = async (order: object): Promise<Report> => {
  const { status, body } = await server.api<Report>('POST', '/tasks', order);
  expect(status).toBe(201);
  return ended(body.id);
};

describe('tasks', () => {
  it('tells what a replay would do, and does nothing', async () => {
    const order = { kind: 'bulk_replay', events: { connection: 'sandbox', eventName: 'emailSubscribe' } };
    const { body } = await server.api('POST', '/tasks/estimate', order);
    expect(body).toEqual({ items: 3, recipes: [{ recipe: 'welcome', sends: [] }] });
    expect((await server.api<JobList>('GET', '/jobs')).body.items).toHaveLength(3);
  });

  it('names the actions that send messages to people', async () => {
    const steps = [
      {
        id: 'each',
        forEach: [1],
        steps: [{ id: 'sms', use: 'send_sms', with: { campaignId: 7001003, recipientEmail: 'a@example.com' } }],
      },
    ];
    await server.api('POST', '/recipes', { document: { ...sampleRecipe('texting'), steps } });
    const order = { kind: 'bulk_replay', events: { ids: [sent[0]] }, recipe: 'texting' };
    expect((await server.api('POST', '/tasks/estimate', order)).body).toEqual({
      items: 1,
      recipes: [{ recipe: 'texting', sends: ['send_sms'] }],
    });
  });

  it('recovers failed jobs with the mended version, and each only once', async () => {
    await mend();
    const report = await start({ kind: 'recover_failed', jobs: { recipe: 'welcome' } });
    expect(report).toMatchObject({ status: 'done', total: 3, done: 3, started: 3, jobs: { succeeded: 3 } });
    const { items } = (await server.api<JobList>('GET', `/jobs?task=${report.id}`)).body;
    // the oldest was run again first
    expect(items.map(({ event }) => event)).toEqual([...sent].reverse());
    expect(items.every(({ version, rerunOf }) => version === 2 && rerunOf !== null)).toBe(true);
    expect(await start({ kind: 'recover_failed', jobs: {} })).toMatchObject({
      total: 0,
      started: 0,
      jobs: { queued: 0 },
    });
  });

  it('starts a recipe that came later for the events that it missed, and no other', async () => {
    const other = { ...sampleRecipe('later'), steps: [track()] };
    await server.api('POST', '/recipes', { document: other, enable: true });
    await server.post(server.webhookUrl, { ...subscribeEvent('other@example.com'), eventName: 'emailOpen' });
    const order = { kind: 'replay_missing', recipe: 'later', from: '2020-01-01T00:00:00Z' };
    expect(await start(order)).toMatchObject({ status: 'done', total: 4, started: 3, jobs: { succeeded: 3 } });
    expect(await start(order)).toMatchObject({ total: 1, started: 0 });
  });

  it('replays chosen events with every recipe that matches them', async () => {
    await mend();
    const document = { ...sampleRecipe('second'), steps: [track()] };
    await server.api('POST', '/recipes', { document, enable: true });
    const report = await start({ kind: 'bulk_replay', events: { ids: sent.slice(0, 2) } });
    expect(report).toMatchObject({ total: 2, started: 4, jobs: { succeeded: 4 } });
  });

  it('runs chosen jobs again whole, with the version they had', async () => {
    const { items } = (await server.api<JobList>('GET', '/jobs?status=failed&limit=1')).body;
    const order = { kind: 'rerun_jobs', jobs: { ids: [items[0]?.id] }, from: 'start', version: 'job' };
    expect(await start(order)).toMatchObject({ total: 1, started: 1, jobs: { failed: 1 } });
  });

  it('stops when it is cancelled, once', async () => {
    const { body } = await server.api<Report>('POST', '/tasks', { kind: 'bulk_replay', events: {} });
    const cancelled = await server.api<Report>('POST', `/tasks/${body.id}/cancel`);
    const { status } = await ended(body.id);
    // a small task may end before the call that cancels it
    expect(['cancelled', 'done']).toContain(status);
    expect([200, 409]).toContain(cancelled.status);
    expect((await server.api('POST', `/tasks/${body.id}/cancel`)).body).toMatchObject({
      error: { code: 'ITC_TASK_STATE' },
    });
    expect((await server.api('POST', '/tasks/task_none/cancel')).body).toMatchObject({
      error: { code: 'ITC_TASK_UNKNOWN' },
    });
    const listed = (await server.api<{ items: Report[] }>('GET', '/tasks')).body.items;
    expect(listed[0]?.id).toBe(body.id);
  });

  it('refuses an order that cannot be meant', async () => {
    const orders: [object, string][] = [
      [{ kind: 'bulk_replay', events: { colour: 'red' } }, 'ITC_REQUEST_INVALID'],
      [{ kind: 'bulk_replay', events: { from: 'yesterday' } }, 'ITC_REQUEST_INVALID'],
      [{ kind: 'rerun_jobs', jobs: { ids: [] } }, 'ITC_REQUEST_INVALID'],
      [{ kind: 'replay_missing', recipe: 'nobody', from: '2020-01-01T00:00:00Z' }, 'ITC_RECIPE_UNKNOWN'],
    ];
    for (const [order, code] of orders) {
      expect((await server.api('POST', '/tasks/estimate', order)).body).toMatchObject({ error: { code } });
      expect((await server.api('POST', '/tasks', order)).body).toMatchObject({ error: { code } });
    }
  });
});
