import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { writeProfiles } from '../../bench/bulk-rows.ts';
import { SandboxProcess } from '../../bench/sandbox-process.ts';
import { ServerProcess, freePort } from '../server/server-process.ts';

export interface BulkCrashReport {
  rows: number;
  kills: number;
  /** rows recorded when the process was killed */
  killedAt: number[];
  accepted: number;
  /** rows without a result */
  lost: number;
  /** rows with more than one result */
  twice: number;
  /** people that the sandbox holds */
  users: number;
  seconds: number;
  /** of these, from the kills until the server answered again */
  downSeconds: number;
  /** growth of the resident memory of the server over the run, the largest of all its lives, in MB */
  growthMb: number;
}

interface ShownRun {
  id: string;
  status: string;
  counts: { accepted: number; failed: number; skipped: number; unknown: number };
  error: unknown;
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

const sampled = 1000;

/** The people that the sandbox holds; of a large run a sample over all of it, for its state would not fit into one text. */
async function countPeople(url: string, rows: number): Promise<number> {
  if (rows <= 50_000) {
    const { users } = (await (await fetch(`${url}/sandbox/state`)).json()) as { users: { email?: string }[] };
    return users.filter(({ email }) => /^person\d+@example\.com$/.test(email ?? '')).length;
  }
  let missing = 0;
  for (let n = 0; n < sampled; n++) {
    const email = `person${String(Math.floor((n * rows) / sampled))}@example.com`;
    const answer = await fetch(`${url}/api/users/getByEmail?email=${email}`, {
      headers: { 'api-key': 'sandbox-server-key-0001' },
    });
    if (answer.status === 429) {
      await sleep(200);
      n -= 1;
      continue;
    }
    const { user } = (await answer.json()) as { user?: { email?: string } };
    if (user?.email !== email) missing += 1;
  }
  return rows - missing;
}

/** Runs a bulk upsert in a real server that is killed with SIGKILL on the way, then compares results, counts and sandbox. */
export async function runBulkCrash(options: {
  rows: number;
  kills: number;
  /** words of the sandbox's command line */
  sandbox: readonly string[];
  log?: (line: string) => void;
}): Promise<BulkCrashReport> {
  const { rows, kills, log = () => undefined } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'itc-bulk-crash-'));
  const source = join(dataDir, 'profiles.ndjson');
  await writeProfiles(source, rows);
  const sandbox = await SandboxProcess.start(options.sandbox);
  const server = new ServerProcess({ port: await freePort(), dataDir, token: 'itc_bulk_crash_token_0123456789' });
  let growthMb = 0;
  let baseMb = 0;
  const weigh = async (): Promise<void> => {
    const pid = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => '{"pid":0}')) as {
      pid: number;
    };
    const mb = await residentMb(pid.pid);
    if (baseMb === 0) baseMb = mb;
    growthMb = Math.max(growthMb, mb - baseMb);
  };
  try {
    await server.start();
    await server.api('POST', '/connections', {
      name: 'sandbox',
      apiKey: 'sandbox-server-key-0001',
      region: 'us',
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    const answer = await fetch(`${server.url}/api/v1/bulk/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer itc_bulk_crash_token_0123456789' },
      body: createReadStream(source) as unknown as string,
      duplex: 'half',
    } as RequestInit);
    const { file } = (await answer.json()) as { file: string };
    await weigh();
    const began = performance.now();
    const body = { action: 'bulk_upsert_users', connection: 'sandbox', file };
    const { run } = await server.api<{ run: ShownRun }>('POST', '/bulk', body);
    const show = (): Promise<ShownRun> => server.api<ShownRun>('GET', `/bulk/${run.id}`);
    const killedAt: number[] = [];
    let downSeconds = 0;
    for (let kill = 1; kill <= kills; kill++) {
      const target = Math.floor((rows * kill) / (kills + 1));
      for (;;) {
        const { counts, status, error } = await show();
        // before the state: a quick run may reach its end between two looks
        if (counts.accepted >= target) break;
        if (status !== 'queued' && status !== 'running') throw new Error(`${status}: ${JSON.stringify(error)}`);
        await weigh();
        await sleep(5);
      }
      const downFrom = performance.now();
      await server.kill();
      await server.start();
      downSeconds += (performance.now() - downFrom) / 1000;
      baseMb = 0;
      killedAt.push((await show()).counts.accepted);
      log(`kill ${String(kill)}: ${String(killedAt.at(-1))} rows recorded`);
    }
    let last = await show();
    while (last.status === 'queued' || last.status === 'running') {
      await weigh();
      await sleep(20);
      last = await show();
    }
    const seconds = (performance.now() - began) / 1000;
    if (last.status !== 'done') throw new Error(`${last.status}: ${JSON.stringify(last.error)}`);
    const results = await readFile(join(dataDir, 'bulk', run.id, 'results.ndjson'), 'utf8');
    const seen = new Uint8Array(rows + 1);
    for (const line of results.trimEnd().split('\n')) {
      const { row } = JSON.parse(line) as { row: number };
      seen[row] = Math.min(255, (seen[row] ?? 0) + 1);
    }
    const found = seen.subarray(1);
    return {
      rows,
      kills,
      killedAt,
      accepted: last.counts.accepted,
      lost: found.filter((count) => count === 0).length,
      twice: found.filter((count) => count > 1).length,
      users: await countPeople(sandbox.url, rows),
      seconds,
      downSeconds,
      growthMb,
    };
  } finally {
    await server.kill();
    await sandbox.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
