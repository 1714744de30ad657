import { pathToFileURL } from 'node:url';

import { bar, fileInput, infererRows, type Input, type OpenTool } from './tools.ts';

/** What the child process is asked for, as one JSON argument. */
export interface Question {
  tool: string;
  path: string;
  one: boolean;
  scratch: string;
  /** for how long the tool and the bar take turns, in ms of processor time */
  budget: number;
}

export interface Answer {
  /** best of all runs, in ms of processor time, which other work of the machine does not change */
  ms: number;
  barMs: number;
  /** high-water mark of the process after the first run, in bytes */
  peak: number;
}

/** Processor time of this process so far, all threads, in ms. */
function clock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function time(tool: OpenTool, input: Input, repeat: number): Promise<number> {
  const from = clock();
  for (let i = 0; i < repeat; i++) {
    const result = tool.run(input);
    if (result instanceof Promise) await result;
  }
  return (clock() - from) / repeat;
}

/** so many runs at once that the clock can tell them from none */
function batch(ms: number): number {
  return Math.max(1, Math.round(5 / ms));
}

/** a tool that takes longer, in ms, is run once: it is far from the bar */
const slow = 3000;

/** Turns of tool and bar in one process, once both are warm. */
async function answer({ tool: name, path, one, scratch, budget }: Question): Promise<Answer> {
  const rows = infererRows(scratch);
  const open = async (row: string): Promise<OpenTool> => rows.find((known) => known.name === row)!.open();
  const [tool, base] = [await open(name), await open(bar)];
  const input = fileInput(path, one);
  let best = await time(tool, input, 1);
  const peak = process.resourceUsage().maxRSS * 1024;
  let barBest = await time(base, input, 1);
  for (let end = clock() + budget / 4; clock() < end && best < 20;) {
    best = await time(tool, input, 10);
    barBest = await time(base, input, 10);
  }
  const [repeat, barRepeat] = [batch(best), batch(barBest)];
  const end = clock() + budget;
  for (let runs = 0; runs < 2 || clock() < end; runs++) {
    if (best < slow) best = Math.min(best, await time(tool, input, repeat));
    barBest = Math.min(barBest, await time(base, input, barRepeat));
    if (best >= slow && runs > 0) break;
  }
  return { ms: best, barMs: barBest, peak };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(JSON.stringify(await answer(JSON.parse(process.argv[2]!) as Question)));
