import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

import { actions, picklists } from '../../actions/index.ts';
import { readConfig } from '../../connector/config.ts';
import { changeConsent } from '../../connector/consent/consent-action.ts';
import { createLog } from '../../connector/log.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { createRuntime } from '../../connector/runtime.ts';
import type { Runtime } from '../../connector/runtime/runtime.ts';
import { recipeTiers, type JobRecord } from '../../connector/store/store.ts';
import { triggers } from '../../triggers/index.ts';
import { callInProcess, type InProcessAnswer } from '../intake/call-in-process.ts';
import { seededRandom } from '../seeded-random.ts';
import { simulatedActions, type Nature } from './declarations.ts';
import { maxAttempts } from './model.ts';
import { createSimulatedIterable, type SimulatedIterable } from './simulated-iterable.ts';

export const startMs = Date.UTC(2031, 1, 3, 4, 5, 6);
const connection = 'simulated';
// no power is cut here, so nothing has to reach a disk: a folder in memory runs ten times as many commands
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** The real runtime on a store of its own, with a clock, chance and an Iterable that are held still. */
export interface World {
  runtime: Runtime;
  iterable: SimulatedIterable;
  clock: { now: number };
  secrets: { newest: string; previous: string };
  /** what repeats are told of the webhook, byte for byte the same for one body number */
  post(body: number, eventName: string, secret: string, atAnswer?: () => void): Promise<InProcessAnswer>;
  saveRecipe(name: string, eventName: string, steps: readonly Nature[], isEnabled: boolean): Promise<void>;
  rotateSecret(): Promise<void>;
  /** every process dies the moment it is called; the data folder of that moment is what the next process finds */
  kill(): void;
  /** after `kill` */
  restart(): Promise<void>;
  /** resolves when everything that may run has run */
  settle(): Promise<void>;
  jobs(): Promise<JobRecord[]>;
  dispose(): Promise<void>;
}

const registry = loadRegistry({ actions: [...actions, changeConsent, ...simulatedActions], triggers, picklists });
const log = createLog('silent');
let template: Promise<{ folder: string; secret: string }> | null = null;

const configOf = (folder: string) =>
  readConfig({ ITC_DATA_DIR: folder, ITC_ADMIN_TOKEN: 'simulated-admin-token', ITC_SANDBOX: 'off' });

const surroundings = { sleep: () => new Promise<never>(() => undefined), log, registry };

/** A data folder with one connection; made once, for it takes longer than a simulation. */
async function makeTemplate(): Promise<{ folder: string; secret: string }> {
  const folder = mkdtempSync(join(place, 'itc-simulation-'));
  const runtime = await createRuntime(configOf(folder), { ...surroundings, now: () => startMs, random: () => 0 });
  const { secret } = await runtime.connections.create({
    name: connection,
    apiKey: 'simulated-key-0001',
    region: 'us',
    sandboxUrl: null,
    projectType: 'email',
    projectId: null,
    environment: null,
    secretHeader: 'x-itc-secret',
    allowUnauthenticated: false,
    allowedSources: [],
  });
  await runtime.close();
  return { folder, secret };
}

export async function removeTemplate(): Promise<void> {
  const made = await template;
  template = null;
  if (made !== null) rmSync(made.folder, { recursive: true, force: true });
}

const documentOf = (name: string, eventName: string, steps: readonly Nature[]) => ({
  name,
  connection,
  trigger: { use: 'new_object', with: { eventName } },
  steps: steps.map((nature, index) => ({
    id: `s${index}`,
    use: `sim_${nature}`,
    with: { recipientEmail: '{{ trigger.email }}', job: '{{ job.id }}', step: `s${index}` },
    maxAttempts,
  })),
});

export async function createWorld(seed: number): Promise<World> {
  template ??= makeTemplate();
  const { folder, secret } = await template;
  const root = mkdtempSync(join(place, 'itc-simulated-'));
  const random = seededRandom(seed);
  const clock = { now: startMs };
  const iterable = createSimulatedIterable();
  let lives = 0;
  const folderOf = (life: number): string => join(root, String(life));
  cpSync(folder, folderOf(0), { recursive: true });

  let endProcess: () => void = () => undefined;
  const start = async (): Promise<Runtime> => {
    const { transport, end } = iterable.open();
    endProcess = end;
    const parts = { ...surroundings, now: () => clock.now, random, transport };
    const runtime = await createRuntime(configOf(folderOf(lives)), parts);
    await runtime.startWorker();
    return runtime;
  };

  const world: World = {
    runtime: await start(),
    iterable,
    clock,
    secrets: { newest: secret, previous: 'whs_none' },
    async post(body, eventName, presented, atAnswer) {
      const { hookToken } = await world.runtime.connections.get(connection);
      const email = `person${body % 7}@example.com`;
      const dataFields = { email, messageId: `message-${body}`, createdAt: '2031-02-03 04:05:06 +00:00' };
      return callInProcess(
        world.runtime.handleHook,
        {
          path: `/hooks/${hookToken}`,
          headers: { 'content-type': 'application/json', 'x-itc-secret': presented },
          body: Buffer.from(JSON.stringify({ email, eventName, dataFields })),
        },
        atAnswer,
      );
    },
    async saveRecipe(name, eventName, steps, isEnabled) {
      await world.runtime.recipes.save(JSON.stringify(documentOf(name, eventName, steps)), {
        enable: isEnabled,
        grant: recipeTiers,
      });
    },
    async rotateSecret() {
      const rotated = await world.runtime.connections.rotateSecret(connection);
      world.secrets = { newest: rotated.secret, previous: world.secrets.newest };
    },
    kill() {
      endProcess();
      lives += 1;
      // a synchronous copy in the thread of the only writer: no transaction of it is half done
      cpSync(folderOf(lives - 1), folderOf(lives), { recursive: true });
    },
    async restart() {
      const dead = world.runtime;
      // what the dead process still writes goes to a folder that nobody reads
      iterable.breakConnections();
      await dead.close();
      rmSync(folderOf(lives - 1), { recursive: true, force: true });
      world.runtime = await start();
    },
    async settle() {
      const { store } = world.runtime;
      const end = Date.now() + 20_000;
      world.runtime.wakeWorker();
      for (;;) {
        await turn();
        const { queued, running, waiting } = await store.countJobs();
        const next = waiting === 0 ? null : await store.nextDueAt();
        const isDue = next !== null && Date.parse(next) <= clock.now;
        if (queued === 0 && running === iterable.hanging && !isDue) return;
        if (Date.now() > end) {
          throw new Error(
            `stands still: ${queued} queued, ${running} running, ${iterable.hanging} hanging, due ${isDue}`,
          );
        }
      }
    },
    async jobs() {
      const jobs: JobRecord[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await world.runtime.store.listJobs({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
        jobs.push(...page.items);
        cursor = page.next;
      }
      return jobs;
    },
    async dispose() {
      endProcess();
      iterable.breakConnections();
      await world.runtime.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  return world;
}
