import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runCrash, type CrashReport } from '../crash/crash-run.ts';
import { seededRandom } from '../seeded-random.ts';
import { mainScript } from '../server/server-process.ts';
import { cutPower, damages, type Cut, type Damage } from './cut-power.ts';

const watcher = new URL('./watch-sync.js', import.meta.url).href;

export interface PowerCutReport {
  cuts: Cut[];
  /** what the servers on the copies made of it, one after the other */
  whole: CrashReport;
}

/** Sends events to a real server process while its power is cut again and again; each copy goes on where the one before was cut. */
export async function runPowerCuts(options: {
  events: number;
  cuts: number;
  seed: number;
  log?: (line: string) => void;
}): Promise<PowerCutReport> {
  const { events, seed, log = () => undefined } = options;
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'itc-synced-'));
  const syncedFile = join(folder, 'synced');
  const cuts: Cut[] = [];
  try {
    const whole = await runCrash({
      events,
      kills: options.cuts,
      seed,
      settings: { env: { ITC_SYNCED_FILE: syncedFile }, run: ['--import', watcher, mainScript] },
      log,
      async strike(server, ackedIds) {
        const damage = damages[cuts.length % damages.length] as Damage;
        const cut = await cutPower(server, ackedIds, { damage, random, syncedFile });
        log(JSON.stringify(cut));
        cuts.push(cut);
      },
    });
    return { cuts, whole };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
