import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { switchOn, crashEvent } from '../crash/crash-oracle.ts';
import { eventually } from '../http/test-server.ts';
import { newDatabase } from '../postgres/shared-server.ts';
import { freePort, ServerProcess } from '../server/server-process.ts';

interface Job {
  id: string;
  status: string;
}
interface Told extends Job {
  steps: { step: string; attempt: number; outcome: string | null }[];
}

const patientMs = 120_000;
let folder: string;
let sandbox: Sandbox;
let receiver: ServerProcess;
let first: ServerProcess;
let second: ServerProcess;
let hook: { webhookUrl: string; secret: string };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-paused-'));
  sandbox = await startSandbox({ limits: false });
  const shared = { DATABASE_URL: await newDatabase(), ITC_MASTER_KEY: randomBytes(32).toString('base64') };
  const processOf = async (name: string, role: 'receive' | 'work'): Promise<ServerProcess> =>
    new ServerProcess({
      port: await freePort(),
      dataDir: join(folder, name),
      token: 'itc_paused_test_token_0123456789',
      env: { ...shared, ITC_ROLE: role },
    });
  receiver = await processOf('receiver', 'receive');
  first = await processOf('first', 'work');
  second = await processOf('second', 'work');
  await Promise.all([receiver.start(patientMs), first.start(patientMs)]);
  hook = await receiver.api('POST', '/connections', {
    name: 'sandbox',
    apiKey: sandbox.key,
    projectType: 'email',
    sandboxUrl: sandbox.url,
  });
  const campaigns = await receiver.api<{ items: { value: number }[] }>(
    'GET',
    '/picklists/campaigns?connection=sandbox&medium=SMS&type=Triggered&state=Running',
  );
  await switchOn(receiver, campaigns.items[0]?.value ?? 0, 10);
}, 300_000);
afterAll(async () => {
  first.signal('SIGCONT');
  await Promise.all([receiver, first, second].map((one) => one.kill()));
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function deliver(n: number): Promise<void> {
  const answer = await fetch(hook.webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-itc-secret': hook.secret },
    body: crashEvent(n),
  });
  expect(answer.status).toBe(200);
}
/** Holds the answer to the next call of this path back, and resolves when Iterable has it. */
async function atCallOf(path: string): Promise<void> {
  sandbox.addFault({ match: { path }, kind: 'delay', delayMs: 1_000, times: 1 });
  await eventually(
    `a call of ${path}`,
    async () => {
      const { faults } = (await (await fetch(`${sandbox.url}/sandbox/faults`)).json()) as {
        faults: { hits: number }[];
      };
      return (faults.at(-1)?.hits ?? 0) > 0 ? true : null;
    },
    patientMs,
  );
}
const calls = (path: string): number => sandbox.calls.filter((call) => call.path === path).length;
const newest = async (): Promise<Job> => (await receiver.all<Job>('/jobs'))[0]!;
const told = (id: string): Promise<Told> => receiver.api<Told>('GET', `/jobs/${id}`);
const ended = (id: string): Promise<Told> =>
  eventually(
    'the end of the job',
    async () => {
      const job = await told(id);
      return ['queued', 'running', 'waiting'].includes(job.status) ? null : job;
    },
    patientMs,
  );

test.each([
  ['a write is made again', '/api/users/update', 'succeeded', { '/api/users/update': 2, '/api/sms/target': 1 }],
  ['a send is held', '/api/sms/target', 'held', { '/api/users/update': 1, '/api/sms/target': 1 }],
])(
  'what a paused worker has begun is taken over, %s, and what it writes when it wakes is refused',
  async (_what, path, end, made) => {
    const before = Object.keys(made).map((one) => calls(one));
    await deliver(sandbox.calls.length);
    await atCallOf(path);
    first.signal('SIGSTOP');
    const { id } = await newest();
    await second.start(patientMs);
    const taken = await ended(id);
    expect(taken.status).toBe(end);
    await second.kill();
    first.signal('SIGCONT');
    // it works again, so what it brought from before has met the store
    await deliver(sandbox.calls.length + 1_000);
    expect(await ended((await newest()).id)).toMatchObject({ status: 'succeeded' });
    expect(await told(id)).toEqual(taken);
    // the calls of the second job are one each
    const after = Object.keys(made).map((one, at) => calls(one) - (before[at] ?? 0) - 1);
    expect(Object.fromEntries(Object.keys(made).map((one, at) => [one, after[at]]))).toEqual(made);
  },
  400_000,
);
