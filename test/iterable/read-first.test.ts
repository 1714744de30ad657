import { afterEach, describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import type { ProjectType } from '../../connector/define.ts';
import { createIterableClient, type IterableClient } from '../../connector/iterable/client.ts';
import { createPersonOrder } from '../../connector/iterable/person-order.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { previewRequest } from '../../connector/iterable/preview-request.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/index.ts';
import { startFakeIterable, type Answer, type FakeIterable } from './fake-iterable.ts';

const action = (name: string) => actions.find((known) => known.name === name)!;
const email = 'ada@example.com';
const closing: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const open of closing.splice(0)) await open.close();
});

/** A sandbox with one user, and a way to run actions in it that share one client. */
async function startProject(options: SandboxOptions = {}) {
  const sandbox: Sandbox = await startSandbox({ limits: false, ...options });
  closing.push(sandbox);
  const projectType: ProjectType = options.projectType ?? 'email';
  const client = createIterableClient({
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => 0,
    // the published limits would make this suite wait for real seconds
    limiter: { waitFor: async () => 0, penalise: () => undefined },
  });
  const connection = {
    id: 'con_1',
    name: 'sandbox',
    region: 'us' as const,
    sandboxUrl: sandbox.url,
    projectType,
    apiKey: sandbox.key,
  };
  const run = (name: string, input: unknown) =>
    runAction({ action: action(name), input, connection, stepKey: 'job-1/step-1', client });
  await run('upsert_user', { email, ...(projectType === 'email' ? {} : { userId: 'user-1' }) });
  const createLists = async (count: number): Promise<number[]> => {
    const ids: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const { output } = await run('create_list', { name: `List ${n}` });
      ids.push((output as { listId: number }).listId);
    }
    return ids;
  };
  const profile = async () => {
    const { output } = await run('get_user_by_email', { email });
    return (output as { user: { dataFields: Record<string, unknown> } }).user.dataFields;
  };
  return { sandbox, run, createLists, profile };
}

describe('Changes that read before they write', () => {
  test.each<[ProjectType, string, object[]]>([
    ['email', 'emailListIds', [{ email }, { email: 'ADA@example.com' }]],
    ['hybrid', 'userListIds', [{ email }, { userId: 'user-1' }, { email: 'Ada@Example.com' }]],
    ['userId', 'userListIds', [{ userId: 'user-1' }]],
  ])(
    'A hundred safe changes at once for one person all count in a project of the type %s, whichever identifier names the person.',
    async (projectType, listField, names) => {
      const { run, createLists, profile } = await startProject({ projectType });
      const lists = await createLists(101);
      const [kept, ...others] = lists as [number, ...number[]];
      const left = others.slice(0, 50);
      const joined = others.slice(50);
      await run('update_user_subscriptions', { ...names[0], emailListIds: [kept, ...left] });
      const results = await Promise.all(
        left.flatMap((leave, n) => [
          run('unsubscribe_user', { ...names[n % names.length], listIds: [leave] }),
          run('subscribe_user', { ...names[(n + 1) % names.length], listIds: [joined[n]!] }),
        ]),
      );
      expect(results.map(({ outcome }) => outcome)).toEqual(results.map(() => 'success'));
      expect(new Set((await profile())[listField] as number[])).toEqual(new Set([kept, ...joined]));
    },
  );

  test('Only the named arrays are sent, so that all others stay as they are.', async () => {
    const { run, createLists, profile } = await startProject();
    const [first, second] = (await createLists(2)) as [number, number];
    const { channels } = (await run('list_channels', {})).output as { channels: { id: number }[] };
    const [channel, other] = channels.map(({ id }) => id) as [number, number];
    await run('update_user_subscriptions', { email, emailListIds: [first], unsubscribedChannelIds: [channel] });
    expect(await run('subscribe_user', { email, listIds: [second] })).toMatchObject({ output: { changed: true } });
    expect(await profile()).toMatchObject({ emailListIds: [first, second], unsubscribedChannelIds: [channel] });
    await run('unsubscribe_user', { email, channelIds: [other] });
    expect(await profile()).toMatchObject({
      emailListIds: [first, second],
      unsubscribedChannelIds: [channel, other],
    });
    await run('subscribe_user', { email, channelIds: [channel] });
    expect(await profile()).toMatchObject({ unsubscribedChannelIds: [other] });
  });

  test('What is already as asked for is not written again.', async () => {
    const { run, createLists, sandbox } = await startProject();
    const [list] = await createLists(1);
    const before = sandbox.calls.length;
    const result = await run('unsubscribe_user', { email, listIds: [list] });
    expect(result).toMatchObject({ outcome: 'success', output: { changed: false }, exchanges: [{ method: 'GET' }] });
    expect(sandbox.calls.slice(before).map(({ method }) => method)).toEqual(['GET']);
  });

  test('A person whom Iterable does not know is not created by a safe change, and the step says so.', async () => {
    const { run, createLists, sandbox } = await startProject();
    const [list] = await createLists(1);
    const nobody = { email: 'nobody@example.com', listIds: [list] };
    expect(await run('subscribe_user', nobody)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_ITERABLE_NOT_FOUND' },
    });
    expect(await run('subscribe_user', { ...nobody, ifNotFound: 'continue' })).toMatchObject({
      outcome: 'success',
      output: { found: false },
    });
    expect(sandbox.calls.filter(({ path }) => path.endsWith('updateSubscriptions'))).toHaveLength(0);
  });
});

describe('The read before a write', () => {
  const startFake = async (answer: (method: string) => Answer): Promise<FakeIterable> => {
    const fake = await startFakeIterable((call) => answer(call.method));
    closing.push(fake);
    return fake;
  };
  const runOn = (fake: FakeIterable, input: unknown) =>
    runAction({
      action: action('subscribe_user'),
      input,
      connection: fake.connection,
      stepKey: 's',
      client: fake.client,
    });

  test('A read that fails is repeated later, and nothing is overwritten.', async () => {
    const fake = await startFake(() => ({ status: 503, body: 'later' }));
    expect(await runOn(fake, { email, listIds: [1] })).toMatchObject({ outcome: 'retry' });
    expect(fake.calls.map(({ method }) => method)).toEqual(['GET']);
  });

  test('Stored subscriptions that cannot be read are not overwritten.', async () => {
    const user = { email, dataFields: { emailListIds: ['one', 'two'] } };
    const fake = await startFake(() => ({ body: { user } }));
    expect(await runOn(fake, { email, listIds: [1] })).toMatchObject({
      outcome: 'rejected',
      error: { code: 'ITC_ITERABLE_BAD_ANSWER', details: { path: 'emailListIds' } },
    });
    expect(fake.calls.map(({ method }) => method)).toEqual(['GET']);
  });

  test('A read whose answer comes late does not undo what another run has stored meanwhile.', async () => {
    const fake = await startFake(() => ({}));
    const stored = { emailListIds: [1] };
    let deliver: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (deliver = resolve));
    const client: IterableClient = {
      ...fake.client,
      async call(_connection, { method }, { query, body }) {
        // what the server sees now is what it answers, however long the answer takes
        const user = structuredClone({ email, userId: 'user-1', dataFields: { userListIds: stored.emailListIds } });
        if (method === 'POST') stored.emailListIds = body?.['emailListIds'] as number[];
        else if (query?.['email'] === email) await late;
        const answer = method === 'POST' ? { msg: '', code: 'Success' } : { user };
        const text = JSON.stringify(answer);
        return { status: 200, headers: {}, text, body: answer, failure: null, waitMs: null, exchange: null };
      },
    };
    const connection = { ...fake.connection, projectType: 'hybrid' as const };
    const change = (input: unknown) =>
      runAction({ action: action('subscribe_user'), input, connection, stepKey: 's', client });
    const slow = change({ email, listIds: [2] });
    expect(await change({ userId: 'user-1', listIds: [3] })).toMatchObject({ output: { changed: true } });
    deliver();
    expect(await slow).toMatchObject({ output: { changed: true } });
    expect(stored.emailListIds).toEqual([1, 3, 2]);
  });

  test('A change that was refused leaves the way free for the next one.', async () => {
    const fake = await startFake((method) =>
      method === 'GET' ? { body: { user: { email } } } : { status: 400, body: { msg: 'no', code: 'BadParams' } },
    );
    const results = await Promise.all([1, 2, 3].map((list) => runOn(fake, { email, listIds: [list] })));
    expect(results.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('A preview shows the read and sends nothing.', async () => {
    const fake = await startFake(() => ({}));
    const requests = previewRequest({
      action: action('unsubscribe_user'),
      input: { email: 'a+b@example.com', listIds: [1] },
      connection: fake.connection,
      stepKey: 's',
      client: fake.client,
    });
    expect(requests).toEqual([
      { method: 'GET', url: `${fake.url}/api/users/getByEmail?email=a%2Bb%40example.com`, body: null },
    ]);
    expect(fake.calls).toHaveLength(0);
  });
});

describe('The order of a person', () => {
  test('Work under one name never overlaps and keeps its order; other names do not wait.', async () => {
    const order = createPersonOrder();
    const log: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const first = order.inOrder('ada', async () => {
      log.push('first');
      await gate;
      log.push('first done');
    });
    const failing = order.inOrder('ada', async () => {
      log.push('second');
      throw new Error('refused');
    });
    const third = order.inOrder('ada', async () => log.push('third'));
    await order.inOrder('ben', async () => log.push('ben'));
    open();
    await expect(failing).rejects.toThrow('refused');
    await Promise.all([first, third]);
    expect(log).toEqual(['first', 'ben', 'first done', 'second', 'third']);
  });
});
