import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { actions, picklists } from '../../actions/index.ts';
import type { Outcome } from '../../connector/define.ts';
import type { ActionResult } from '../../connector/iterable/action-result.ts';
import type { JobPorts, StepCall } from '../../connector/jobs/job-ports.ts';
import { runJob } from '../../connector/jobs/run-job.ts';
import { createLog } from '../../connector/log.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import type { NewEvent } from '../../connector/store/store.ts';
import { newId } from '../../connector/store/new-id.ts';
import type { Step } from '../../recipes/recipe.ts';
import { triggers } from '../../triggers/index.ts';

const registry = loadRegistry({ actions, triggers, picklists });

/** Thrown by a port to stand for the end of the process at that point. */
export class ProcessEnd extends Error {}

export const result = (outcome: Outcome, more: Partial<ActionResult> = {}): ActionResult => ({
  outcome,
  output: { code: outcome },
  items: null,
  error: null,
  exchanges: [],
  retryAfterMs: null,
  ...more,
});

/** A store on disk with one recipe, events for it, and a runner with a scripted outside. */
export class JobHouse {
  private readonly folder = mkdtempSync(join(tmpdir(), 'itc-jobs-'));
  private opened: SqliteStore | null = null;
  /** milliseconds since the epoch */
  clock = Date.parse('2031-02-03T04:05:06Z');
  calls: StepCall[] = [];
  responses: unknown[] = [];
  answer: (call: StepCall) => ActionResult | Promise<ActionResult> = () => result('success');

  get store(): SqliteStore {
    if (this.opened === null) throw new Error('the store is closed');
    return this.opened;
  }

  async open(): Promise<this> {
    this.opened = await openSqliteStore({ file: join(this.folder, 'jobs.db'), now: () => this.clock });
    return this;
  }

  /** What a new process does: opens the store and takes back what was running. */
  async restart(): Promise<void> {
    await this.opened?.close();
    await this.open();
    await this.store.reclaimJobs(this.iso(), true);
  }

  async end(): Promise<void> {
    await this.opened?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  iso(offsetMs = 0): string {
    return new Date(this.clock + offsetMs).toISOString();
  }

  async recipe(steps: Step[]): Promise<{ recipeId: string }> {
    const before = await this.store.getRecipe('tested');
    const saved = await this.store.saveRecipe(
      {
        id: newId('rec'),
        name: 'tested',
        enabled: true,
        connectionId: 'con_1',
        journeyToken: 'jk_1',
        document: {
          name: 'tested',
          connection: 'main',
          trigger: { use: 'new_object', with: { eventName: 'emailOpen' } },
          steps,
        },
      },
      before?.version ?? null,
      this.iso(),
    );
    return { recipeId: saved.id };
  }

  newEvent(recipeId: string, more: Partial<NewEvent> = {}): NewEvent {
    const id = newId('evt');
    return {
      id,
      connectionId: 'con_1',
      connection: 'main',
      kind: 'system_webhook',
      eventName: 'emailOpen',
      workflowId: null,
      receivedAt: this.iso(),
      deliveryKey: id,
      dedupWindowMs: 3_600_000,
      method: 'POST',
      contentType: 'application/json',
      headers: {},
      query: '',
      body: Buffer.from('{"email":"ada@example.com","eventName":"emailOpen","dataFields":{"list":[1,2,3]}}'),
      jobs: [{ id: newId('job'), recipeId, recipe: 'tested', version: 1 }],
      ...more,
    };
  }

  /** Stores one event for these steps and answers the id of its job. */
  async start(steps: Step[]): Promise<string> {
    const { recipeId } = await this.recipe(steps);
    const { jobs } = await this.store.appendEvent(this.newEvent(recipeId));
    return jobs[0] ?? '';
  }

  ports(over: Partial<JobPorts> = {}): JobPorts {
    return {
      store: this.store,
      findAction: registry.findAction,
      inputSchemaOf: () => undefined,
      runAction: async (call) => {
        this.calls.push(call);
        return this.answer(call);
      },
      respond: (_event, answer) => {
        this.responses.push(answer);
      },
      now: () => this.clock,
      random: () => 0.5,
      log: createLog('silent'),
      ...over,
    };
  }

  /** Claims what is due and runs it. */
  async work(over: Partial<JobPorts> = {}): Promise<number> {
    const claimed = await this.store.claimJobs(10, this.iso(), this.iso(30_000));
    for (const job of claimed) await runJob(job, this.ports(over));
    return claimed.length;
  }

  async job(id: string): Promise<NonNullable<Awaited<ReturnType<SqliteStore['getJob']>>>> {
    const job = await this.store.getJob(id);
    if (job === null) throw new Error(`no job ${id}`);
    return job;
  }
}
