import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { createRowFiles } from '../../connector/jobs/row-files.ts';
import { checkRecipe } from '../../recipes/check-recipe.ts';
import type { StepAnswer } from '../../recipes/job-machine.ts';
import { isJobEnd, resumeRecipe } from '../../recipes/resume-recipe.ts';
import { realContext, realSteps } from '../recipes/real-declarations.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { endOf, type History, readHistories } from './history.ts';
import { recordedCases } from './recorded-cases.ts';
import { afterCut, comparable, expectedCalls, replayFrom } from './replay-history.ts';

const histories = readHistories();
const folder = mkdtempSync(join(tmpdir(), 'itc-replay-'));
const rows = createRowFiles(folder, (prefix) => prefix);
beforeAll(() => {
  for (const { history } of histories) {
    for (const [file, text] of Object.entries(history.files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const isFinal = (outcome: string | null | undefined): boolean => outcome === 'success' || outcome === 'rejected';

/** Where a process can have ended: behind each entry; behind the last one only where that did not end or hold the job by itself. */
function cutsOf({ ledger, given }: History): number[] {
  const last = isFinal(ledger.at(-1)?.outcome) ? ledger.length : ledger.length - 1;
  return Array.from({ length: Math.max(last, given) - given + 1 }, (_, index) => given + index);
}

/** Runs every case and counts those that fail; all of them are told before any is judged. */
async function count(what: string, cases: { name: string; run: () => Promise<void> }[]): Promise<void> {
  const failed: string[] = [];
  for (const { name, run } of cases) {
    await run().catch((error: unknown) =>
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
  tellFigure({ goal: 'G35', what, tried: cases.length, failed: failed.length, seed: null });
  expect(failed.slice(0, 5)).toEqual([]);
  expect(cases.length).toBeGreaterThan(histories.length);
}

describe('recorded histories in the engine of today', () => {
  test('G35: from every entry on, each job asks for what it asked for then, records the same and ends the same', () =>
    count(
      'recorded jobs, begun behind each entry of their ledger, that asked for another step or input or ended otherwise than they did',
      histories.flatMap(({ name, history }) =>
        cutsOf(history).map((cut) => ({
          name: `${name} from entry ${String(cut)}`,
          run: async () => {
            const { calls, answers, ledger, change } = await replayFrom(history, cut, rows);
            expect(calls).toEqual(expectedCalls(history, cut));
            expect(ledger.map(comparable)).toEqual(history.ledger.map(comparable));
            const answered = history.ledger.slice(cut).filter(({ kind }) => kind === 'respond');
            expect(answers).toEqual(answered.map(({ output }) => output));
            expect(change === undefined ? null : endOf(change)).toEqual(history.end);
          },
        })),
      ),
    ));

  test('G35: where the process ended during a call, each step is repeated, held or failed as it was', () =>
    count(
      'calls of recorded jobs that were cut off by the end of the process and then repeated, held or failed otherwise than they were',
      histories.flatMap(({ name, history }) =>
        history.ledger.flatMap(({ path, ifCut }, index) =>
          ifCut === undefined
            ? []
            : [
                {
                  name: `${name} cut off in ${path}`,
                  run: async () => {
                    const { then, asked } = await afterCut(history, index, rows);
                    expect(then).toBe(ifCut);
                    expect(asked).toEqual(then === 'again' ? expectedCalls(history, index)[0] : undefined);
                  },
                },
              ],
        ),
      ),
    ));
});

test.each(histories)('the recipe of $name has no fault today, and its actions take what they took', ({ history }) => {
  expect(checkRecipe(history.recipe, { ...realContext, hasConnection: () => true })).toEqual([]);
  for (const { action, input, outcome } of history.ledger) {
    if (action === null || outcome !== 'success') continue;
    const declared = realSteps.find(({ name }) => name === action);
    expect(declared?.input.safeParse(input).error).toBeUndefined();
  }
});

// pages are read from their files, and a job that is held has not ended
const whole = histories.filter(
  ({ history }) => history.end.status !== 'held' && Object.keys(history.files).length === 0,
);

test.each(whole)('resumeRecipe asks for nothing beyond what $name has, and comes to its end', ({ history }) => {
  const { recipe, event, job: jobId, ledger, end } = history;
  const recorded = new Map(
    ledger.map(({ path, outcome, output, error }): [string, StepAnswer] => [
      path,
      { outcome: outcome ?? 'unknown', output, ...(error === null ? {} : { error }) },
    ]),
  );
  const trigger = { payload: event.payload, eventId: event.id, receivedAt: event.receivedAt, jobId };
  const { next } = resumeRecipe(recipe, trigger, recorded);
  expect(isJobEnd(next) ? endOf(next) : next).toEqual(end);
});

test('every case that can be recorded is recorded', () => {
  const names = new Set(histories.map(({ name }) => name.split('/').at(-1)));
  expect(recordedCases.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
});
