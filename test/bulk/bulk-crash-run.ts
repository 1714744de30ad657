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
  /** people that Iterable's stand-in holds */
  users: number;
  seconds: number;
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
    const pid = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => '{"pid":0}')) as { pid: number };
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
    for (let kill = 1; kill <= kills; kill++) {
      const target = Math.floor((rows * kill) / (kills + 1));
      for (;;) {
        const { counts, status, error } = await show();
        if (status !== 'queued' && status !== 'running') throw new Error(`${status}: ${JSON.stringify(error)}`);
        if (counts.accepted >= target) break;
        await weigh();
        await sleep(5);
      }
      await server.kill();
      await server.start();
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
    // the last person was written, and the sandbox counts all of them in its state
    const state = (await (await fetch(`${sandbox.url}/sandbox/state`)).json()) as { users: { email?: string }[] };
    return {
      rows,
      kills,
      killedAt,
      accepted: last.counts.accepted,
      lost: found.filter((count) => count === 0).length,
      twice: found.filter((count) => count > 1).length,
      users: state.users.filter(({ email }) => /^person\d+@example\.com$/.test(email ?? '')).length,
      seconds,
      growthMb,
    };
  } finally {
    await server.kill();
    await sandbox.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
