import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox } from '../../sandbox/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { ServerProcess, freePort, type ServerSettings } from '../server/server-process.ts';
import { crashEvent, judge, switchOn, type EventRow, type JobRow, type Verdict } from './crash-oracle.ts';

export interface CrashReport extends Verdict {
  events: number;
  kills: number;
  seed: number;
  acked: number;
  retries: number;
  seconds: number;
}

const killAndStart = async (server: ServerProcess): Promise<void> => {
  await server.kill();
  await server.start();
};

/**
 * Sends events to a real server process while it is killed with SIGKILL or struck in another way, then compares what was acknowledged with what is stored,
 * what ran and what reached the sandbox.
 */
export async function runCrash(options: {
  events: number;
  kills: number;
  seed: number;
  /** what happens to the server each time; it runs again afterwards. Default: SIGKILL and a start */
  strike?: (server: ServerProcess, ackedIds: ReadonlyMap<string, string>) => Promise<void>;
  settings?: Pick<ServerSettings, 'env' | 'run'>;
  log?: (line: string) => void;
}): Promise<CrashReport> {
  const began = Date.now();
  const random = seededRandom(options.seed);
  const { log = () => undefined, strike = killAndStart, settings = {} } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'itc-crash-'));
  const sandbox = await startSandbox({ limits: false });
  const token = 'itc_crash_test_token_0123456789';
  const server = new ServerProcess({ port: await freePort(), dataDir, token, ...settings });
  try {
    await server.start();
    const connection = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'sandbox',
      apiKey: 'sandbox-server-key-0001',
      region: 'us',
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    const campaigns = await server.api<{ items: { value: number }[] }>(
      'GET',
      '/picklists/campaigns?connection=sandbox&medium=SMS&type=Triggered&state=Running',
    );
    const campaignId = campaigns.items[0]?.value;
    if (campaignId === undefined) throw new Error('the sandbox has no running triggered SMS campaign');
    await switchOn(server, campaignId, options.events);
    const hook = new URL(connection.webhookUrl).pathname;

    let next = 0;
    let acked = 0;
    let retries = 0;
    let stopped = false;
    const ackedIds = new Map<string, string>();

    const sendAll = async (): Promise<void> => {
      while (next < options.events && !stopped) {
        const n = next++;
        const body = crashEvent(n);
        for (;;) {
          try {
            const answer = await fetch(`${server.url}${hook}`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'x-itc-secret': connection.secret },
              body,
              signal: AbortSignal.timeout(5000),
            });
            if (answer.status === 200) {
              const { id } = (await answer.json()) as { id: string };
              ackedIds.set(`n${String(n)}`, id);
              acked++;
              break;
            }
            if (answer.status < 500 && answer.status !== 429)
              throw Object.assign(new Error(await answer.text()), { fatal: true });
          } catch (error) {
            if ((error as { fatal?: boolean }).fatal === true) {
              stopped = true;
              throw error;
            }
          }
          retries++;
          await new Promise((resolve) => setTimeout(resolve, 20 + random() * 80));
        }
      }
    };

    const senders = Promise.all(Array.from({ length: 32 }, sendAll));
    let kills = 0;
    const killer = (async () => {
      for (let k = 1; k <= options.kills && !stopped; k++) {
        // kills are spread over the run by progress, so that a quick machine gets as many in mid-traffic as a slow one
        const target = Math.floor((options.events * k) / (options.kills + 1));
        while (acked < target && !stopped) await new Promise((resolve) => setTimeout(resolve, 2));
        await new Promise((resolve) => setTimeout(resolve, random() * 40));
        await strike(server, ackedIds);
        kills++;
        log(`kill ${String(kills)}/${String(options.kills)}, acknowledged ${String(acked)}`);
      }
    })();
    await Promise.all([senders, killer]);

    const settleBy = Date.now() + 60_000 + options.events * 20;
    let jobs: JobRow[] = [];
    for (;;) {
      let open = 0;
      for (const status of ['queued', 'running', 'waiting']) {
        open += (await server.api<{ items: JobRow[] }>('GET', `/jobs?status=${status}&limit=1`)).items.length;
      }
      if (open === 0 || Date.now() > settleBy) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    jobs = await server.all<JobRow>('/jobs');
    const events = await server.all<EventRow>('/events');
    return {
      events: options.events,
      kills,
      seed: options.seed,
      acked,
      retries,
      ...judge({ events, jobs, ackedIds }, sandbox),
      seconds: (Date.now() - began) / 1000,
    };
  } finally {
    await server.kill();
    await sandbox.close();
    for (const folder of new Set([dataDir, server.dataDir])) await rm(folder, { recursive: true, force: true });
  }
}
