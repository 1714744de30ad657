import { recipeLimits } from '../../recipes/recipe-limits.ts';
import { natures, type Nature } from './declarations.ts';
import { weathers, type WeatherName } from './weather.ts';

export type Status = 'queued' | 'running' | 'waiting' | 'held' | 'succeeded' | 'failed' | 'discarded';

export interface ModelRecipe {
  eventName: string;
  isEnabled: boolean;
  steps: readonly Nature[];
}

export interface ModelEvent {
  id: string;
  /** number of the body: deliveries of one body are one event within the window */
  body: number;
  eventName: string;
  receivedAt: number;
  duplicateOf: readonly string[];
}

export interface ModelJob {
  id: string;
  event: string;
  recipe: string;
  steps: readonly Nature[];
  status: Status;
  /** the step that it stands at */
  cursor: number;
  /** attempts of each step */
  attempts: number[];
  /** those of them that the end of the process cut off */
  cutOffs: number[];
  /** how often Iterable did each step */
  done: number[];
  /** how often a person let a held step go out once more */
  released: number[];
  createdAt: number;
  endedAt: number | null;
  /** when it goes on; read from the engine, which draws it at random, once it is within `wait` */
  runAt: number | null;
  leastWaitMs: number;
}

export const maxAttempts = 3;
export const dayMs = 24 * 60 * 60_000;
export const dedupWindowMs = 7 * dayMs;
export const keepMs = 30 * dayMs;
const secretOverlapMs = 7 * dayMs;

const isRepeatable = (nature: Nature): boolean => natures[nature].effect === 'read' || natures[nature].idempotent;

/** What the engine should be like, without a store, a network, or two things at once. */
export class Model {
  now: number;
  weather: WeatherName = 'fair';
  readonly recipes = new Map<string, ModelRecipe>();
  readonly events = new Map<string, ModelEvent>();
  readonly jobs = new Map<string, ModelJob>();
  /** first deliveries that repetitions are measured against */
  deliveries: { body: number; event: string; at: number }[] = [];
  bodies = 0;
  /** end of the secret before the newest; null = there was none */
  previousSecretEnds: number | null = null;

  constructor(now: number) {
    this.now = now;
  }

  takesSecret(which: 'newest' | 'previous' | 'wrong'): boolean {
    if (which === 'previous') return this.previousSecretEnds !== null && this.previousSecretEnds > this.now;
    return which === 'newest';
  }

  rotateSecret(): void {
    this.previousSecretEnds = this.now + secretOverlapMs;
  }

  /** first deliveries that one of this body would repeat now; any of them may be named */
  firstsOf(body: number): string[] {
    const within = this.deliveries.filter((first) => first.body === body && this.now - first.at <= dedupWindowMs);
    return within.map(({ event }) => event);
  }

  /** names of the recipes that the event starts */
  receive(id: string, body: number, eventName: string): string[] {
    const duplicateOf = this.firstsOf(body);
    this.events.set(id, { id, body, eventName, receivedAt: this.now, duplicateOf });
    if (duplicateOf.length > 0) return [];
    this.deliveries.push({ body, event: id, at: this.now });
    return this.matching(eventName);
  }

  matching(eventName: string): string[] {
    return [...this.recipes].filter(([, one]) => one.isEnabled && one.eventName === eventName).map(([name]) => name);
  }

  /** @param copied the job whose recorded successes it keeps */
  addJob(id: string, event: string, recipe: string, steps: readonly Nature[], copied?: ModelJob): ModelJob {
    const none = steps.map(() => 0);
    const cursor = copied?.cursor ?? 0;
    const attempts = none.map((_, index) => (index < cursor ? copied!.attempts[index]! : 0));
    const counts = { attempts, cutOffs: [...none], done: [...none], released: [...none] };
    const job: ModelJob = { id, event, recipe, steps, cursor, ...counts, ...fresh, createdAt: this.now };
    this.jobs.set(id, job);
    return job;
  }

  /** everything that may run now runs until it ends, waits, is held or hangs */
  run(): void {
    for (const job of this.jobs.values()) {
      const isDue = job.status === 'waiting' && job.runAt !== null && job.runAt <= this.now;
      if (job.status === 'queued' || isDue) this.#advance(job);
    }
  }

  #advance(job: ModelJob): void {
    const { arrives, answer, ...asked } = weathers[this.weather] as (typeof weathers)['busy'];
    for (let nature = job.steps[job.cursor]; nature !== undefined; nature = job.steps[job.cursor]) {
      job.attempts[job.cursor]! += 1;
      if (arrives) job.done[job.cursor]! += 1;
      if ((answer as string) !== 'accepted') {
        this.#settle(job, nature, answer, asked.retryAfterMs ?? 0);
        return;
      }
      job.cursor += 1;
    }
    this.#end(job, 'succeeded');
  }

  #settle(job: ModelJob, nature: Nature, answer: string, retryAfterMs: number): void {
    if (answer === 'hangs') job.status = 'running';
    else if (answer === 'refused') this.#end(job, 'failed');
    else if (answer !== 'turned_away' && !isRepeatable(nature)) job.status = 'held';
    else if (this.#countedAttempts(job, nature) >= maxAttempts) this.#end(job, 'failed');
    else Object.assign(job, { status: 'waiting', runAt: null, leastWaitMs: Math.max(500, retryAfterMs) });
  }

  #countedAttempts(job: ModelJob, nature: Nature): number {
    return job.attempts[job.cursor]! - (isRepeatable(nature) ? job.cutOffs[job.cursor]! : 0);
  }

  #end(job: ModelJob, status: Status): void {
    job.status = status;
    job.endedAt = this.now;
  }

  /** calls under way come to nothing */
  breakConnections(): void {
    for (const job of this.jobs.values()) {
      if (job.status === 'running') this.#settle(job, job.steps[job.cursor]!, 'lost', 0);
    }
  }

  /** the process dies and another one starts */
  restart(): void {
    for (const job of this.jobs.values()) {
      if (job.status !== 'running') continue;
      if (!isRepeatable(job.steps[job.cursor]!)) {
        job.status = 'held';
        continue;
      }
      const cutOffs = (job.cutOffs[job.cursor]! += 1);
      if (cutOffs >= recipeLimits.cutOffs) this.#end(job, 'failed');
      else if (cutOffs <= recipeLimits.cutOffsAtOnce) job.status = 'queued';
      else Object.assign(job, { status: 'waiting', runAt: null, leastWaitMs: 500 });
    }
    this.forgetDeliveries();
  }

  release(job: ModelJob): void {
    job.status = 'queued';
    job.released[job.cursor]! += 1;
  }

  discard(job: ModelJob): void {
    this.#end(job, 'discarded');
  }

  forgetDeliveries(): void {
    this.deliveries = this.deliveries.filter(({ at }) => at >= this.now - dedupWindowMs);
  }

  /** what retention has to remove; `may` is what it is free to remove */
  expire(): { jobs: { must: string[]; may: string[] }; events: string[] } {
    const before = this.now - keepMs;
    const ended = [...this.jobs.values()].filter(({ endedAt }) => endedAt !== null && endedAt < before);
    const must = ended.filter(({ createdAt }) => createdAt < before).map(({ id }) => id);
    this.forgetDeliveries();
    const events = [...this.events.values()].filter(({ receivedAt }) => receivedAt < before).map(({ id }) => id);
    return { jobs: { must, may: ended.map(({ id }) => id) }, events };
  }
}

const fresh = { status: 'queued' as Status, endedAt: null, runAt: null, leastWaitMs: 0 };
