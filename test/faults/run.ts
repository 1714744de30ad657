import { recordFigure } from '../trust/record-figure.ts';
import { brokenOff, calls, startAnswerFaults, wholeAnswers, type CallName } from './answer-faults.ts';
import { runExhaustive } from './exhaustive-run.ts';
import { faultKinds } from './failpoints.ts';

// `npm run test:faults`: every failpoint and every byte of an answer; ITC_FAULT_SHARE runs a part of the cases
const seed = Number(process.env.ITC_FAULT_SEED ?? 1);
const share = Number(process.env.ITC_FAULT_SHARE ?? 1);
const command = `npm run test:faults${share === 1 ? '' : ` (ITC_FAULT_SHARE=${String(share)})`}`;
const log = (line: string): void => void process.stderr.write(`${line}\n`);

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

const report = await runExhaustive({ kinds: faultKinds, share, seed, log });
recordFigure({
  goal: 'G3',
  what: `failpoints x ${String(report.scenarios)} kinds of steps and orders x throw, delay, exit, SIGKILL: nothing lost, doubled, repeated or left open`,
  tried: report.tried,
  failed: report.broken.length,
  seed,
  command,
});
process.stdout.write(`${JSON.stringify({ answers, wrong, ...report }, null, 2)}\n`);
process.exit(wrong.length + report.broken.length === 0 ? 0 : 1);
