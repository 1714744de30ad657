/**
 * `npm run histories`: runs the cases that this version has no history of, on a server of its own with the sandbox in Iterable's place, and
 * keeps what their jobs did. A history that is there is never written again: see docs/recorded-histories.md.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { JobRecord, StepRecord } from '../../connector/store/store.ts';
import { createRowFiles } from '../../connector/jobs/row-files.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { eventually } from '../http/test-server.ts';
import { settings } from '../sends/send-world.ts';
import { freePort, fromSources, ServerProcess } from '../server/server-process.ts';
import { endOf, type History, historiesFolder, writeHistory } from './history.ts';
import { defaultArrival, defaultTrigger } from './cases/case-parts.ts';
import type { RecordedCase } from './cases/recorded-case.ts';
import { recordedCases } from './recorded-cases.ts';
import { afterCut, observeCalls } from './replay-history.ts';

type Job = JobRecord & { ledger: StepRecord[] };

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const folder = new URL(`${version}/`, historiesFolder);
const fileOf = (name: string): URL => new URL(`${name}.json`, folder);

const dataDir = mkdtempSync(join(tmpdir(), 'itc-histories-'));
const rows = createRowFiles(join(dataDir, 'rows'), (prefix) => prefix);
const sandbox = await startSandbox({ limits: false });
const server = new ServerProcess({
  port: await freePort(),
  dataDir,
  token: 'test-admin-token-0001',
  run: fromSources,
});
await server.start();
const connection = { apiKey: sandbox.key, projectType: 'email', sandboxUrl: sandbox.url };
const made = await server.api<{ webhookUrl: string; secret: string; writeKey: string }>('POST', '/connections', {
  name: 'sandbox',
  ...connection,
});
await server.api('POST', '/connections', { name: 'second', ...connection });
await server.api('POST', '/connections/sandbox/send-settings', settings());

function documentOf({ name, recipe, trigger = defaultTrigger }: RecordedCase, steps = recipe): Recipe {
  if (typeof steps !== 'string') return { name, connection: 'sandbox', trigger, steps };
  const template = new URL(`../../recipes/templates/${steps}.yaml`, import.meta.url);
  return parseRecipe(readFileSync(template, 'utf8'));
}

async function post(path: string, headers: Record<string, string>, body: JsonObject): Promise<void> {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (answer.status >= 500) throw new Error(`${path} answered ${String(answer.status)}`);
  await answer.arrayBuffer();
}

/** Starts a job. A journey waits for the answer of the recipe, so nobody waits here. */
function arrive({ name, arrival = {} }: RecordedCase, journeyUrl: string | null): Promise<void> {
  const { by = 'webhook', body = defaultArrival.body ?? {} } = arrival;
  const secret = { 'x-itc-secret': made.secret };
  if (by === 'clock') return Promise.resolve();
  if (by === 'journey') return post(new URL(journeyUrl ?? '', server.url).pathname, secret, body);
  if (by === 'webhook') return post(new URL(made.webhookUrl).pathname, secret, { ...body, messageId: name });
  const { type, ...call } = body;
  const key = { authorization: `Basic ${Buffer.from(`${made.writeKey}:`).toString('base64')}` };
  return post(`/v1/${String(type)}`, key, { ...call, messageId: name });
}

const called = (path: string): number => sandbox.calls.filter((call) => call.path === path).length;
const jobOf = async (recipe: string): Promise<Job | null> => {
  const { items } = await server.api<{ items: JobRecord[] }>('GET', `/jobs?recipe=${recipe}`);
  const [newest] = items;
  return newest === undefined ? null : server.api<Job>('GET', `/jobs/${newest.id}`);
};
const settled = (recipe: string): Promise<Job> =>
  eventually(
    `${recipe} comes to rest`,
    async () => {
      const job = await jobOf(recipe);
      return job === null || ['queued', 'running', 'waiting'].includes(job.status) ? null : job;
    },
    120_000,
  );

async function filesOf({ ledger }: Job): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { output } of ledger) {
    const file = (output as JsonObject | null)?.['file'];
    if (typeof file !== 'string') continue;
    files[file] = readFileSync(join(dataDir, 'rows', file), 'utf8');
  }
  return files;
}

async function run(one: RecordedCase): Promise<History> {
  let recipe = documentOf(one);
  const saved = await server.api<{ journeyUrl: string | null }>('POST', '/recipes', { document: recipe, enable: true });
  const { killed, released = 0, goesOn } = one;
  for (const fault of one.faults ?? []) sandbox.addFault(fault);
  if (killed !== undefined) sandbox.addFault({ match: { path: killed.path }, kind: 'hang', times: killed.times });
  const from = called(killed?.path ?? '');
  const answered = arrive(one, saved.journeyUrl);
  if (one.arrival?.by !== 'journey') await answered;
  for (let times = 1; times <= (killed?.times ?? 0); times += 1) {
    await eventually(`call ${String(times)}`, async () => called(killed?.path ?? '') >= from + times || null, 60_000);
    await server.kill();
    await server.start();
  }
  const attempts = new Set<string>();
  let job = await settled(recipe.name);
  for (let times = 1; times <= released; times += 1) {
    const last = job.ledger.at(-1);
    if (job.status !== 'held' || last === undefined) throw new Error(`${one.name} is not held`);
    attempts.add(`${last.path} ${String(last.attempt)} ${String(last.outcome)}`);
    await server.api('POST', `/jobs/${job.id}/release`);
    job = await settled(recipe.name);
  }
  await answered;
  let given = 0;
  if (goesOn !== undefined) {
    if (goesOn.with !== undefined) {
      recipe = documentOf(one, goesOn.with);
      await server.api('POST', '/recipes', { document: recipe });
    }
    given = job.ledger.filter(({ outcome }) => outcome === 'success').length;
    await server.api('POST', `/jobs/${job.id}/rerun`, { from: 'failed', version: 'current' });
    job = await settled(recipe.name);
  }
  await server.api('POST', `/recipes/${recipe.name}/disable`);

  const { payload, receivedAt } = await server.api<{ receivedAt: string; payload: { json: Json } }>(
    'GET',
    `/events/${job.event}`,
  );
  const history: History = {
    recipe,
    event: { id: job.event, receivedAt, payload: payload.json },
    job: job.id,
    given,
    end: endOf(job),
    files: await filesOf(job),
    ledger: job.ledger.map(
      ({ path, stepId, kind, action, attempt, effect, idempotent, input, outcome, output, error }) => {
        const isReleased = attempts.has(`${path} ${String(attempt)} unknown`);
        const entry = { path, stepId, kind, action, attempt, effect, idempotent, input, outcome, output, error };
        return isReleased ? { ...entry, outcome: 'unknown' as const, released: true as const } : entry;
      },
    ),
  };
  const calls = await observeCalls(history, rows);
  for (const [index, entry] of history.ledger.entries()) {
    if (entry.kind !== 'action' || index < given) continue;
    const call = calls.shift();
    if (call !== undefined) {
      entry.connection = call.connection;
      if (call.asRows !== undefined) entry.asRows = call.asRows;
      if (call.ignoreUnsubscribes !== undefined) entry.ignoreUnsubscribes = call.ignoreUnsubscribes;
    }
    entry.ifCut = (await afterCut(history, index, rows)).then;
  }
  return history;
}

const wanted = process.argv.slice(2);
const missing = recordedCases.filter(
  ({ name }) => !existsSync(fileOf(name)) && (wanted.length === 0 || wanted.some((part) => name.includes(part))),
);
mkdirSync(folder, { recursive: true });
try {
  for (const one of missing) {
    try {
      const history = await run(one);
      writeFileSync(fileOf(one.name), writeHistory(history));
      const { status, code } = history.end;
      console.log(`${one.name}: ${String(history.ledger.length)} entries, ${status} ${code ?? ''}`);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${one.name} was not recorded:`, error);
    }
  }
} finally {
  await server.kill();
  await sandbox.close();
  rmSync(dataDir, { recursive: true, force: true });
}
console.log(`${String(missing.length)} histories recorded in test/fixtures/histories/${version}`);
