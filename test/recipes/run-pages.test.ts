import { describe, expect, test } from '@jest/globals';

import type { Json, JsonObject } from '../../errors/json.ts';
import type { StepAnswer } from '../../recipes/job-machine.ts';
import type { ForEachPageStep, Recipe, Step } from '../../recipes/recipe.ts';
import { recipeLimits } from '../../recipes/recipe-limits.ts';
import { act, type Answerer, inputs, recipeOf, runOf, success } from './machine-runs.ts';

const loop = (changes: Partial<ForEachPageStep> = {}): Step => ({
  id: 'people',
  forEachPage: { use: 'export', with: { list: '{{ trigger.list }}' } },
  steps: [act('write', { page: '{{ index }}', rows: '{{ item | map: "n" }}', list: '{{ trigger.list }}' })],
  ...changes,
});
const rowsOf = (...numbers: number[]): JsonObject[] => numbers.map((n) => ({ n }));
const page = (rows: JsonObject[], badRows = 0): Json => ({ rows, badRows, next: null });

/** Answers with these pages one after the other, each of which begins at a thousand times its number. */
function bringing(...pages: Json[]): Answerer {
  return (request) => {
    if (request.path.endsWith('.rows')) return { outcome: 'success', output: { file: 'main/rows.ndjson' } };
    if (request.kind !== 'page') return success(request);
    const at = request.from.offset / 1000;
    const next = at + 1 < pages.length ? { row: (at + 1) * 10, offset: (at + 1) * 1000 } : null;
    return { outcome: 'success', output: { ...(pages[at] as JsonObject), next } };
  };
}

const run = (recipe: Recipe, ...pages: Json[]) => runOf(recipe, { list: 7 }, bringing(...pages));

describe('A for-each over pages of rows', () => {
  test('asks for the rows once, as rows, and then for each page of the file from where the last one ended.', () => {
    const { requests, end } = run(recipeOf(loop()), page(rowsOf(1, 2)), page(rowsOf(3), 2));
    const toFile = { stepId: 'people', file: 'main/rows.ndjson', size: recipeLimits.defaultPageSize };
    const write = { kind: 'action', stepId: 'write', action: 'note', connection: 'main', maxAttempts: 8 };
    expect(requests).toEqual([
      {
        kind: 'action',
        path: 'people.rows',
        stepId: 'people',
        action: 'export',
        connection: 'main',
        input: { list: 7 },
        maxAttempts: recipeLimits.defaultAttempts,
        asRows: true,
      },
      { kind: 'page', path: 'people[0]', from: { row: 0, offset: 0 }, ...toFile },
      { ...write, path: 'people[0].write', input: { page: 0, rows: [1, 2], list: 7 } },
      { kind: 'page', path: 'people[1]', from: { row: 10, offset: 1000 }, ...toFile },
      { ...write, path: 'people[1].write', input: { page: 1, rows: [3], list: 7 } },
      { kind: 'record', path: 'people', stepId: 'people', output: { pages: 2, rows: 3, badRows: 2 } },
    ]);
    expect(end).toEqual({ status: 'succeeded' });
  });

  test('takes its own connection, size of a page and number of tries.', () => {
    const own = loop({ forEachPage: { use: 'export', connection: 'other' }, pageSize: 5, maxAttempts: 2 });
    expect(run(recipeOf(own), page([])).requests).toMatchObject([
      { connection: 'other', input: {}, maxAttempts: 2 },
      { kind: 'page', size: 5 },
      { kind: 'record' },
    ]);
  });

  test('runs no steps for a page without rows and does not count it, though its bad rows are counted.', () => {
    const { paths, requests } = run(recipeOf(loop()), page([], 4), page(rowsOf(1)), page([], 1));
    expect(paths).toEqual(['people.rows', 'people[0]', 'people[1]', 'people[1].write', 'people[2]', 'people']);
    expect(requests.at(-1)).toMatchObject({ output: { pages: 1, rows: 1, badRows: 5 } });
  });

  test('gives its counts to the steps behind it, and what a round recorded is gone there.', () => {
    const later = act('later', { n: '{{ steps.people.rows }}', gone: '{{ steps.write.code }}' });
    expect(inputs(run(recipeOf(loop(), later), page(rowsOf(1, 2))).requests).at(-1)).toEqual({ n: 2 });
  });

  test('is ended by a stop within it, with the pages behind it left alone.', () => {
    const stops = loop({
      steps: [{ id: 'enough', stop: { as: 'stopped', reason: 'page {{ index }}' } }, act('never')],
    });
    const { paths, end } = run(recipeOf(stops, act('later')), page(rowsOf(1)), page(rowsOf(2)));
    expect(paths).toEqual(['people.rows', 'people[0]', 'people[0].enough']);
    expect(end).toEqual({ status: 'stopped', reason: 'page 0' });
  });

  test('within another loop has a path and rows for each round.', () => {
    const outer: Step = {
      id: 'each',
      forEach: [1, 2],
      steps: [loop({ steps: [act('a', { o: '{{ loops.each.item }}' })] })],
    };
    const { paths, requests } = run(recipeOf(outer), page(rowsOf(1)));
    const round = (n: number) =>
      ['people.rows', 'people[0]', 'people[0].a', 'people'].map((path) => `each[${String(n)}].${path}`);
    expect(paths).toEqual([...round(0), ...round(1), 'each']);
    expect(inputs(requests)).toEqual([{ list: 7 }, { o: 1 }, { list: 7 }, { o: 2 }]);
  });

  test('empties a cleared field of its call by the schema of its action.', () => {
    const cleared = loop({ forEachPage: { use: 'export', with: { t: '{{ clear }}' } } });
    const inputSchemaOf = (action: string): Json => ({
      properties: { t: { type: action === 'export' ? 'string' : 'array' } },
    });
    expect(inputs(runOf(recipeOf(cleared), {}, bringing(page([])), { inputSchemaOf }).requests)).toEqual([{ t: '' }]);
  });

  test.each<[string, string]>([
    ['people.rows', 'Step people.rows: Refused.'],
    ['people[1]', 'Step people[1]: Refused.'],
    ['people[1].write', 'Step people[1].write: Refused.'],
  ])('fails the job with the path of the part that failed: %s.', (path, reason) => {
    const error = { code: 'ITC_ITERABLE_REJECTED', message: 'Refused.', hint: 'Correct it.' } as const;
    const bring = bringing(page(rowsOf(1)), page(rowsOf(2)));
    const refused: StepAnswer = { outcome: 'rejected', output: null, error };
    const { paths, end } = runOf(recipeOf(loop()), { list: 7 }, (request) =>
      request.path === path ? refused : bring(request),
    );
    expect(paths.at(-1)).toBe(path);
    expect(end).toEqual({ status: 'failed', reason, error });
  });

  test.each<[string, Partial<ForEachPageStep>]>([
    [
      'steps[0].forEachPage.with.list',
      { forEachPage: { use: 'export', with: { list: '{{ trigger.list | boolean }}' } } },
    ],
    ['steps[0].steps[0].with.x', { steps: [act('a', { x: '{{ trigger.list | boolean }}' })] }],
  ])('names the field whose function refuses its value: %s.', (path, changes) => {
    expect(run(recipeOf(loop(changes)), page(rowsOf(1))).end).toMatchObject({
      status: 'failed',
      error: { code: 'ITC_FUNCTION_ARGUMENT', details: { path } },
    });
  });

  test('ends after 100,000 pages, and fails the job where there are more.', () => {
    const pages = (count: number): Answerer => {
      const bring = bringing();
      return (request) => {
        if (request.kind !== 'page') return bring(request);
        const row = request.from.row + 1;
        return {
          outcome: 'success',
          output: { rows: [], badRows: 0, next: row < count ? { row, offset: row } : null },
        };
      };
    };
    const whole = runOf(recipeOf(loop()), {}, pages(100_000));
    expect(whole.end).toEqual({ status: 'succeeded' });
    expect(whole.paths.at(-2)).toBe('people[99999]');
    const over = runOf(recipeOf(loop()), {}, pages(100_001));
    expect(over.paths.at(-1)).toBe('people[99999]');
    expect(over.end).toMatchObject({
      status: 'failed',
      reason: 'There are more than 100000 pages.',
      error: { code: 'ITC_INPUT_INVALID', details: { path: 'steps[0].pageSize' } },
    });
  });
});
