import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

import { bar, fileInput, infererRows, type Input, type OpenTool } from './tools.ts';

/** What the child process is asked for, as one JSON argument. */
export interface Question {
  tool: string;
  path: string;
  one: boolean;
  scratch: string;
  /** `speed`: the tool and the bar in turns, for `budget` ms; `memory`: one run, nothing else in the process */
  what: 'speed' | 'memory';
  budget: number;
}

export interface Answer {
  /** best of all runs, in ms: a machine that has other work to do makes runs longer, never shorter */
  ms: number;
  barMs: number;
  /** high-water mark of the process, in bytes */
  peak: number;
}

async function time(tool: OpenTool, input: Input, repeat: number): Promise<number> {
  const from = performance.now();
  for (let i = 0; i < repeat; i++) {
    const result = tool.run(input);
    if (result instanceof Promise) await result;
  }
  return (performance.now() - from) / repeat;
}

/** Turns of tool and bar in one process: what else the machine does slows both. */
async function speed(tool: OpenTool, base: OpenTool, input: Input, budget: number): Promise<[number, number]> {
  const first = await time(tool, input, 1);
  await time(base, input, 1);
  const small = first < 20;
  if (small) {
    // warm: the optimising compiler has seen both
    const until = performance.now() + budget / 4;
    while (performance.now() < until) {
      await time(tool, input, 10);
      await time(base, input, 10);
    }
  }
  const repeat = small ? Math.max(1, Math.round(2 / (await time(tool, input, 5)))) : 1;
  const barRepeat = small ? Math.max(1, Math.round(2 / (await time(base, input, 5)))) : 1;
  let [best, barBest] = [first, Infinity];
  const until = performance.now() + budget;
  for (let runs = 0; runs < 2 || performance.now() < until; runs++) {
    best = Math.min(best, await time(tool, input, repeat));
    barBest = Math.min(barBest, await time(base, input, barRepeat));
  }
  return [best, barBest];
}

async function answer(question: Question): Promise<Answer> {
  const rows = infererRows(question.scratch);
  const tool = await rows.find(({ name }) => name === question.tool)!.open();
  const input = fileInput(question.path, question.one);
  let times: [number, number];
  if (question.what === 'memory') times = [await time(tool, input, 1), 0];
  else {
    const base = await rows.find(({ name }) => name === bar)!.open();
    times = await speed(tool, base, input, question.budget);
  }
  const [ms, barMs] = times;
  return { ms, barMs, peak: process.resourceUsage().maxRSS * 1024 };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(JSON.stringify(await answer(JSON.parse(process.argv[2]!) as Question)));
