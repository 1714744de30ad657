import { hash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

import { z } from 'zod';

import { faultKinds, type ArmedFault } from './failpoints.ts';

/** Which of all cases a run takes. */
export interface CaseChoice {
  /** part of the cases, drawn with the seed; 1 = all */
  share: number;
  seed: number;
  /** of so many equal parts this one, from 1 */
  shard?: { part: number; of: number };
  /** those of one scenario */
  scenario?: string;
  /** cases whose name has this text */
  only?: string;
}

/** What makes a case the same one in every run. */
export const caseName = (scenario: string, { point, passage, kind }: ArmedFault): string =>
  `${scenario} | ${point} #${String(passage)} | ${kind}`;

/** Whether a case belongs to the run; depends on its name alone, so that runs can be cut off, continued and run side by side. */
export function isChosen(name: string, { share, seed, shard, only }: CaseChoice): boolean {
  const digest = hash('sha256', `${String(seed)} ${name}`, 'hex');
  if (only !== undefined && !name.includes(only)) return false;
  if (Number.parseInt(digest.slice(0, 8), 16) / 2 ** 32 >= share) return false;
  return shard === undefined || Number.parseInt(digest.slice(8, 16), 16) % shard.of === shard.part - 1;
}

const lineSchema = z.strictObject({
  scenario: z.string(),
  /** null = the passage without a fault */
  fault: z.strictObject({ point: z.string(), passage: z.int(), kind: z.enum(faultKinds) }).nullable(),
  hasFired: z.boolean(),
  isHeld: z.boolean(),
  faults: z.array(z.string()),
  /** what was passed, where something did not hold */
  trace: z.array(z.string()).optional(),
});

/** One line of a file of results. */
export type CaseLine = z.infer<typeof lineSchema>;

/** The results of a run that may be cut off: a line per case, the last one of a case counts. */
export interface CaseResults {
  /** true when the case held in an earlier run; one that did not is run again */
  isDone(name: string): boolean;
  add(line: CaseLine): void;
  all(): CaseLine[];
}

/** @param file where the lines are kept; left out, they are kept in memory */
export function openCaseResults(file?: string): CaseResults {
  const lines = new Map<string, CaseLine>();
  const nameOf = ({ scenario, fault }: CaseLine): string =>
    fault === null ? scenario : caseName(scenario, fault as ArmedFault);
  if (file !== undefined && existsSync(file)) {
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      if (text === '') continue;
      const line = lineSchema.parse(JSON.parse(text));
      lines.set(nameOf(line), line);
    }
  }
  return {
    isDone: (name) => lines.get(name)?.faults.length === 0,
    add(line) {
      lines.set(nameOf(line), line);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
    all: () => [...lines.values()],
  };
}
