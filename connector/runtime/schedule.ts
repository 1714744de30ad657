import { Cron } from 'croner';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Alone } from './alone.ts';

export interface ScheduleParts {
  /** names its place in the store */
  name: string;
  /** cron pattern, in UTC */
  pattern: string;
  store: Pick<Store, 'getSetting' | 'putSetting'>;
  alone: Alone;
  /** false = not all of it could be done: it is run again within an hour */
  run: () => Promise<boolean>;
  now: () => number;
  log: Pick<Log, 'error'>;
}

const lookEveryMs = 30_000;
const againMs = 60 * 60_000;

interface LastRun {
  at: string;
  isDone: boolean;
}

/** When a pattern is due next after an instant. Throws ITC_CONFIG_INVALID for text that is no pattern. */
export function nextRunAfter(pattern: string, afterMs: number): number {
  try {
    const next = new Cron(pattern, { timezone: 'UTC', paused: true }).nextRun(new Date(afterMs));
    if (next !== null) return next.getTime();
  } catch (cause) {
    throw new ConnectorError('ITC_CONFIG_INVALID', `"${pattern}" is no cron pattern.`, { cause });
  }
  return Infinity;
}

/** Runs work at set times. The last run is in the store, so that a time that passed while the server was off is made up for once. */
export function createSchedule({ name, pattern, store, alone, run, now, log }: ScheduleParts) {
  const setting = `schedule.${name}`;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<boolean> | null = null;

  const keep = (isDone: boolean): Promise<void> =>
    store.putSetting(setting, JSON.stringify({ at: new Date(now()).toISOString(), isDone } satisfies LastRun));

  const runIfDue = async (): Promise<boolean> => {
    const text = await store.getSetting(setting);
    if (text === null) {
      await keep(true);
      return false;
    }
    const last = JSON.parse(text) as LastRun;
    const lastMs = Date.parse(last.at);
    // the clock was set back: the next time counts from now
    if (lastMs - now() > againMs) {
      await keep(last.isDone);
      return false;
    }
    const dueMs = last.isDone
      ? nextRunAfter(pattern, lastMs)
      : Math.min(lastMs + againMs, nextRunAfter(pattern, lastMs));
    if (now() < dueMs) return false;
    await keep(false);
    await keep(await run());
    return true;
  };

  /** runs when it is due; answers whether it ran */
  const tick = (): Promise<boolean> => {
    let didRun = false;
    running ??= alone
      .run(setting, async () => {
        didRun = await runIfDue();
      })
      .then(() => didRun)
      .finally(() => {
        running = null;
      });
    return running;
  };
  const look = (): void => {
    tick().catch((error: unknown) => log.error('scheduled work failed', { error }));
  };

  return {
    tick,
    start(): void {
      look();
      timer = setInterval(look, lookEveryMs).unref();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await running?.catch(() => false);
    },
  };
}
