import { parseArgs } from 'node:util';

import { runPowerCuts } from '../power-cut/power-cut-run.ts';
import { recordFigure } from '../trust/record-figure.ts';
import { brokenOff, calls, startAnswerFaults, wholeAnswers, type CallName } from './answer-faults.ts';
import { runExhaustive } from './exhaustive-run.ts';
import { openCaseResults, type CaseChoice } from './fault-cases.ts';
import { exhaustiveKinds, type FaultKind } from './failpoints.ts';

// `npm run test:faults`: every byte of an answer and every failpoint; the flags choose a part, and a file of results lets a run go on
const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true, default: ['answers', 'failpoints', 'pauses', 'power-cuts'] },
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '1' },
    shard: { type: 'string' },
    scenario: { type: 'string' },
    only: { type: 'string' },
    concurrency: { type: 'string', default: '1' },
    results: { type: 'string' },
    events: { type: 'string', default: '5000' },
    cuts: { type: 'string', default: '50' },
  },
});
const usage =
  'usage: npm run test:faults -- [--part answers|failpoints|pauses|power-cuts] [--seed N] [--share 0..1] [--shard 1/4] [--scenario NAME] [--only TEXT] [--concurrency N] [--results FILE] [--events N] [--cuts N]';
const shard = /^([1-9]\d*)\/([1-9]\d*)$/.exec(values.shard ?? '1/1');
const choice: CaseChoice = { seed: Number(values.seed), share: Number(values.share) };
if (shard === null || !Number.isInteger(choice.seed) || !(choice.share > 0 && choice.share <= 1))
  throw new Error(usage);
choice.shard = { part: Number(shard[1]), of: Number(shard[2]) };
if (values.scenario !== undefined) choice.scenario = values.scenario;
if (values.only !== undefined) choice.only = values.only;
// where the results lie and how many run side by side is of no matter to who measures again
const ownFlags = ['--results', '--concurrency'];
const flags = process.argv
  .slice(2)
  .filter((flag, place, all) => !ownFlags.includes(flag) && !ownFlags.includes(all[place - 1] ?? ''));
const command = ['npm run test:faults', ...(flags.length === 0 ? [] : ['--', ...flags])].join(' ');
const log = (line: string): void => void process.stderr.write(`${line}\n`);

async function tryAnswers(): Promise<string[]> {
  const wrong: string[] = [];
  let answers = 0;
  for (const name of Object.keys(calls) as CallName[]) {
    const world = await startAnswerFaults();
    await world.following('write');
    const length = await world.bytesOf(name);
    for (const one of [...wholeAnswers, ...brokenOff(Array.from({ length }, (_, at) => at))]) {
      answers += 1;
      const fault = await world.tryCase(name, one);
      if (fault !== null) wrong.push(fault);
    }
    await world.close();
    log(`${name}: ${String(answers)} answers, ${String(wrong.length)} wrong`);
  }
  recordFigure({
    goal: 'G4',
    what: 'broken answers of Iterable (reset or ended at every byte, statuses, lengths, pages, silence) followed as promised',
    tried: answers,
    failed: wrong.length,
    seed: null,
    command,
  });
  return wrong;
}

async function tryFailpoints(
  { goal, what, kinds }: { goal: string; what: string; kinds: readonly FaultKind[] } = {
    goal: 'G3',
    what: 'throw, delay, exit, SIGKILL',
    kinds: exhaustiveKinds,
  },
): Promise<string[]> {
  const report = await runExhaustive({
    kinds,
    choice,
    results: openCaseResults(values.results),
    concurrency: Number(values.concurrency),
    log,
  });
  const chosen = [
    ...(choice.scenario === undefined ? [] : [`of "${choice.scenario}" alone`]),
    ...(choice.share < 1 || choice.shard?.of !== 1 || choice.only !== undefined ? ['a part of the cases'] : []),
  ];
  recordFigure({
    goal,
    what: `failpoints x ${String(report.scenarios)} kinds of steps and orders x ${what}${chosen.map((text) => `, ${text}`).join('')}: nothing lost, doubled, repeated or left open`,
    tried: report.tried,
    failed: report.broken.length,
    seed: choice.seed,
    command,
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  return report.broken.map((one) => JSON.stringify(one));
}

async function tryPowerCuts(): Promise<string[]> {
  const events = Number(values.events);
  const { cuts, whole } = await runPowerCuts({ events, cuts: Number(values.cuts), seed: choice.seed, log });
  const wrong = cuts.filter(({ integrity, lost }) => integrity !== 'ok' || lost > 0).map((cut) => JSON.stringify(cut));
  const { lost, duplicateJobs, missingJobs, unsettled, repeatedSends, phantomSends } = whole;
  const faults = { lost, duplicateJobs, missingJobs, unsettled, repeatedSends, phantomSends };
  const isWhole = whole.stored === events && Object.values(faults).every((count) => count === 0);
  if (!isWhole) wrong.push(JSON.stringify(whole));
  recordFigure({
    goal: 'G38',
    what: `power-cut copies under traffic (${String(events)} events), what was not synced kept, cut or torn: whole, nothing acknowledged lost, no send repeated`,
    tried: cuts.length,
    failed: wrong.length,
    seed: choice.seed,
    command,
  });
  return wrong;
}

const parts: Record<string, () => Promise<string[]>> = {
  answers: tryAnswers,
  failpoints: () => tryFailpoints(),
  pauses: () =>
    tryFailpoints({
      goal: 'G39',
      what: 'SIGSTOP beyond lease and time-outs, there and while a call is under way',
      kinds: ['pause'],
    }),
  'power-cuts': tryPowerCuts,
};
const broken: string[] = [];
for (const part of values.part) {
  const run = parts[part];
  if (run === undefined) throw new Error(usage);
  broken.push(...(await run()));
}
process.stdout.write(`${broken.join('\n')}\n`);
process.exit(broken.length === 0 ? 0 : 1);
