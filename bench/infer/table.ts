import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installCompetitors } from './competitors.ts';
import { correctnessTable, type Correctness } from './correctness-table.ts';
import { versions, writePart } from './document.ts';
import { hostileTexts } from './hostile-texts.ts';
import type { Answer, Question } from './judge.ts';
import { runChild } from './run-child.ts';
import { infererRows, ours, type Tool } from './tools.ts';

/** longest for one hostile text, in ms of processor time; more is a hang */
const hangLimit = 5000;
/** the process is killed after so many ms by the clock, which also has to wait for other work of the machine */
const hostilePatience = 180_000;
/** longest for all other groups of one tool, in ms */
const patience = 600_000;

/** Every case with one tool; what is left out when the tool cannot be run is said in `reason`. */
async function judgeTool({ name }: Tool, scratch: string): Promise<Correctness['tools'][number]> {
  const ask = (question: Omit<Question, 'tool' | 'scratch'>, limit: number): Promise<unknown> =>
    runChild(new URL('judge.ts', import.meta.url), JSON.stringify({ tool: name, scratch, ...question }), limit);
  try {
    const { scores } = (await ask({}, patience)) as Extract<Answer, { scores: unknown }>;
    const hostile = { right: 0, asked: 0, wrong: [] as string[] };
    for (const { name: text } of hostileTexts) {
      hostile.asked++;
      const fault = await ask({ hostile: text }, hostilePatience).then(
        (value) => {
          const { fault: found, ms } = value as Extract<Answer, { ms: number }>;
          if (name === ours) console.log(`    ${text}: ${ms.toFixed(0)} ms`);
          return found ?? (ms > hangLimit ? `took ${(ms / 1000).toFixed(0)} s` : undefined);
        },
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      if (fault === undefined) hostile.right++;
      else hostile.wrong.push(`${text}: ${fault}`);
    }
    return { name, scores: { ...scores, 'hostile input': hostile } };
  } catch (error) {
    return { name, reason: error instanceof Error ? error.message : String(error) };
  }
}

// `npm run infer:table` writes bench/results/infer-correctness.json and the table of docs/inference.md
installCompetitors();
const folder = mkdtempSync(join(tmpdir(), 'infer-'));
try {
  const scratch = join(folder, 'scratch.json');
  const rows = infererRows(scratch).filter((row) => row.name === ours || row.package !== undefined);
  const tools = [];
  for (const row of rows) {
    console.log(`  ${row.name}`);
    const judged = await judgeTool(row, scratch);
    for (const [group, { right, asked }] of Object.entries(judged.scores ?? {}))
      console.log(`    ${group.padEnd(20)} ${String(right)} of ${String(asked)}`);
    if (judged.reason !== undefined) console.log(`    ${judged.reason}`);
    tools.push(judged);
  }
  const result: Correctness = { versions: versions(rows), tools };
  mkdirSync(new URL('../results/', import.meta.url), { recursive: true });
  const file = new URL('../results/infer-correctness.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  await writePart('correctness', correctnessTable(result));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
