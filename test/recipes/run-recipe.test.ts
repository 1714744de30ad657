import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Json } from '../../errors/json.ts';
import type { Recipe, Step } from '../../recipes/recipe.ts';
import { isJobEnd, resumeRecipe } from '../../recipes/resume-recipe.ts';
import { startRecipe } from '../../recipes/start-recipe.ts';
import { act, type Answerer, finish, inputs, recipeOf, runOf, success, trigger } from './machine-runs.ts';
import { anyRecipe } from './random-recipe.ts';

describe('startRecipe', () => {
  test('An action is asked for with its resolved input, its connection and its rules.', () => {
    const { requests, end } = runOf(
      recipeOf(
        act('a', { x: '{{ trigger.n }}', y: '{{ trigger.no }}', j: '{{ job.id }}' }),
        act('b', { code: '{{ steps.a.code }}' }, { connection: 'other', onUnknownOutcome: 'fail', maxAttempts: 2 }),
      ),
      { n: 1 },
    );
    expect(requests).toEqual([
      {
        kind: 'action',
        path: 'a',
        stepId: 'a',
        action: 'note',
        connection: 'main',
        input: { x: 1, j: 'job_1' },
        maxAttempts: 8,
      },
      {
        kind: 'action',
        path: 'b',
        stepId: 'b',
        action: 'note',
        connection: 'other',
        input: { code: 'Success' },
        maxAttempts: 2,
        onUnknownOutcome: 'fail',
      },
    ]);
    expect(end).toEqual({ status: 'succeeded' });
  });

  test('A cleared field is emptied by the schema of the action, and is null without one.', () => {
    const recipe = recipeOf(act('a', { t: '{{ clear }}' }));
    const inputSchemaOf = () => ({ properties: { t: { type: 'string' } } });
    expect(inputs(finish(startRecipe(recipe, trigger({}), { inputSchemaOf }), success).requests)).toEqual([{ t: '' }]);
    expect(inputs(runOf(recipe, {}).requests)).toEqual([{ t: null }]);
  });

  test('A condition records its branch, and a recorded branch stands.', () => {
    const recipe = recipeOf(
      { id: 'i', if: { left: '{{ trigger.n }}', op: 'greater_than', right: 5 }, then: [act('a')], else: [act('b')] },
      act('c', { b: '{{ steps.i.branch }}' }),
    );
    expect(runOf(recipe, { n: 9 }).paths).toEqual(['i', 'a', 'c']);
    expect(runOf(recipe, { n: 1 }).paths).toEqual(['i', 'b', 'c']);
    expect(runOf(recipe, { n: 1 }).requests[0]).toEqual({
      kind: 'record',
      path: 'i',
      stepId: 'i',
      output: { branch: 'else' },
    });
    const stands = runOf(recipe, { n: 1 }, (r) =>
      r.path === 'i' ? { outcome: 'success', output: { branch: 'then' } } : success(r),
    );
    expect(stands.paths).toEqual(['i', 'a', 'c']);
    expect(inputs(stands.requests)).toEqual([{}, { b: 'then' }]);
  });

  test('A for-each runs its steps for each item, with nested items, positions and stable paths.', () => {
    const inner: Step = {
      id: 'g',
      forEach: '{{ item.skus }}',
      steps: [act('a', { s: '{{ item }}', i: '{{ index }}', o: '{{ loops.f.item.id }}', oi: '{{ loops.f.index }}' })],
    };
    const { requests, paths } = runOf(
      recipeOf(
        { id: 'f', forEach: '{{ trigger.orders }}', steps: [inner] },
        act('z', { n: '{{ steps.f.count }}', gone: '{{ steps.a }}' }),
      ),
      {
        orders: [
          { id: 7, skus: ['x', 'y'] },
          { id: 8, skus: [] },
        ],
      },
    );
    expect(paths).toEqual(['f[0].g[0].a', 'f[0].g[1].a', 'f[0].g', 'f[1].g', 'f', 'z']);
    expect(inputs(requests)).toEqual([{ s: 'x', i: 0, o: 7, oi: 0 }, { s: 'y', i: 1, o: 7, oi: 0 }, { n: 2 }]);
  });

  test('Outputs of one round are not seen in the next, and outputs from before the loop are.', () => {
    const recipe = recipeOf(act('p'), {
      id: 'f',
      forEach: [1, 2],
      steps: [
        { id: 'i', if: { left: '{{ item }}', op: 'equals', right: 1 }, then: [act('a')] },
        act('b', { a: '{{ steps.a.of }}', p: '{{ steps.p.of }}' }),
      ],
    });
    expect(inputs(runOf(recipe, {}).requests)).toEqual([{}, {}, { a: 'f[0].a', p: 'p' }, { p: 'p' }]);
  });

  test('The batch form gives lists of at most the size.', () => {
    const recipe = recipeOf({
      id: 'f',
      forEach: '{{ trigger }}',
      batchSize: 2,
      steps: [act('a', { items: '{{ item }}', i: '{{ index }}' })],
    });
    const { requests, paths } = runOf(recipe, [1, 2, 3]);
    expect(inputs(requests)).toEqual([
      { items: [1, 2], i: 0 },
      { items: [3], i: 1 },
    ]);
    expect(paths).toEqual(['f[0].a', 'f[1].a', 'f']);
  });

  test('A for-each over something else fails the job with its path, and over nothing runs no round.', () => {
    const recipe = recipeOf({ id: 'f', forEach: '{{ trigger.x }}', steps: [act('a')] });
    expect(runOf(recipe, { x: 'text' }).end).toMatchObject({
      status: 'failed',
      error: { code: 'ITC_INPUT_INVALID', details: { path: 'steps[0].forEach', found: 'a text' } },
    });
    expect(runOf(recipe, {}).paths).toEqual(['f']);
    expect(runOf(recipe, { x: null }).end).toEqual({ status: 'succeeded' });
    expect(runOf(recipe, { x: Array.from({ length: 100_001 }, () => 1) }).end.reason).toContain('100001 items');
  });

  test('A for-each over 100,000 items runs to its end.', () => {
    const recipe = recipeOf({ id: 'f', forEach: '{{ trigger }}', steps: [act('a', { x: '{{ item }}' })] });
    const { requests, end } = runOf(
      recipe,
      Array.from({ length: 100_000 }, (_, i) => i),
    );
    expect(requests).toHaveLength(100_001);
    expect(end.status).toBe('succeeded');
  });

  test('A stop ends the job as stopped or failed, with its reason, also from within a loop.', () => {
    const stopped = recipeOf(
      { id: 'f', forEach: [1, 2], steps: [{ id: 's', stop: { as: 'stopped', reason: 'at {{ item }}' } }] },
      act('a'),
    );
    expect(runOf(stopped, {})).toMatchObject({ paths: ['f[0].s'], end: { status: 'stopped', reason: 'at 1' } });
    const failed = runOf(recipeOf({ id: 's', stop: { as: 'failed', reason: '{{ trigger.why }}' } }), {
      why: 'no stock',
    });
    expect(failed.end).toMatchObject({ status: 'failed', reason: 'no stock', error: { code: 'ITC_RECIPE_STOPPED' } });
    expect(runOf(recipeOf({ id: 's', stop: { as: 'stopped' } }), {}).end).toEqual({ status: 'stopped' });
  });

  test('A respond step asks for an answer to the caller and the job goes on.', () => {
    const { requests } = runOf(
      recipeOf({ id: 'r', respond: { status: 201, body: { n: '{{ trigger.n }}' } } }, { id: 'q', respond: {} }),
      { n: 5 },
    );
    expect(requests).toEqual([
      { kind: 'respond', path: 'r', stepId: 'r', status: 201, body: { n: 5 } },
      { kind: 'respond', path: 'q', stepId: 'q', status: 200, body: {} },
    ]);
  });

  test('A skipped step is not run and its pills are missing.', () => {
    const { requests, paths } = runOf(
      recipeOf(act('a', {}, { skip: true }), act('b', { x: '{{ steps.a.code }}' })),
      {},
    );
    expect(paths).toEqual(['b']);
    expect(inputs(requests)).toEqual([{}]);
  });

  test('A refused call fails the job, or goes on with missing outputs where the step says so.', () => {
    const error = { code: 'ITC_ITERABLE_REJECTED', message: 'Refused.', hint: 'Correct it.' } as const;
    const refuse: Answerer = (r) =>
      r.stepId === 'a' ? { outcome: 'rejected', output: { code: 'BadParams' }, error } : success(r);
    const stops = runOf(recipeOf(act('a'), act('b')), {}, refuse);
    expect(stops).toMatchObject({ paths: ['a'], end: { status: 'failed', reason: 'Step a: Refused.', error } });
    const goesOn = runOf(
      recipeOf(act('a', {}, { onRejected: 'continue' }), act('b', { c: '{{ steps.a.code }}' })),
      {},
      refuse,
    );
    expect(inputs(goesOn.requests)).toEqual([{}, {}]);
    expect(goesOn.end.status).toBe('succeeded');
    const lost = runOf(recipeOf(act('a', {}, { onRejected: 'continue' })), {}, () => ({
      outcome: 'unknown',
      output: null,
    }));
    expect(lost.end).toMatchObject({ status: 'failed', error: { code: 'ITC_STEP_FAILED' } });
  });

  test('A function or text that fails ends the job with the path of its field, and nothing is thrown.', () => {
    const recipe = recipeOf({
      id: 'i',
      if: { left: 1, op: 'equals', right: 1 },
      then: [act('a', { to: { x: '{{ trigger.t | number }}' } })],
    });
    expect(runOf(recipe, { t: 'x' }).end).toMatchObject({
      status: 'failed',
      error: { code: 'ITC_FUNCTION_ARGUMENT', details: { path: 'steps[0].then[0].with.to.x' } },
    });
    expect(runOf(recipeOf(act('a', { x: '{{ oops' })), {}).end).toMatchObject({
      status: 'failed',
      error: { code: 'ITC_PILL_SYNTAX' },
    });
  });
});

describe('resumeRecipe', () => {
  // answers depend on the path only, as the same call of a repeated run would
  const answer: Answerer = (request) => {
    if (request.kind === 'record') return { outcome: 'success', output: request.output };
    const sum = [...request.path].reduce((total, char) => total + char.charCodeAt(0), 0);
    return sum % 5 === 0 ? { outcome: 'rejected', output: null } : { outcome: 'success', output: { code: sum } };
  };
  const payload: Json = { list: [1, 'two', { three: 3 }], n: 7, text: 'ada' };

  test('A job that stops after any number of recorded steps goes on exactly as if it had not stopped.', () => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        const whole = finish(startRecipe(recipe, trigger(payload)), answer);
        expect(new Set(whole.requests.map(({ path }) => path)).size).toBe(whole.requests.length);
        const cuts =
          whole.requests.length > 40
            ? [0, 1, 17, whole.requests.length]
            : [...whole.requests.keys(), whole.requests.length];
        for (const cut of cuts) {
          const recorded = new Map(whole.requests.slice(0, cut).map((request) => [request.path, answer(request)]));
          const fresh = JSON.parse(JSON.stringify(recipe)) as Recipe;
          const { run, next } = resumeRecipe(fresh, trigger(payload), recorded);
          if (isJobEnd(next)) {
            expect(cut).toBe(whole.requests.length);
            expect(next).toEqual(whole.end);
          } else {
            const rest = finish(run, answer, { done: false, value: next });
            expect(rest.requests).toEqual(whole.requests.slice(cut));
            expect(rest.end).toEqual(whole.end);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('A finished job has its end and no next step.', () => {
    const { next } = resumeRecipe(
      recipeOf(act('a')),
      trigger({}),
      new Map([['a', { outcome: 'success', output: {} }]]),
    );
    expect(next).toEqual({ status: 'succeeded' });
  });
});
