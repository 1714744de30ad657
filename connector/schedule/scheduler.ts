import { hash } from 'node:crypto';

import type { JsonObject } from '../../errors/json.ts';
import type { Log } from '../log.ts';
import type { Registry } from '../registry.ts';
import type { RecipeRecord, Store } from '../store/store.ts';
import { dueTime, nextDue, type ScheduleConfig } from './due-times.ts';

/** how soon a recipe that was switched on is seen, and how often the clock is compared where it jumps */
const longestSleepMs = 15_000;

export interface SchedulerParts {
  store: Pick<Store, 'listRecipes' | 'getSetting' | 'putSetting' | 'appendEvent'>;
  registry: Pick<Registry, 'findTrigger'>;
  newId: (prefix: string) => string;
  now: () => number;
  log: Pick<Log, 'error'>;
  /** told after an event with a job is on disk */
  onJobs: () => void;
  /** how long a due time is remembered as delivered */
  dedupWindowMs: number;
}

type Schedule = ScheduleConfig & { values?: JsonObject };

/** Starts recipes at their times. Each due time makes one event and one job ever, whoever finds it due, and after a crash too. */
export interface Scheduler {
  /** looks once at all schedules; answers when the next one is due, epoch milliseconds, null = none */
  tick(): Promise<number | null>;
  start(): void;
  stop(): Promise<void>;
}

export function createScheduler({
  store,
  registry,
  newId,
  now,
  log,
  onJobs,
  dedupWindowMs,
}: SchedulerParts): Scheduler {
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<unknown> = Promise.resolve();
  let isStopped = true;

  const scheduleOf = ({ document: { trigger } }: RecipeRecord): Schedule | null => {
    const declared = registry.findTrigger(trigger.use);
    const config = declared?.source === 'schedule' ? declared.config.safeParse(trigger.with) : undefined;
    return config?.success === true ? (config.data as Schedule) : null;
  };

  /** the event of a due time, with its job; the identity is the due time, so a second one is a duplicate */
  const run = async (recipe: RecipeRecord, schedule: Schedule, atMs: number, missed: number): Promise<void> => {
    const dueAt = new Date(atMs).toISOString();
    const payload = { dueAt, missed, values: schedule.values ?? {} };
    const { jobs } = await store.appendEvent({
      id: newId('evt'),
      connectionId: recipe.connectionId,
      connection: recipe.document.connection,
      kind: 'schedule',
      eventName: 'run',
      workflowId: null,
      receivedAt: new Date(now()).toISOString(),
      deliveryKey: hash('sha256', JSON.stringify(['schedule', recipe.id, dueAt]), 'hex'),
      dedupWindowMs,
      method: 'POST',
      contentType: 'application/json',
      headers: {},
      query: '',
      recipeId: recipe.id,
      body: Buffer.from(JSON.stringify(payload)),
      jobs: [{ id: newId('job'), recipeId: recipe.id, recipe: recipe.name, version: recipe.version }],
    });
    if (jobs.length > 0) onJobs();
  };

  const look = async (recipe: RecipeRecord, schedule: Schedule): Promise<void> => {
    const place = `schedule:${recipe.id}`;
    const last = await store.getSetting(place);
    // the times before a schedule was first seen are not missed
    if (last === null) return store.putSetting(place, new Date(now()).toISOString());
    // the clock was set back: what is due again until then is known by its identity, and must not be waited for
    if (Date.parse(last) > now()) return store.putSetting(place, new Date(now()).toISOString());
    const due = dueTime(schedule, Date.parse(last), now());
    if (due === null) return;
    // a recipe that is off lets its times pass, and does not make up for them later
    if (recipe.enabled && due.runs) await run(recipe, schedule, due.atMs, due.missed);
    await store.putSetting(place, new Date(due.atMs).toISOString());
  };

  const tick = async (): Promise<number | null> => {
    let next: number | null = null;
    for (const recipe of await store.listRecipes()) {
      const schedule = scheduleOf(recipe);
      if (schedule === null) continue;
      await look(recipe, schedule);
      const due = nextDue(schedule, now());
      if (due !== null && recipe.enabled) next = Math.min(next ?? due, due);
    }
    return next;
  };

  const loop = async (): Promise<void> => {
    let next: number | null = null;
    try {
      next = await tick();
    } catch (error) {
      log.error('schedules could not be looked at', { error });
    }
    if (isStopped) return;
    const waitMs = Math.min(Math.max((next ?? Infinity) - now(), 0), longestSleepMs);
    timer = setTimeout(() => {
      ticking = loop();
    }, waitMs).unref();
  };

  return {
    tick,
    start() {
      isStopped = false;
      ticking = loop();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await ticking;
    },
  };
}
