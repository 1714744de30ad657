import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { startSandbox } from '../../sandbox/index.ts';
import { crashEvent, judge, switchOn, type EventRow, type JobRow, type Verdict } from '../crash/crash-oracle.ts';
import { seededRandom } from '../seeded-random.ts';
import { freePort, ServerProcess } from '../server/server-process.ts';
import { FaultProxy } from './fault-proxy.ts';

export interface ClusterReport extends Verdict {
  events: number;
  seed: number;
  kills: number;
  pauses: number;
  cuts: number;
  acked: number;
  retries: number;
  /** longest time from the death of a worker until each of its jobs was taken by another, in milliseconds */
  slowestTakeoverMs: number;
  seconds: number;
}

type Fault = 'kill' | 'pause' | 'cut';

interface Member {
  role: 'receive' | 'work';
  process: ServerProcess;
  proxy: FaultProxy;
}

const masterKey = randomBytes(32).toString('base64');
const token = 'itc_cluster_test_token_0123456789';
// beyond the lease of a job, so that others take what the member holds
const awayMs = 5_000;

async function startMember(role: Member['role'], folder: string, databaseUrl: string): Promise<Member> {
  const url = new URL(databaseUrl);
  const databasePort = Number(url.port);
  const proxy = await new FaultProxy(() => databasePort).start();
  url.port = String(proxy.port);
  const env = { DATABASE_URL: url.href, ITC_ROLE: role, ITC_MASTER_KEY: masterKey };
  const process = new ServerProcess({ port: await freePort(), dataDir: await mkdtemp(join(folder, role)), token, env });
  await process.start(60_000);
  return { role, process, proxy };
}

/** How long it takes until every job that runs now is ended or under another claim. */
async function takeoverMs(client: pg.Client): Promise<number> {
  const began = Date.now();
  const { rows } = await client.query<{ id: string; claim: number }>(
    `SELECT id, claim FROM jobs WHERE status = 'running'`,
  );
  for (;;) {
    const left = await client.query(
      `SELECT 1 FROM jobs JOIN unnest($1::text[], $2::integer[]) AS held (id, claim) USING (id, claim) WHERE status = 'running' LIMIT 1`,
      [rows.map(({ id }) => id), rows.map(({ claim }) => claim)],
    );
    if (left.rowCount === 0 || Date.now() - began > 60_000) return Date.now() - began;
    await sleep(50);
  }
}

/**
 * Two receivers and two workers on one PostgreSQL: sends events while members are killed, stopped beyond their leases and cut off from the database, then
 * compares what was acknowledged with what is stored, what ran and what reached the sandbox.
 */
export async function runCluster(options: {
  databaseUrl: string;
  events: number;
  faults: readonly Fault[];
  seed: number;
  log?: (line: string) => void;
}): Promise<ClusterReport> {
  const began = Date.now();
  const { databaseUrl, events, faults, seed, log = () => undefined } = options;
  const random = seededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'itc-cluster-'));
  const sandbox = await startSandbox({ limits: false });
  const client = new pg.Client({ connectionString: databaseUrl });
  const members: Member[] = [];
  try {
    for (const role of ['receive', 'receive', 'work', 'work'] as const) {
      members.push(await startMember(role, folder, databaseUrl));
    }
    await client.connect();
    const receivers = members.filter(({ role }) => role === 'receive');
    const [first] = receivers as [Member];
    const { process: api } = first;
    const connection = await api.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'sandbox',
      apiKey: 'sandbox-server-key-0001',
      region: 'us',
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    const campaigns = await api.api<{ items: { value: number }[] }>(
      'GET',
      '/picklists/campaigns?connection=sandbox&medium=SMS&type=Triggered&state=Running',
    );
    const campaignId = campaigns.items[0]?.value ?? 0;
    await switchOn(api, campaignId, events);
    // a receiver knows the recipe when it has heard of it
    await Promise.all(receivers.map((member) => knows(member, connection)));
    const hook = new URL(connection.webhookUrl).pathname;

    let next = 0;
    let retries = 0;
    const ackedIds = new Map<string, string>();
    const deliver = async (n: number): Promise<void> => {
      const body = crashEvent(n);
      for (let tries = n; ; tries += 1) {
        const { url } = (receivers[tries % receivers.length] as Member).process;
        const answer = await fetch(`${url}${hook}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-itc-secret': connection.secret },
          body,
          signal: AbortSignal.timeout(3_000),
        }).catch(() => null);
        if (answer?.status === 200) {
          ackedIds.set(`n${String(n)}`, ((await answer.json()) as { id: string }).id);
          return;
        }
        if (answer !== null && answer.status < 500 && answer.status !== 429) throw new Error(await answer.text());
        retries += 1;
        await sleep(20 + random() * 80);
      }
    };
    let struck = 0;
    // faults and traffic keep step, so that each fault has traffic to hit
    const allowed = (): number => Math.ceil((events * (struck + 2)) / (faults.length + 1));
    const sendAll = async (): Promise<void> => {
      while (next < events) {
        if (next < allowed()) await deliver(next++);
        else await sleep(5);
      }
    };

    let slowestTakeoverMs = 0;
    const strike = async (fault: Fault, { process, proxy, role }: Member): Promise<void> => {
      if (fault === 'kill') {
        await process.kill();
        if (role === 'work') slowestTakeoverMs = Math.max(slowestTakeoverMs, await takeoverMs(client));
        await process.start(60_000);
      } else if (fault === 'pause') {
        process.signal('SIGSTOP');
        await sleep(awayMs);
        process.signal('SIGCONT');
      } else {
        proxy.cut();
        await sleep(awayMs);
        proxy.heal();
      }
    };
    const strikeAll = async (): Promise<void> => {
      for (const [index, fault] of faults.entries()) {
        // spread over the run by progress, so that a quick machine gets as many in mid-traffic as a slow one
        const target = Math.floor((events * (index + 1)) / (faults.length + 1));
        while (ackedIds.size < target) await sleep(5);
        await sleep(random() * 40);
        await strike(fault, members[Math.floor(random() * members.length)] as Member);
        struck = index + 1;
        log(`${fault} ${String(index + 1)}/${String(faults.length)}, acknowledged ${String(ackedIds.size)}`);
      }
    };
    await Promise.all([...Array.from({ length: 16 }, sendAll), strikeAll()]);

    const settleBy = Date.now() + 60_000 + events * 20;
    for (;;) {
      const open = await client.query(`SELECT 1 FROM jobs WHERE status IN ('queued', 'running', 'waiting') LIMIT 1`);
      if (open.rowCount === 0 || Date.now() > settleBy) break;
      await sleep(100);
    }
    const jobs = await api.all<JobRow>('/jobs');
    const stored = await api.all<EventRow>('/events');
    const count = (fault: Fault): number => faults.filter((one) => one === fault).length;
    return {
      events,
      seed,
      kills: count('kill'),
      pauses: count('pause'),
      cuts: count('cut'),
      acked: ackedIds.size,
      retries,
      slowestTakeoverMs,
      ...judge({ events: stored, jobs, ackedIds }, sandbox),
      seconds: (Date.now() - began) / 1000,
    };
  } finally {
    await client.end().catch(() => undefined);
    await Promise.all(
      members.map(async ({ process, proxy }) => {
        process.signal('SIGCONT');
        await process.kill();
        await proxy.close();
      }),
    );
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resolves when the receiver takes webhooks of the connection and would start its recipe. */
async function knows({ process }: Member, { webhookUrl }: { webhookUrl: string }): Promise<void> {
  const address = `${process.url}${new URL(webhookUrl).pathname}`;
  for (;;) {
    // refused for its missing secret when the connection is known, as an unknown address before
    const answer = await fetch(address, { method: 'POST', body: '{}' });
    await answer.arrayBuffer();
    if (answer.status !== 404) break;
    await sleep(20);
  }
  await sleep(1_000);
}
