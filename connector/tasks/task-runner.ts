import type { Readable } from 'node:stream';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import { actionCalls } from '../../recipes/action-calls.ts';
import type { Effect } from '../define.ts';
import { isErasureTask } from '../erasure/erasure-task.ts';
import { importFaults } from '../imports/import-faults.ts';
import { importStep, isImport, type ImportOrder, type ImportParts } from '../imports/import-step.ts';
import type { Log } from '../log.ts';
import type { Store, TaskRecord } from '../store/store.ts';
import { countItems, planStep, type JobOrder, type PlanParts, type TaskOrder } from './plan-step.ts';

// so many jobs of a task may wait at a time: what arrives meanwhile is not queued behind all of it
const maxQueued = 100;
const pauseMs = 200;
const brokenStoreMs = 5_000;
const fileKeptMs = 24 * 60 * 60 * 1_000;
const maxImportBytes = 1_000_000_000;

export interface TaskRunnerParts extends PlanParts {
  store: PlanParts['store'] &
    Pick<
      Store,
      'addTask' | 'getTask' | 'listTasks' | 'advanceTask' | 'moveTask' | 'endTask' | 'countTaskJobs' | 'cancelErasures'
    >;
  imports: ImportParts;
  /** lets the runner of erasures look at what is due */
  wakeErasures: () => void;
  /** null where no action has this name or its effect depends on the input */
  effectOf: (action: string) => Effect | null;
  newId: (prefix: 'job' | 'task') => string;
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  log: Log;
  onJobs: () => void;
}

/** What an order would do, before anything is done. */
export interface TaskEstimate {
  /** events or jobs that are looked at */
  items: number;
  /** recipes that the first items start, with the actions in them that send messages to people */
  recipes: { recipe: string; sends: string[] }[];
}

/** Long work: estimated, run in the background, paused, cancelled, taken up again after a restart. */
export interface TaskRunner {
  /** Throws ITC_RECIPE_UNKNOWN */
  estimate(order: JobOrder): Promise<TaskEstimate>;
  /** Throws ITC_RECIPE_UNKNOWN; for an import ITC_BULK_UNKNOWN and ITC_BULK_TOO_LARGE */
  start(order: TaskOrder): Promise<TaskRecord>;
  /** The step under way still ends. Throws ITC_TASK_UNKNOWN, ITC_TASK_STATE */
  pause(id: string): Promise<TaskRecord>;
  /** Throws ITC_TASK_UNKNOWN, ITC_TASK_STATE */
  unpause(id: string): Promise<TaskRecord>;
  /** Jobs that were started, rows that were taken and people whom Iterable was asked to erase stay. Throws ITC_TASK_UNKNOWN, ITC_TASK_STATE */
  cancel(id: string): Promise<TaskRecord>;
  /** The rows that an import did not take, as CSV; none of another task. Throws ITC_TASK_UNKNOWN */
  faults(id: string): Promise<Readable>;
  /** goes on with the tasks that the last process left running, and with those that are left later on, by other processes or by a fault of the store, looked for so often */
  resume(everyMs?: number): Promise<void>;
  /** lets the step under way finish */
  close(): Promise<void>;
}

function orderOf({ kind, input }: Pick<TaskRecord, 'kind' | 'input'>): TaskOrder {
  return { kind, ...input } as unknown as TaskOrder;
}

/** Sets the end of an order that has none, so that it does not run after the jobs and events that come while it runs. */
function bounded(order: TaskOrder, now: string): TaskOrder {
  if (isImport(order)) return { ...order, at: now };
  switch (order.kind) {
    case 'bulk_replay':
      return { ...order, events: { ...order.events, to: order.events.to ?? now } };
    case 'replay_missing':
      return { ...order, to: order.to ?? now };
    default:
      return { ...order, jobs: { ...order.jobs, to: order.jobs.to ?? now } } as TaskOrder;
  }
}

export function createTaskRunner(parts: TaskRunnerParts): TaskRunner {
  const { store, log, now, sleep } = parts;
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  let looking: NodeJS.Timeout | undefined;
  const pause = (ms: number): Promise<void> => sleep(ms, stopping.signal).catch(() => undefined);

  /** the file of a dry run is wanted once more, for the import itself */
  const forget = async (order: ImportOrder): Promise<void> => {
    if (!order.isDry) await parts.imports.files.removeUpload(order.file);
  };
  const sizeOf = async (order: TaskOrder): Promise<number> => {
    if (!isImport(order)) return countItems(order, parts);
    const { files } = parts.imports;
    const bytes = await files.bytes(await files.upload(order.file));
    if (bytes <= maxImportBytes) return bytes;
    throw new ConnectorError('ITC_BULK_TOO_LARGE', `An import takes files of up to ${maxImportBytes / 1e6} MB.`, {
      hint: 'Split the file.',
    });
  };

  const step = async (id: string): Promise<'next' | 'wait' | 'end'> => {
    const task = await store.getTask(id);
    if (task?.status !== 'running') return 'end';
    const order = orderOf(task);
    if (isImport(order)) {
      const taken = await importStep(task, order, parts.imports);
      const goesOn = await store.advanceTask(id, taken);
      if (taken.cursor === null) await forget(order);
      return goesOn && taken.cursor !== null ? 'next' : 'end';
    }
    if ((await store.countTaskJobs(id)).queued >= maxQueued) return 'wait';
    const planned = await planStep(order, task.cursor, parts);
    if (!(await store.advanceTask(id, planned))) return 'end';
    if (planned.jobs.length > 0) parts.onJobs();
    return planned.cursor === null ? 'end' : 'next';
  };

  const run = async (id: string): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const went = await step(id);
        if (went === 'end') return;
        if (went === 'wait') await pause(pauseMs);
      } catch (cause) {
        if (stopping.signal.aborted) return;
        if (cause instanceof ConnectorError && cause.code === 'ITC_STORE_UNAVAILABLE') {
          await pause(brokenStoreMs);
          continue;
        }
        log.error('a task failed', { task: id, error: cause });
        const error =
          cause instanceof ConnectorError ? cause : new ConnectorError('ITC_INTERNAL', undefined, { cause });
        await store.endTask(id, 'failed', error.toJSON()).catch(() => undefined);
        return;
      }
    }
  };
  const launch = (id: string): void => {
    if (running.has(id)) return;
    running.set(
      id,
      run(id).finally(() => running.delete(id)),
    );
  };

  const taskAfter = async (id: string, isChanged: boolean, rule: string): Promise<TaskRecord> => {
    const task = await store.getTask(id);
    if (task === null) throw new ConnectorError('ITC_TASK_UNKNOWN');
    if (!isChanged) throw new ConnectorError('ITC_TASK_STATE', `The task is ${task.status}; ${rule}.`);
    return task;
  };

  /** An import runs where its file is; one that nobody moved on for the time that a file is kept ends by an error. */
  const isForHere = async (task: TaskRecord): Promise<boolean> => {
    const order = orderOf(task);
    if (!isImport(order) || now() - Date.parse(task.updatedAt) > fileKeptMs) return true;
    return parts.imports.files.upload(order.file).then(
      () => true,
      () => false,
    );
  };

  const takeUp = async (untouchedSinceMs: number): Promise<void> => {
    let cursor: string | null = null;
    do {
      const page = await store.listTasks({ status: 'running', ...(cursor === null ? {} : { cursor }) });
      for (const task of page.items) {
        if (isErasureTask(task)) continue;
        if (Date.parse(task.updatedAt) <= untouchedSinceMs && (await isForHere(task))) launch(task.id);
      }
      cursor = page.next;
    } while (cursor !== null);
  };

  return {
    async estimate(order) {
      const items = await countItems(order, parts);
      const { jobs } = await planStep(order, null, parts);
      const names = [...new Set(jobs.map(({ recipe }) => recipe))];
      const recipes = await Promise.all(
        names.map(async (recipe) => {
          const actions = actionCalls((await store.getRecipe(recipe))?.document.steps ?? []).map(({ use }) => use);
          return { recipe, sends: [...new Set(actions)].filter((action) => parts.effectOf(action) === 'send') };
        }),
      );
      return { items, recipes };
    },
    async start(order) {
      const asked = bounded(order, new Date(now()).toISOString());
      const { kind, ...input } = asked;
      const total = await sizeOf(asked);
      const id = parts.newId('task');
      try {
        return await store.addTask({ id, kind, input: JSON.parse(JSON.stringify(input)) as JsonObject, total });
      } finally {
        // an addition that failed may be in the store all the same; where it is not, the run ends at once
        launch(id);
      }
    },
    pause: async (id) => taskAfter(id, await store.moveTask(id, 'running', 'paused'), 'only a running one is paused'),
    async unpause(id) {
      const task = await taskAfter(id, await store.moveTask(id, 'paused', 'running'), 'only a paused one goes on');
      if (isErasureTask(task)) {
        parts.wakeErasures();
        return task;
      }
      // a step that was under way at the pause ends first
      void (running.get(id) ?? Promise.resolve()).then(async () => {
        if (!stopping.signal.aborted && (await isForHere(task))) launch(id);
      });
      return task;
    },
    async cancel(id) {
      const before = await store.getTask(id);
      const isErasure = before !== null && isErasureTask(before);
      const hasEnded = await (isErasure ? store.cancelErasures(id) : store.endTask(id, 'cancelled', null));
      const task = await taskAfter(id, hasEnded, 'only a running or paused one stops');
      if (isErasure) {
        // who was begun before a pause goes on
        parts.wakeErasures();
        return task;
      }
      const order = orderOf(task);
      if (!isImport(order)) return task;
      // a step that was under way still reads the file, and notes what it did
      await running.get(id);
      await forget(order);
      return (await store.getTask(id)) ?? task;
    },
    async faults(id) {
      if ((await store.getTask(id)) === null) throw new ConnectorError('ITC_TASK_UNKNOWN');
      return importFaults(id, parts.imports.files);
    },
    async resume(everyMs) {
      await takeUp(now());
      if (everyMs === undefined) return;
      // what nobody has moved on for so long belongs to a process that is gone, or the store failed as it was moved; should two be at it after all, only one of them writes a step
      const look = (): void => {
        takeUp(now() - everyMs).catch((error: unknown) => log.error('tasks were not looked for', { error }));
      };
      looking = setInterval(look, everyMs).unref();
    },
    async close() {
      clearInterval(looking);
      stopping.abort();
      await Promise.all(running.values());
    },
  };
}
