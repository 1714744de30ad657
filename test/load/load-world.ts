import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { freePort, ServerProcess } from '../server/server-process.ts';
import { isAcked, type Answer } from './answers.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
// what `npm start` says to Node, with the script by its whole path
const run = scripts.start.split(' ').slice(1);
run.push(join(root, run.pop() ?? ''));

/** A real built server with one connection, to a sandbox that sets no limits. */
export interface LoadWorld {
  server: ServerProcess;
  sandbox: Sandbox;
  /** where webhooks go */
  hook: { url: string; secret: string };
  close(): Promise<void>;
}

/** @param env as of the server's process; with DATABASE_URL it is on PostgreSQL */
export async function startLoadWorld(env: Record<string, string> = {}): Promise<LoadWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'itc-load-'));
  const sandbox = await startSandbox({ limits: false });
  const server = new ServerProcess({
    port: await freePort(),
    dataDir,
    token: 'itc_load_test_token_0123456789',
    env,
    run,
  });
  const close = async (): Promise<void> => {
    await server.kill();
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await server.start();
    const { webhookUrl, secret } = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'sandbox',
      apiKey: 'sandbox-server-key-0001',
      region: 'us',
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    return { server, sandbox, hook: { url: `${server.url}${new URL(webhookUrl).pathname}`, secret }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Switches a recipe on that every event of the traffic starts. */
export async function switchOnRecipe({ server }: LoadWorld, steps: readonly object[]): Promise<void> {
  const trigger = { use: 'new_object', with: { eventName: 'emailClick' } };
  const document = { name: 'load', connection: 'sandbox', trigger, steps };
  await server.api('POST', '/recipes', { document, enable: true });
}

/** Ids of events that were acknowledged and are not stored, and of those that are stored and were not acknowledged. */
export async function compareStored(
  { server }: LoadWorld,
  answers: readonly Answer[],
): Promise<{ lost: string[]; untold: string[] }> {
  const stored = new Set((await server.all<{ id: string }>('/events')).map(({ id }) => id));
  const acked = new Set(answers.filter(isAcked).map(({ id }) => id ?? 'without an id'));
  return { lost: [...acked].filter((id) => !stored.has(id)), untold: [...stored].filter((id) => !acked.has(id)) };
}

const openStatuses = ['queued', 'running', 'waiting'];

/** What is looked at of a job. */
interface LoadedJob {
  event: string;
  status: string;
  endedAt: string | null;
}

/** Waits until no job is open, and reads all of them; with jobs that are still open when that did not come in time. */
export async function endedJobs({ server }: LoadWorld, withinMs: number): Promise<LoadedJob[]> {
  const end = Date.now() + withinMs;
  for (;;) {
    const open = await Promise.all(
      openStatuses.map((status) => server.api<{ items: unknown[] }>('GET', `/jobs?status=${status}&limit=1`)),
    );
    const isLate = Date.now() > end;
    if (isLate || open.every(({ items }) => items.length === 0)) {
      const jobs = await server.all<LoadedJob>('/jobs');
      // one that went from one status to the next between the questions was seen in none of them
      if (isLate || !jobs.some(({ status }) => openStatuses.includes(status))) return jobs;
    }
    await sleep(50);
  }
}
