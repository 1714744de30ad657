import { Ajv } from 'ajv';
import formats from 'ajv-formats';

import type { JsonSchema } from '../../schemas/index.ts';
import { cases } from './correctness-cases.ts';
import { mutated } from './mutations.ts';
import { payloads } from './payloads.ts';
import type { OpenTool } from './tools.ts';

/** How many assertions were right, of how many asked, and the first ones that were not. */
export interface Score {
  right: number;
  asked: number;
  wrong: string[];
}

type Check = (value: unknown) => boolean;
type Infer = NonNullable<OpenTool['schema']>;

/** A validator for any tool's schema: dialects differ, so ajv does not insist on its own; no reference is fetched. */
function compile(schema: JsonSchema): Check {
  const ajv = new Ajv({ strict: false, validateFormats: true, logger: false });
  (formats as unknown as (ajv: Ajv) => void)(ajv);
  const { $schema: _dialect, ...rest } = schema;
  return ajv.compile(rest) as Check;
}

class Tally {
  private readonly scores = new Map<string, Score>();

  note(group: string, right: boolean, what: () => string): void {
    let score = this.scores.get(group);
    if (score === undefined) this.scores.set(group, (score = { right: 0, asked: 0, wrong: [] }));
    score.asked++;
    if (right) score.right++;
    else if (score.wrong.length < 5) score.wrong.push(what());
  }

  result(): Record<string, Score> {
    return Object.fromEntries(this.scores);
  }
}

function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}

/** The check of a schema made of samples; when none can be made or compiled, one that is never right. */
async function learn(
  infer: Infer,
  samples: string[],
): Promise<{ is(value: unknown, wanted: boolean): boolean; why: string }> {
  try {
    const schema = await infer(samples);
    const check = compile(schema);
    return { is: (value, wanted) => check(value) === wanted, why: JSON.stringify(schema) };
  } catch (error) {
    return { is: () => false, why: error instanceof Error ? error.message : String(error) };
  }
}

async function judgeCases(infer: Infer, tally: Tally): Promise<void> {
  for (const { group, samples, accepts, rejects } of cases) {
    const { is, why } = await learn(infer, samples);
    const ask = (text: string, wanted: boolean): void =>
      tally.note(
        group,
        is(JSON.parse(text), wanted),
        () => `${short(samples.join(' '))} should ${wanted ? 'accept' : 'reject'} ${short(text)}: ${short(why)}`,
      );
    for (const text of [...samples, ...accepts]) ask(text, true);
    for (const text of rejects) ask(text, false);
  }
}

async function judgePayloads(infer: Infer, tally: Tally): Promise<void> {
  const samples = payloads(1000).map((payload) => JSON.stringify(payload));
  const { is, why } = await learn(infer, samples);
  for (const text of samples)
    tally.note('accepts its samples', is(JSON.parse(text), true), () => `${text}: ${short(why)}`);
  for (const value of mutated(samples.slice(0, 20)))
    tally.note('rejects mutations', is(value, false), () => short(JSON.stringify(value)));
}

/** Lists that stand for sets, and keys, in one order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${entries.sort().join(',')}}`;
}

async function judgeOrder(infer: Infer, tally: Tally): Promise<void> {
  const all = payloads(480).map((payload) => JSON.stringify(payload));
  for (let set = 0; set < 40; set++) {
    const samples = all.slice(set * 12, set * 12 + 12);
    const known = canonical(await infer(samples));
    for (let turn = 1; turn <= 5; turn++) {
      // 5, 7 and 11 have no factor in common with 12: each step is another order
      const step = [5, 7, 11, 5, 7][turn - 1]!;
      const shuffled = samples.map((_, i) => samples[(i * step + turn) % 12]!);
      tally.note('order independence', canonical(await infer(shuffled)) === known, () => `set ${String(set)}`);
    }
  }
}

/** Scores of one tool in every group but the hostile one. */
export async function judge(infer: Infer): Promise<Record<string, Score>> {
  const tally = new Tally();
  await judgePayloads(infer, tally);
  await judgeOrder(infer, tally);
  await judgeCases(infer, tally);
  return tally.result();
}

/** names of failures that nobody meant: an exhausted stack, a trap, a slip in the tool's own code */
const accidents = new Set(['RangeError', 'TypeError', 'ReferenceError', 'RuntimeError']);

/**
 * Whether a tool takes a hostile text well: a schema, or an error that somebody wrote on purpose,
 * and no change to the objects of the process. A crash or a hang is seen by the caller, who runs this in a process apart.
 * @returns undefined when all is well, else what was not
 */
export async function judgeHostile(infer: Infer, source: string, json: boolean): Promise<string | undefined> {
  let fault: string | undefined;
  try {
    const schema = await infer([source]);
    if (!json) fault = 'took for JSON what is none';
    else if (typeof schema !== 'object' || schema === null) fault = 'no schema';
  } catch (error) {
    const name = error instanceof Error ? error.constructor.name : 'none';
    if (accidents.has(name)) fault = `${name}: ${short(String((error as Error).message))}`;
  }
  const touched = Object.getOwnPropertyNames(Object.prototype).length !== prototypeNames;
  return touched ? 'the prototype of all objects was changed' : fault;
}

const prototypeNames = Object.getOwnPropertyNames(Object.prototype).length;
