import type { LoggedCall } from '../../sandbox/index.ts';
import type { Picture } from './faulty-process.ts';
import { isOpen, jobsOf, type Scenario } from './scenarios.ts';

/**
 * Whether a send was cut between its intent and its outcome, read from the passages alone: its intent was committed under a claim of the job, and no
 * outcome was under the same claim, or the answer to its call was lost or came later than it is waited for. Who finds the intent afterwards has another claim.
 * @param trace passages of one case
 */
export function isCutInSend(trace: readonly string[][]): boolean {
  let recording: { isIntent: boolean; claim: string } | null = null;
  let isInserted = false;
  /** claim under which an intent was committed that has no outcome yet */
  let open: string | null = null;
  for (const [point = '', detail = '', fired = ''] of trace) {
    const step = [...detail.matchAll(/\/step#\d+=(\w+)@(\d+)/g)].at(-1);
    if (point === 'store.recordSteps.before' && step !== undefined) {
      recording = { isIntent: step[1] === 'intent', claim: step[2] ?? '' };
    }
    if (point === 'sql.begin.before') isInserted = false;
    if (point === 'sql.insert steps.after') isInserted = true;
    if (point === 'sql.commit.after' && isInserted && recording !== null) {
      if (recording.isIntent) open = recording.claim;
      else if (recording.claim === open) open = null;
      recording = null;
    }
    const isLost = fired === 'throw' || detail.endsWith(' late');
    if (open !== null && point === 'iterable.call.after' && isLost) return true;
  }
  return open !== null;
}

/** Calls that carry a marker and took effect. */
const callsOf = (calls: readonly LoggedCall[], marker: string, only: string | undefined): LoggedCall[] =>
  calls.filter(
    ({ processed, path, query, body }) =>
      processed &&
      (only === undefined || path === only) &&
      JSON.stringify({ query, body }).includes(`${marker}@example.com`),
  );

/** What does not hold of one case when it has settled; empty when all does. */
export function judgeCase(
  { name, isSend = false, jobs: expectedJobs, ends, calls: expectedCalls, path, rows }: Scenario,
  marker: string,
  { picture, calls, trace }: { picture: Picture; calls: readonly LoggedCall[]; trace: readonly string[][] },
): string[] {
  const faults: string[] = [];
  const made = callsOf(calls, marker, path).length;
  if (rows !== undefined) {
    const runs = picture.runs.filter(({ mapping }) => JSON.stringify(mapping).includes(marker));
    const [run] = runs;
    if (runs.length !== 1) return [`${String(runs.length)} runs`];
    if (run?.status !== 'done' || run.progress.counts.accepted !== rows) {
      faults.push(`run ${String(run?.status)} ${JSON.stringify(run?.progress.counts)} ${JSON.stringify(run?.error)}`);
    }
    if (made < 1) faults.push('no call for the rows');
    return faults;
  }
  const firsts = picture.events.filter(
    ({ text, duplicateOf }) => duplicateOf === null && text.includes(`${marker}@example.com`),
  );
  if (firsts.length !== 1) faults.push(`${String(firsts.length)} first deliveries`);
  const jobs = jobsOf(picture, marker);
  if (jobs.length !== expectedJobs) faults.push(`${String(jobs.length)} jobs instead of ${String(expectedJobs)}`);
  for (const job of jobs) if (isOpen(job)) faults.push(`a job is ${job.status}`);
  const last = jobs.at(-1);
  if (last === undefined) return faults;
  if (!ends.includes(last.status)) {
    faults.push(`the job ended as ${last.status}: ${last.error?.code ?? ''} ${last.error?.message ?? ''}`);
  }
  const attempts = jobs.flatMap(({ ledger }) => ledger.filter(({ kind }) => kind === 'action'));
  const successes = attempts.filter(({ outcome }) => outcome === 'success').length;
  if (isSend) {
    // never repeated, and where it is recorded as done it was done
    if (made > Math.max(expectedCalls, 0)) faults.push(`${String(made)} calls of a send`);
    if (successes > 0 && made !== 1) faults.push(`recorded as sent, and ${String(made)} calls`);
    const mustHold = isCutInSend(trace);
    if (name !== 'discard' && mustHold !== (last.status === 'held')) {
      faults.push(`${mustHold ? 'cut in its send' : 'not cut in its send'} and ${last.status}`);
    }
  } else {
    // a lost answer is asked for again: one call more for each attempt that has no success
    if (made < expectedCalls) faults.push(`${String(made)} calls instead of ${String(expectedCalls)}`);
    if (made > expectedCalls + attempts.length - successes)
      faults.push(`${String(made)} calls in ${String(attempts.length)} attempts`);
    if (successes !== expectedCalls) faults.push(`${String(successes)} recorded successes`);
  }
  return faults;
}
