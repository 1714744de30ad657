import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { fillStore } from '../../bench/growth-fill.ts';
import { isAcked } from './answers.ts';
import { startLoadWorld, switchOnRecipe, type LoadWorld } from './load-world.ts';
import { heldOr, seconds, thousands, type Measured } from './part.ts';
import { beginSending } from './send-at-rate.ts';

const goalMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;
const itcScript = fileURLToPath(new URL('../../dist/connector/cli/itc.js', import.meta.url));

/** Runs `itc` on a data folder; answers how long it took, in milliseconds. */
async function itc(dataDir: string, ...words: string[]): Promise<number> {
  const began = performance.now();
  const env = { PATH: process.env.PATH ?? '', ITC_DATA_DIR: dataDir };
  await promisify(execFile)(process.execPath, [itcScript, ...words], { env });
  return performance.now() - began;
}

/** Events of the last days and of today. */
async function countOfWeek({ server }: LoadWorld): Promise<number> {
  const from = new Date(Date.now() - 8 * dayMs).toISOString();
  const { buckets } = await server.api<{ buckets: { received: number }[] }>(
    'GET',
    `/statistics/events?from=${from}&bucketMs=${String(dayMs)}&buckets=9`,
  );
  return buckets.reduce((sum, { received }) => sum + received, 0);
}

/** A backup is made under a constant rate, the machine is lost, and a server starts elsewhere from the backup: what was acknowledged before it is there. */
export async function measureRestore({ events, rate }: { events: number; rate: number }): Promise<Measured> {
  const world = await startLoadWorld();
  const place = await mkdtemp(join(tmpdir(), 'itc-restore-'));
  try {
    const { server } = world;
    await switchOnRecipe(world, [{ id: 'end', stop: { as: 'stopped' } }]);
    await server.kill('SIGTERM');
    fillStore(join(server.dataDir, 'connector.db'), events, 'load', Date.now());
    await server.start();

    const sentFrom = Date.now();
    const phases = [{ perSecond: rate, seconds: 4 }];
    const sending = await beginSending({ ...world.hook, mark: 'restore', phases });
    await sleep(2_000);
    const [backup, elsewhere] = [join(place, 'connector.backup'), join(place, 'elsewhere')];
    const backupAt = Date.now();
    const backupMs = await itc(server.dataDir, 'backup', backup, '--with-key');
    const { answers } = await sending.sent;
    await server.kill();

    server.moveTo(elsewhere);
    const restoreMs = await itc(elsewhere, 'restore', backup);
    const began = performance.now();
    await server.start();
    const startMs = performance.now() - began;
    const before = answers.filter((answer) => isAcked(answer) && answer.at + answer.ms < backupAt);
    const since = new Date(sentFrom - 1_000).toISOString();
    const stored = new Set((await server.all<{ id: string }>(`/events?from=${since}`)).map(({ id }) => id));
    const lost = before.filter(({ id }) => !stored.has(id ?? '')).length;
    const lostOld = Math.max(0, events - ((await countOfWeek(world)) - stored.size));
    const awayMs = restoreMs + startMs;
    return {
      goal: 'G33',
      title: `events acknowledged before a backup of ${thousands(events)} events and more, made at ${thousands(rate)} webhooks/s, that a server started from it elsewhere does not have`,
      told: `${thousands((await stat(backup)).size / 1e6)} MB; backup and its check ${seconds(backupMs)}; restored in ${seconds(restoreMs)} and started in ${seconds(startMs)} (together ${seconds(goalMs)} ${heldOr(awayMs <= goalMs)})`,
      tried: events + before.length,
      failed: lost + lostOld,
    };
  } finally {
    await world.close();
    await rm(place, { recursive: true, force: true });
  }
}
