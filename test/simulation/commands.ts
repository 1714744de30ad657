import assert from 'node:assert/strict';

import fc from 'fast-check';

import { ConnectorError } from '../../errors/connector-error.ts';
import { natureNames, type Nature } from './declarations.ts';
import { dayMs, keepMs, type Model, type ModelEvent, type ModelJob, type Status } from './model.ts';
import { weathers, type WeatherName } from './weather.ts';
import type { World } from './world.ts';

type Command = fc.AsyncCommand<Model, World>;

/** counts what was really executed */
export const executed = { commands: 0, kills: 0 };

export const recipeEvents = { first: 'smsReceived', second: 'smsReceived', third: 'emailClick' } as const;
const eventNames = [...new Set(Object.values(recipeEvents))];
const ended: readonly Status[] = ['succeeded', 'failed', 'discarded'];
// the worker runs 50 jobs at once, and a call that hangs keeps its place
const mostRunning = 40;

const iso = (ms: number): string => new Date(ms).toISOString();
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!;
const runningJobs = (model: Pick<Model, 'jobs'>): number =>
  [...model.jobs.values()].filter(({ status }) => status === 'running').length;
const jobsIn = (model: Pick<Model, 'jobs'>, statuses: readonly Status[]): ModelJob[] =>
  [...model.jobs.values()].filter(({ status }) => statuses.includes(status));

/** Everything that may run runs, in the engine and in the model; then they are compared. */
async function runAndCompare(model: Model, world: World): Promise<void> {
  await world.settle();
  model.run();
  await compare(model, world);
}

/** @throws where engine and model differ, or a promise is broken */
export async function compare(model: Model, world: World): Promise<void> {
  const records = await world.jobs();
  const real = new Map(records.map((record) => [record.id, record]));
  assert.deepEqual([...real.keys()].sort(), [...model.jobs.keys()].sort());
  for (const job of model.jobs.values()) {
    const { status, runAt } = real.get(job.id)!;
    const done = job.steps.map((_, index) => world.iterable.done.get(`${job.id} s${index}`) ?? 0);
    assert.deepEqual({ job: job.id, status, done }, { job: job.id, status: job.status, done: job.done });
    if (status === 'waiting' && job.runAt === null) {
      job.runAt = Date.parse(runAt ?? '');
      const waitMs = job.runAt - model.now;
      assert.ok(waitMs >= job.leastWaitMs && waitMs <= 15 * 60_000, `waits ${waitMs} ms`);
    }
    // the promise itself, whatever the model says: no message goes out twice that a person did not let go
    for (const [index, nature] of job.steps.entries()) {
      if (nature === 'send' || nature === 'append') assert.ok(done[index]! <= 1 + job.released[index]!);
    }
  }
  const { items } = await world.runtime.store.listEvents({ limit: 500 });
  // a list of this realm: the store's may be made in the one of the process
  assert.deepEqual([...items].map(({ id }) => id).sort(), [...model.events.keys()].sort());
}

/** The attempts on record are the attempts that were made. */
export async function compareLedgers(model: Model, world: World): Promise<void> {
  for (const job of model.jobs.values()) {
    const ledger = (await world.runtime.store.getJob(job.id))?.ledger ?? [];
    const attempts = job.steps.map((_, index) =>
      ledger.filter(({ path }) => path === `s${index}`).reduce((most, { attempt }) => Math.max(most, attempt), 0),
    );
    assert.deepEqual({ job: job.id, attempts }, { job: job.id, attempts: job.attempts });
    const successes = ledger.filter(({ outcome }) => outcome === 'success').length;
    assert.deepEqual({ job: job.id, successes }, { job: job.id, successes: job.cursor });
  }
}

async function takeAnswer(model: Model, world: World, text: string, body: number, eventName: string): Promise<void> {
  const { id, duplicateOf } = JSON.parse(text) as { id: string; duplicateOf?: string };
  const started = model.receive(id, body, eventName);
  const firsts = model.events.get(id)!.duplicateOf;
  if (firsts.length === 0) assert.equal(duplicateOf, undefined);
  else assert.ok(firsts.includes(duplicateOf ?? ''), 'a repeated delivery names no first one');
  await takeJobs(model, world, (await world.runtime.store.getEvent(id))?.jobs ?? [], id, started);
}

/** The jobs that were really made stand for those that should have been. */
async function takeJobs(model: Model, world: World, ids: string[], event: string, recipes: string[]): Promise<void> {
  const made = await Promise.all(ids.map(async (id) => (await world.runtime.store.getJob(id))!));
  assert.deepEqual(made.map(({ recipe }) => recipe).sort(), [...recipes].sort());
  for (const { id, recipe } of made) model.addJob(id, event, recipe, model.recipes.get(recipe)!.steps);
}

abstract class Counted implements Command {
  check(model: Readonly<Model>): boolean {
    return runningJobs(model) < mostRunning;
  }
  async run(model: Model, world: World): Promise<void> {
    executed.commands += 1;
    await this.act(model, world);
    await runAndCompare(model, world);
  }
  abstract act(model: Model, world: World): Promise<void>;
  abstract toString(): string;
}

type Secret = 'newest' | 'previous' | 'wrong';

class Receive extends Counted {
  constructor(
    readonly eventName: string,
    readonly secret: Secret,
    readonly isKilled: boolean,
  ) {
    super();
  }
  async act(model: Model, world: World): Promise<void> {
    const body = model.bodies++;
    await deliver(model, world, { body, eventName: this.eventName, secret: this.secret, isKilled: this.isKilled });
  }
  toString = () => `receive ${this.eventName} (${this.secret} secret)${this.isKilled ? ' and die at the answer' : ''}`;
}

class Duplicate extends Counted {
  constructor(readonly at: number) {
    super();
  }
  override check(model: Readonly<Model>): boolean {
    return super.check(model) && model.events.size > 0;
  }
  async act(model: Model, world: World): Promise<void> {
    const { body, eventName }: ModelEvent = pick([...model.events.values()], this.at);
    await deliver(model, world, { body, eventName, secret: 'newest', isKilled: false });
  }
  toString = () => `duplicate event ${this.at}`;
}

async function deliver(
  model: Model,
  world: World,
  call: { body: number; eventName: string; secret: Secret; isKilled: boolean },
): Promise<void> {
  const { body, eventName, secret, isKilled } = call;
  const presented = secret === 'wrong' ? 'whs_wrong' : world.secrets[secret];
  const isTaken = model.takesSecret(secret);
  const answer = await world.post(body, eventName, presented, isKilled && isTaken ? () => world.kill() : undefined);
  assert.equal(answer.status === 200, isTaken);
  if (!isTaken) return;
  if (isKilled) await restart(model, world);
  // what was acknowledged is there, and so are its jobs
  await takeAnswer(model, world, answer.text, body, eventName);
}

async function restart(model: Model, world: World): Promise<void> {
  executed.kills += 1;
  await world.restart();
  model.restart();
}

class Kill extends Counted {
  override check(): boolean {
    return true;
  }
  async act(model: Model, world: World): Promise<void> {
    world.kill();
    await restart(model, world);
  }
  toString = () => 'kill';
}

class EditRecipe extends Counted {
  constructor(
    readonly name: keyof typeof recipeEvents,
    readonly steps: readonly Nature[],
  ) {
    super();
  }
  async act(model: Model, world: World): Promise<void> {
    const recipe = model.recipes.get(this.name)!;
    await world.saveRecipe(this.name, recipe.eventName, this.steps, recipe.isEnabled);
    model.recipes.set(this.name, { ...recipe, steps: this.steps });
  }
  toString = () => `edit ${this.name}: ${this.steps.join(', ')}`;
}

class Switch extends Counted {
  constructor(
    readonly name: keyof typeof recipeEvents,
    readonly isEnabled: boolean,
  ) {
    super();
  }
  async act(model: Model, world: World): Promise<void> {
    await world.runtime.recipes.setEnabled(this.name, this.isEnabled);
    model.recipes.get(this.name)!.isEnabled = this.isEnabled;
  }
  toString = () => `${this.isEnabled ? 'resume' : 'pause'} ${this.name}`;
}

class Replay extends Counted {
  constructor(readonly at: number) {
    super();
  }
  override check(model: Readonly<Model>): boolean {
    return super.check(model) && model.events.size > 0;
  }
  async act(model: Model, world: World): Promise<void> {
    const { id, eventName } = pick([...model.events.values()], this.at);
    await takeJobs(model, world, await world.runtime.replayEvent(id), id, model.matching(eventName));
  }
  toString = () => `replay event ${this.at}`;
}

class Rerun extends Counted {
  constructor(
    readonly at: number,
    readonly from: 'failed' | 'start',
  ) {
    super();
  }
  override check(model: Readonly<Model>): boolean {
    return super.check(model) && jobsIn(model, ended).length > 0;
  }
  async act(model: Model, world: World): Promise<void> {
    const before = pick(jobsIn(model, ended), this.at);
    const { id } = await world.runtime.rerunJob(before.id, { from: this.from, version: 'job' });
    const copied = this.from === 'failed' ? before : undefined;
    model.addJob(id, before.event, before.recipe, before.steps, copied);
  }
  toString = () => `rerun ended job ${this.at} from ${this.from}`;
}

class Decide extends Counted {
  constructor(
    readonly at: number,
    readonly decision: 'release' | 'discard',
  ) {
    super();
  }
  override check(model: Readonly<Model>): boolean {
    return super.check(model) && jobsIn(model, ['held']).length > 0;
  }
  async act(model: Model, world: World): Promise<void> {
    const job = pick(jobsIn(model, ['held']), this.at);
    const { store } = world.runtime;
    const isDone = await (this.decision === 'release' ? store.releaseJob(job.id) : store.discardJob(job.id, null));
    assert.equal(isDone, true);
    model[this.decision](job);
  }
  toString = () => `${this.decision} held job ${this.at}`;
}

class RotateSecret extends Counted {
  async act(model: Model, world: World): Promise<void> {
    await world.rotateSecret();
    model.rotateSecret();
  }
  toString = () => 'rotate the webhook secret';
}

class Expire extends Counted {
  async act(model: Model, world: World): Promise<void> {
    const before = iso(model.now - keepMs);
    await world.runtime.store.expire({ events: before, jobs: before, rejectedCalls: before });
    const { jobs, events } = model.expire();
    const left = new Set((await world.jobs()).map(({ id }) => id));
    assert.deepEqual(
      jobs.must.filter((id) => left.has(id)),
      [],
    );
    for (const id of jobs.may) if (!left.has(id)) model.jobs.delete(id);
    const used = new Set([...model.jobs.values()].map(({ event }) => event));
    for (const id of events) if (!used.has(id)) model.events.delete(id);
  }
  toString = () => 'expire';
}

class ClockJump extends Counted {
  constructor(readonly ms: number) {
    super();
  }
  async act(model: Model, world: World): Promise<void> {
    model.now += this.ms;
    world.clock.now = model.now;
  }
  toString = () => `the clock goes ${this.ms} ms`;
}

class Turn extends Counted {
  constructor(readonly weather: WeatherName) {
    super();
  }
  override check(): boolean {
    return true;
  }
  async act(model: Model, world: World): Promise<void> {
    world.iterable.breakConnections();
    world.iterable.weather = this.weather;
    // what broke settles under no weather at all: it waits, is held or has failed
    model.breakConnections();
    model.weather = this.weather;
  }
  toString = () => `Iterable becomes ${this.weather}`;
}

class Unknown extends Counted {
  async act(_model: Model, world: World): Promise<void> {
    const refusal = await world.runtime.replayEvent('evt_gone').catch((error: unknown) => error);
    assert.ok(refusal instanceof ConnectorError);
  }
  toString = () => 'replay what is not there';
}

const index = fc.nat({ max: 999 });
const recipeName = fc.constantFrom(...(Object.keys(recipeEvents) as (keyof typeof recipeEvents)[]));
const steps = fc.array(fc.constantFrom(...natureNames), { minLength: 1, maxLength: 4 });
const eventName = fc.constantFrom(...eventNames);
const receive = (secret: Secret, isKilled: boolean): fc.Arbitrary<Command> =>
  eventName.map((name) => new Receive(name, secret, isKilled));

const jumps = [1_000, 10_000, 60_000, 20 * 60_000, dayMs, 8 * dayMs, 31 * dayMs, -1_000, -60_000, -dayMs];

/** Commands in the proportions in which they tell most; kills are dear, for each one opens a runtime. */
export const commandsOf = (maxCommands: number): fc.Arbitrary<Iterable<Command>> => {
  const weighted: [number, fc.Arbitrary<Command>][] = [
    [18, receive('newest', false)],
    [3, receive('previous', false)],
    [2, receive('wrong', false)],
    [1, receive('newest', true)],
    [8, index.map((at) => new Duplicate(at))],
    [5, fc.tuple(recipeName, steps).map((given) => new EditRecipe(...given))],
    [4, fc.tuple(recipeName, fc.boolean()).map((given) => new Switch(...given))],
    [5, index.map((at) => new Replay(at))],
    [6, fc.tuple(index, fc.constantFrom('failed', 'start')).map((given) => new Rerun(...given))],
    [8, fc.tuple(index, fc.constantFrom('release', 'release', 'discard')).map((given) => new Decide(...given))],
    [2, fc.constant(new RotateSecret())],
    [2, fc.constant(new Expire())],
    [16, fc.constantFrom(...jumps).map((ms) => new ClockJump(ms))],
    [18, fc.constantFrom(...(Object.keys(weathers) as WeatherName[])).map((name) => new Turn(name))],
    [1, fc.constant(new Kill())],
    [1, fc.constant(new Unknown())],
  ];
  const each = weighted.flatMap(([weight, arbitrary]) => Array.from({ length: weight }, () => arbitrary));
  return fc.commands(each, { maxCommands, size: 'max' });
};
