import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Area } from './areas.ts';
import { keepInputs, keptInputs, writeInputs } from './corpus.ts';
import { engineRuntime } from './engine-runtime.ts';
import { seeds } from './seeds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = fileURLToPath(new URL('.', import.meta.url));
/** what runs leave: inputs found so far, so that the next run goes on there, and those that broke a rule */
const scratch = join(root, '.guided-tmp');
/** an input that takes longer is a finding */
const timeoutMs = 5_000;
const keptCharacters = 40_000;

export interface Search {
  /** inputs that were run */
  tried: number;
  /** 1 when the search ended at an input that breaks a rule, else 0 */
  failed: number;
  /** branches reached at the end, as the engine counts them, and before it varied anything */
  branches: number;
  branchesBefore: number;
  seconds: number;
}

/** Looks for inputs of an area for so many seconds; ends early at the first that breaks a rule. */
export async function fuzzArea(name: string, area: Area, seconds: number, seed: number): Promise<Search> {
  const known = join(scratch, name, 'known');
  const begin = join(scratch, name, 'begin');
  rmSync(begin, { recursive: true, force: true });
  // the engine would cut longer ones, and half a document says little
  const inputs = [...keptInputs(name), ...(seeds[name]?.() ?? []).map((text) => Buffer.from(text))];
  writeInputs(
    begin,
    inputs.filter(({ length }) => length <= area.maxLength),
  );
  mkdirSync(known, { recursive: true });
  const words = join(scratch, name, 'words.txt');
  writeFileSync(words, area.words.map((word) => `${quoted(word)}\n`).join(''));
  const { code, told } = await runEngine(
    name,
    area,
    [known, begin],
    [
      `-max_total_time=${String(seconds)}`,
      `-max_len=${String(area.maxLength)}`,
      `-seed=${String(seed)}`,
      `-dict=${words}`,
      `-artifact_prefix=${join(scratch, name)}/`,
      '-rss_limit_mb=6000',
      '-print_final_stats=1',
    ],
  );
  const number = (pattern: RegExp): number => Number(told.match(pattern)?.[1] ?? 0);
  const tried = number(/stat::number_of_executed_units: (\d+)/);
  if (tried === 0) throw new Error(`the engine ended with ${String(code)} before it tried anything`);
  if (code !== 0) process.stdout.write(findingOf(told));
  const reached = [...told.matchAll(/ cov: (\d+) /g)].map(([, count]) => Number(count));
  return {
    tried,
    failed: code === 0 ? 0 : 1,
    branches: reached.at(-1) ?? 0,
    branchesBefore: number(/INITED cov: (\d+) /),
    seconds: number(/^Done \d+ runs in (\d+)/m),
  };
}

/** Runs all inputs known so far and keeps the few that together reach all that they reach; gives their number. */
export async function keepArea(name: string, area: Area): Promise<number> {
  const found = join(scratch, name, 'needed.txt');
  rmSync(found, { force: true });
  const { code } = await runEngine(
    name,
    area,
    [join(scratch, name, 'known'), join(scratch, name, 'begin')],
    ['-runs=0'],
    {
      ITC_GUIDED_KEEP: found,
    },
  );
  if (code !== 0) throw new Error(`an input of ${name} that is known breaks a rule`);
  return keepInputs(name, found, keptCharacters);
}

/** Runs one input of a file, to see what it breaks; gives whether it broke nothing. */
export async function repeatInput(name: string, area: Area, file: string): Promise<boolean> {
  const { code, told } = await runEngine(name, area, [file], []);
  process.stdout.write(findingOf(told));
  return code === 0;
}

/** What the engine says of an input that breaks a rule; nothing where none does. */
function findingOf(told: string): string {
  const at = told.search(/^==\d+==/m);
  return at === -1 ? '' : told.slice(at);
}

async function runEngine(
  name: string,
  area: Area,
  inputs: readonly string[],
  options: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; told: string }> {
  const [command, ...before] = engineRuntime(join(scratch, 'glibc'));
  // into a file: to a pipe that is full the engine writes nothing, and goes on
  const file = join(scratch, name, 'engine.log');
  const log = openSync(file, 'w');
  const child = spawn(
    command,
    [
      ...before,
      '--import',
      join(root, 'bench/plain-types.js'),
      join(folder, 'node_modules/@jazzer.js/core/dist/cli.js'),
      join(folder, 'load-target.js'),
      ...inputs,
      ...area.guidedBy.flatMap((part) => ['--includes', part]),
      // what guides stands above; nothing of that is to be left out
      '--excludes',
      'no such path',
      ...(area.isAsync === true ? [] : ['--sync']),
      // ajv makes code in which names of properties stand as texts, which this one takes for an injection
      '--disableBugDetectors',
      'remote-code-execution',
      `--timeout=${String(timeoutMs)}`,
      '--',
      ...options,
    ],
    { cwd: root, env: { ...process.env, ...env, ITC_GUIDED_AREA: name }, stdio: ['ignore', 'inherit', log] },
  );
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  closeSync(log);
  const told = readFileSync(file, 'utf8');
  return { code, told };
}

/** A word as the engine's dictionaries write it. */
const quoted = (word: string): string =>
  `"${[...Buffer.from(word)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}"`;
