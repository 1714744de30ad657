import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createErasureRunner } from '../../connector/erasure/erasure-runner.ts';
import type { Eraser } from '../../connector/erasure/eraser.ts';
import { createLog } from '../../connector/log.ts';
import { aloneAnyway } from '../../connector/runtime/alone.ts';
import { createPersonKeys } from '../../connector/security/person-keys.ts';
import { createSealer } from '../../connector/security/seal.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { ErasureRecord, ErasureTally, Store, TaskRecord } from '../../connector/store/store.ts';
import { makeClockedServer, type ClockedServer } from '../rotation/rotation-world.ts';
import { connectionRecord, t0 } from '../store/store-records.ts';

interface Task extends TaskRecord {
  erasures: ErasureTally;
}

describe('the task of erasures', () => {
  let server: ClockedServer;
  beforeEach(async () => {
    server = await makeClockedServer();
  });
  afterEach(() => server.dispose());

  const emails = ['ada', 'bob', 'cleo'].map((name) => `${name}@example.com`);
  const forgetCalls = (): number => server.sandbox.calls.filter(({ path }) => path === '/api/users/forget').length;
  const askForAll = async (): Promise<ErasureRecord[]> => {
    const people = emails.map((email) => ({ email }));
    return (await server.api<{ items: ErasureRecord[] }>('POST', '/connections/main/erasures', { people })).body.items;
  };
  const useUpTheDay = async (calls: number): Promise<void> => {
    const { id } = await server.runtime.connections.get('main');
    const at = new Date(server.now()).toISOString();
    for (let call = 0; call < calls; call += 1) {
      await server.runtime.store.takeErasureCall(`${server.sandbox.url} ${id}`, at, 1000);
    }
  };
  const taskOf = async (id: string | null): Promise<Task> => (await server.api<Task>('GET', `/tasks/${id}`)).body;

  test('it says why and until when it waits, a cancel leaves who was erased erased, and its report tells of each', async () => {
    await useUpTheDay(999);
    const made = await askForAll();
    const [{ task }] = made as [ErasureRecord];
    await server.runtime.erasures.settle();
    const waiting = await taskOf(task);
    expect(waiting).toMatchObject({ kind: 'erase_people', status: 'running', total: 3, done: 1, result: null });
    expect(waiting.erasures).toMatchObject({ done: 1, wait: { reason: 'limit', until: expect.any(String) } });
    // nothing of who it is about
    expect(JSON.stringify(waiting)).not.toContain('ada');

    expect((await server.api('POST', `/tasks/${task}/cancel`)).body).toMatchObject({
      status: 'cancelled',
      erasures: { done: 1, cancelled: 2, wait: null },
    });
    await server.restart();
    server.advance(3 * 24 * 60 * 60_000);
    await server.runtime.erasures.settle();
    expect(forgetCalls()).toBe(1);
    expect(server.sandbox.state.forgottenEmails).toHaveLength(1);
    const lines = String((await server.api<unknown>('GET', `/tasks/${task}/erasures`)).body)
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
      ['erasure', 'status'],
      [made[0]!.id, 'done'],
      [made[1]!.id, 'cancelled'],
      [made[2]!.id, 'cancelled'],
    ]);
    expect(lines.join()).toContain(made[0]!.proof.hash);
    expect((await server.api('POST', `/tasks/${task}/cancel`)).body).toMatchObject({
      error: { code: 'ITC_TASK_STATE' },
    });
  });

  test('a pause holds it over a restart, and it goes on from there', async () => {
    server.sandbox.addFault({ match: { path: '/api/users/forget' }, kind: 'status', status: 503 });
    const [{ task }] = (await askForAll()) as [ErasureRecord];
    await server.runtime.erasures.settle();
    expect(await taskOf(task)).toMatchObject({ done: 0, erasures: { wait: { reason: 'no_answer' } } });
    expect((await server.api<Task>('POST', `/tasks/${task}/pause`)).body.status).toBe('paused');
    const before = forgetCalls();
    await server.restart();
    server.advance(24 * 60 * 60_000);
    await server.runtime.erasures.settle();
    expect(forgetCalls()).toBe(before);
    await fetch(`${server.sandbox.url}/sandbox/faults`, { method: 'DELETE' });
    expect((await server.api<Task>('POST', `/tasks/${task}/resume`)).body.status).toBe('running');
    await server.runtime.erasures.settle();
    expect(await taskOf(task)).toMatchObject({ status: 'done', done: 3, erasures: { done: 3, wait: null } });
  });

  test('who is asked for once more belongs to the later request, and is erased though the first one is cancelled', async () => {
    await useUpTheDay(1000);
    const [first] = await askForAll();
    const again = await server.api<{ items: ErasureRecord[] }>('POST', '/connections/main/erasures', {
      people: [{ email: emails[0] }],
    });
    expect(again.body.items[0]!.id).toBe(first!.id);
    const cancelled = (await server.api<Task>('POST', `/tasks/${first!.task}/cancel`)).body;
    expect(cancelled.erasures).toMatchObject({ cancelled: 2, moved: 1 });
    server.advance(2 * 24 * 60 * 60_000);
    await server.runtime.erasures.settle();
    expect(await taskOf(again.body.items[0]!.task)).toMatchObject({ status: 'done', erasures: { done: 1 } });
  });
});

describe('an erasure that is stopped on its way through the stores', () => {
  let store: Store;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'itc-erasure-'));
    store = await openSqliteStore({ file: join(folder, 'itc.db'), now: () => t0 });
    await store.putConnection(connectionRecord({ id: 'con_1' }));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const sealer = createSealer(randomBytes(32));
  const personKeys = createPersonKeys(randomBytes(32));
  const calls: string[] = [];
  beforeEach(() => void calls.splice(0));
  const runnerOf = (erasers: Eraser[]) =>
    createErasureRunner({
      store,
      alone: aloneAnyway,
      connections: { get: async () => (await store.listConnections())[0]! },
      erasers,
      runAction: () => async (action) => {
        calls.push(action);
        return { outcome: 'success', output: {}, error: null, retryAfterMs: null } as never;
      },
      sealer,
      personKeys,
      newId,
      now: () => t0,
      log: createLog('silent'),
    });
  /** Three parts of events; what it was asked for is noted, and something happens behind each part. */
  const inParts = (froms: (string | null)[], behind: (part: number) => Promise<void>): Eraser => ({
    name: 'events',
    async *erase(_, after) {
      froms.push(after);
      for (let part = Number(after ?? 0) + 1; part <= 3; part += 1) {
        yield { counts: { events: part }, after: part === 3 ? null : String(part), looked: 100, of: 300 };
        await behind(part);
      }
    },
  });
  const rest: Eraser = {
    name: 'rest',
    async *erase() {
      yield { counts: { messages: 1 }, after: null, looked: 0, of: 0 };
    },
  };

  test('a pause in the middle of the search is obeyed at once, and it goes on behind what was looked at', async () => {
    const froms: (string | null)[] = [];
    let task = '';
    const runner = runnerOf([
      inParts(froms, async (part) => {
        if (part === 1 && froms.length === 1) await store.moveTask(task, 'running', 'paused');
      }),
      rest,
    ]);
    // asked for before anything is due, so that the task is known when the work begins
    const [made] = await runner.request('main', [{ email: 'ada@example.com' }]);
    task = made!.task!;
    await runner.settle();
    expect(await store.getTask(task)).toMatchObject({
      status: 'paused',
      done: 0,
      result: { looked: { events: 200, of: 300 } },
    });
    await runner.settle();
    expect(froms).toEqual([null]);
    await store.moveTask(task, 'paused', 'running');
    await runner.settle();
    expect(froms).toEqual([null, '2']);
    expect(await store.getErasure(made!.id)).toMatchObject({ status: 'done', counts: { events: 6, messages: 1 } });
    expect(calls.filter((action) => action === 'forget_user')).toHaveLength(1);
    expect(await store.getTask(task)).toMatchObject({ status: 'done', result: { counts: { events: 6, messages: 1 } } });
  });

  test('a process that ends without a word leaves it to the next one, which counts nothing twice', async () => {
    const froms: (string | null)[] = [];
    let reached: () => void;
    const isThere = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const killed = runnerOf([
      inParts(froms, (part) => {
        if (part < 2) return Promise.resolve();
        reached();
        // as a process that is gone: nothing comes any more
        return new Promise<void>(() => undefined);
      }),
      rest,
    ]);
    const [made] = await killed.request('main', [{ email: 'ada@example.com' }]);
    await isThere;
    const next = runnerOf([inParts(froms, () => Promise.resolve()), rest]);
    await next.settle();
    expect(froms).toEqual([null, '2']);
    expect(await store.getErasure(made!.id)).toMatchObject({
      status: 'done',
      sealedIdentity: null,
      counts: { events: 6, messages: 1 },
    });
    expect(calls.filter((action) => action === 'forget_user')).toHaveLength(1);
  });

  test('an eraser that fails is tried again later, and the task says that the fault is here', async () => {
    const failing: Eraser = {
      name: 'events',
      erase() {
        throw new Error('the disk is full');
      },
    };
    const runner = runnerOf([failing, rest]);
    const [made] = await runner.request('main', [{ email: 'ada@example.com' }]);
    await runner.settle();
    expect(await store.getTask(made!.task!)).toMatchObject({
      status: 'running',
      result: { wait: { reason: 'fault', until: expect.any(String) } },
    });
    await runner.stop();
  });

  test('a stop of the server in the middle of the search keeps the place', async () => {
    const froms: (string | null)[] = [];
    const runner = runnerOf([
      inParts(froms, async (part) => {
        if (part === 1) void runner.stop();
      }),
      rest,
    ]);
    const [made] = await runner.request('main', [{ email: 'ada@example.com' }]);
    await runner.settle();
    expect(await store.getErasure(made!.id)).toMatchObject({
      status: 'pending',
      place: { eraser: 'events', after: '2', looked: 200, of: 300 },
    });
    const next = runnerOf([inParts(froms, () => Promise.resolve()), rest]);
    await next.settle();
    expect(await store.getErasure(made!.id)).toMatchObject({ status: 'done', counts: { events: 6, messages: 1 } });
  });
});
