import { pathToFileURL } from 'node:url';

import { judge, judgeHostile, type Score } from './correctness.ts';
import { hostileTexts } from './hostile-texts.ts';
import { infererRows } from './tools.ts';

/** What the child process is asked for: all groups of a tool, or one hostile text. */
export interface Question {
  tool: string;
  scratch: string;
  hostile?: string;
}

/** `ms` is processor time, which other work on the machine does not change */
export type Answer = { scores: Record<string, Score> } | { fault?: string; ms: number };

async function answer({ tool, scratch, hostile }: Question): Promise<Answer> {
  const opened = await infererRows(scratch)
    .find(({ name }) => name === tool)!
    .open();
  const { schema } = opened;
  if (schema === undefined) throw new Error(`${tool} gives no schema`);
  if (hostile === undefined) return { scores: await judge(schema) };
  const { text, json } = hostileTexts.find(({ name }) => name === hostile)!;
  const source = text();
  const start = process.cpuUsage();
  const fault = await judgeHostile(schema, source, json);
  const { user, system } = process.cpuUsage(start);
  return { ...(fault === undefined ? {} : { fault }), ms: (user + system) / 1000 };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.stdout.write(JSON.stringify(await answer(JSON.parse(process.argv[2]!) as Question)));
