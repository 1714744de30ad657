import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import type { StepAnswer } from '../../recipes/job-machine.ts';
import type { Step } from '../../recipes/recipe.ts';
import { isJobEnd, resumeRecipe } from '../../recipes/resume-recipe.ts';
import { startRecipe } from '../../recipes/start-recipe.ts';
import { act, type Answerer, finish, inputs, recipeOf, runOf, success, trigger } from './machine-runs.ts';

const each = (...steps: Step[]): Step => ({ id: 'each', forEach: [1, 2], steps });
const choice = (more: object = {}): Step => ({
  id: 'choice',
  if: { left: '{{ trigger.n }}', op: 'equals', right: 1 },
  then: [act('yes')],
  ...more,
});

describe('What a run knows at each place', () => {
  test('The event and the job are known before, in and after a loop.', () => {
    const fields = { e: '{{ event.id }} {{ event.receivedAt }}', j: '{{ job.id }}', t: '{{ trigger.n }}' };
    const given = { e: 'evt_1 2031-03-04T05:06:40.000Z', j: 'job_1', t: 5 };
    expect(inputs(runOf(recipeOf(act('a', fields), each(act('b', fields))), { n: 5 }).requests)).toEqual([
      given,
      given,
      given,
    ]);
  });

  test('A run outside of a job has null as the id of its job.', () => {
    const { payload, eventId, receivedAt } = trigger({});
    const run = startRecipe(recipeOf(act('a', { j: '{{ job.id }}' })), { payload, eventId, receivedAt });
    expect(inputs(finish(run, success).requests)).toEqual([{ j: null }]);
  });

  test('A loop within a branch within a loop has the whole way as its path.', () => {
    const inner: Step = { id: 'inner', forEach: [1], steps: [act('a')] };
    expect(runOf(recipeOf(each(choice({ then: [inner] }))), { n: 1 }).paths).toEqual(
      [0, 1]
        .flatMap((n) => ['choice', 'inner[0].a', 'inner'].map((path) => `each[${String(n)}].${path}`))
        .concat('each'),
    );
  });

  test('A field that a loop clears is emptied by the schema of the action that it is given to.', () => {
    const inputSchemaOf = (action: string): Json => ({
      properties: { t: { type: action === 'note' ? 'string' : 'array' } },
    });
    const recipe = recipeOf(each(act('a', { t: '{{ clear }}' })));
    expect(inputs(runOf(recipe, {}, success, { inputSchemaOf }).requests)).toEqual([{ t: '' }, { t: '' }]);
  });

  test('Whether unsubscribed people get a message is handed on where the step says it, and only there.', () => {
    const steps = [act('a', {}, { ignoreUnsubscribes: true }), act('b', {}, { ignoreUnsubscribes: false }), act('c')];
    const { requests } = runOf(recipeOf(...steps), {});
    expect(
      requests.map((request) => ('ignoreUnsubscribes' in request ? request.ignoreUnsubscribes : 'not said')),
    ).toEqual([true, false, 'not said']);
  });

  test('A step without fields is given none.', () => {
    expect(inputs(runOf(recipeOf({ id: 'a', use: 'note' }), {}).requests)).toEqual([{}]);
  });
});

describe('What a run records', () => {
  test.each<[string, Step, number, string, string[]]>([
    ['then', choice(), 1, 'then', ['choice', 'yes', 'z']],
    ['none, where no other branch is', choice(), 2, 'none', ['choice', 'z']],
    ['else, where one is, though empty', choice({ else: [] }), 2, 'else', ['choice', 'z']],
  ])('A condition records %s, and pills read it.', (_, step, n, branch, paths) => {
    const run = runOf(recipeOf(step, act('z', { b: '{{ steps.choice.branch }}' })), { n });
    expect(run.requests[0]).toEqual({ kind: 'record', path: 'choice', stepId: 'choice', output: { branch } });
    expect(run.paths).toEqual(paths);
    expect(inputs(run.requests).at(-1)).toEqual({ b: branch });
  });

  test.each<[Json, string[]]>([
    [{ branch: 'then' }, ['choice', 'yes', 'z']],
    [{ branch: 'else' }, ['choice', 'no', 'z']],
    [{ branch: 'none' }, ['choice', 'z']],
    [{ branch: 'elsewhere' }, ['choice', 'no', 'z']],
    [{}, ['choice', 'no', 'z']],
    [null, ['choice', 'no', 'z']],
    ['then', ['choice', 'no', 'z']],
    [['then'], ['choice', 'no', 'z']],
  ])(
    'A condition that was recorded as %j goes that way, and by the payload where that is no branch.',
    (output, paths) => {
      const recorded: Answerer = (request) =>
        request.path === 'choice' ? { outcome: 'success', output } : success(request);
      expect(runOf(recipeOf(choice({ else: [act('no')] }), act('z')), { n: 2 }, recorded).paths).toEqual(paths);
    },
  );

  test('A branch that was recorded, and that the document does not have, runs no step.', () => {
    const recorded: Answerer = (request) =>
      request.path === 'choice' ? { outcome: 'success', output: { branch: 'else' } } : success(request);
    const { paths, end } = runOf(recipeOf(choice()), { n: 1 }, recorded);
    expect(paths).toEqual(['choice']);
    expect(end).toEqual({ status: 'succeeded' });
  });

  test('A loop records how many items it had, also in batches.', () => {
    for (const batchSize of [{}, { batchSize: 2 }]) {
      const { requests } = runOf(recipeOf({ id: 'f', forEach: [1, 2, 3], ...batchSize, steps: [] }), {});
      expect(requests).toEqual([{ kind: 'record', path: 'f', stepId: 'f', output: { count: 3 } }]);
    }
  });

  test.each<[Json | undefined, Json, object]>([
    ['enough', 'enough', { reason: 'enough' }],
    ['{{ trigger.why }}', '{"a":1}', { reason: '{"a":1}' }],
    [7, '7', { reason: '7' }],
    ['{{ trigger.none }}', null, {}],
    ['{{ trigger.missing }}', null, {}],
    [undefined, null, {}],
  ])('A stop by %j records it as text, and ends with it.', (reason, text, more) => {
    const stop: Step = { id: 's', stop: { as: 'stopped', ...(reason === undefined ? {} : { reason }) } };
    const { requests, end } = runOf(recipeOf(stop), { why: { a: 1 }, none: null });
    expect(requests).toEqual([{ kind: 'record', path: 's', stepId: 's', output: { as: 'stopped', reason: text } }]);
    expect(end).toEqual({ status: 'stopped', ...more });
  });

  test('The reason of a stop is cut to 2,000 characters.', () => {
    const reasonOf = (reason: string) => runOf(recipeOf({ id: 's', stop: { as: 'stopped', reason } }), {}).end.reason;
    expect(reasonOf('x'.repeat(2000))).toHaveLength(2000);
    expect(reasonOf('x'.repeat(2001))).toBe('x'.repeat(2000));
  });

  test('A failing stop names its place, and says so itself where it has no reason.', () => {
    const { requests, end } = runOf(recipeOf(act('a'), { id: 's', stop: { as: 'failed' } }), {});
    expect(requests.at(-1)).toMatchObject({ output: { as: 'failed', reason: null } });
    expect(end).toMatchObject({
      status: 'failed',
      error: { code: 'ITC_RECIPE_STOPPED', details: { path: 'steps[1]' } },
    });
    expect(end.reason).toBe(end.error?.message);
    expect(end.reason).toMatch(/\w/);
  });

  test('An answer whose pills are missing is an empty one.', () => {
    const answer = (body: Json): Step => ({ id: 'r', respond: { body } });
    expect(runOf(recipeOf(each(answer('{{ trigger.missing }}'))), {}).requests[1]).toEqual({
      kind: 'respond',
      path: 'each[1].r',
      stepId: 'r',
      status: 200,
      body: {},
    });
    expect(runOf(recipeOf(answer('{{ trigger.n }}')), { n: 0 }).requests[0]).toMatchObject({ body: 0 });
  });
});

describe('Where a fault of a run stands', () => {
  const wrong = '{{ trigger.t | number }}';
  const condition = { left: wrong, op: 'is_true' } as const;
  test.each<[string, Step]>([
    ['steps[0].with.x', act('a', { x: wrong })],
    ['steps[0].if.left', { id: 'i', if: condition, then: [] }],
    ['steps[0].then[0].with.x', choice({ then: [act('a', { x: wrong })] })],
    ['steps[0].else[0].with.x', choice({ if: { not: choiceHolds() }, else: [act('a', { x: wrong })] })],
    ['steps[0].forEach', { id: 'f', forEach: wrong, steps: [] }],
    ['steps[0].steps[0].with.x', each(act('a', { x: wrong }))],
    ['steps[0].stop.reason', { id: 's', stop: { as: 'stopped', reason: wrong } }],
    ['steps[0].respond.body', { id: 'r', respond: { body: wrong } }],
  ])('A function that refuses its value fails the job and names %s.', (path, step) => {
    const { end } = runOf(recipeOf(step, act('never')), { t: 'x', n: 1 });
    expect(end).toMatchObject({ status: 'failed', error: { code: 'ITC_FUNCTION_ARGUMENT', details: { path } } });
    expect(end.reason).toBe(end.error?.message);
  });

  function choiceHolds() {
    return { left: '{{ trigger.n }}', op: 'equals', right: 1 } as const;
  }

  test.each<[string, Json, string]>([
    ['must give a list, but gave a text.', 'text', 'a text'],
    ['must give a list, but gave an object.', {}, 'an object'],
    ['gave 100001 items, more than 100000.', Array.from({ length: 100_001 }, () => 0), 'a list'],
  ])('A loop over what cannot be run through fails the job: it %s', (what, x, found) => {
    expect(runOf(recipeOf({ id: 'f', forEach: '{{ trigger.x }}', steps: [act('a')] }), { x }).end).toMatchObject({
      status: 'failed',
      reason: `steps[0].forEach ${what}`,
      error: { code: 'ITC_INPUT_INVALID', details: { path: 'steps[0].forEach', found } },
    });
  });

  test('A step that fails without a reason fails the job with a general one, and names its round.', () => {
    const lost: Answerer = (request) =>
      request.path === 'each[1].a' ? { outcome: 'unknown', output: null } : success(request);
    const { paths, end } = runOf(recipeOf(each(act('a')), act('never')), {}, lost);
    expect(paths).toEqual(['each[0].a', 'each[1].a']);
    expect(end).toMatchObject({ status: 'failed', error: { code: 'ITC_STEP_FAILED' } });
    expect(end.reason).toBe(`Step each[1].a: ${end.error?.message ?? ''}`);
  });

  test('A fault that nobody foresaw fails the job, and its text, which may hold anything, stays out of its history.', () => {
    const inputSchemaOf = (): Json => {
      throw new TypeError('ada@example.com is no schema');
    };
    const { end } = runOf(recipeOf(act('a')), {}, success, { inputSchemaOf });
    expect(end).toMatchObject({ status: 'failed', error: { code: 'ITC_STEP_FAILED' } });
    expect(JSON.stringify(end)).not.toContain('ada@');
  });
});

describe('A run that goes on', () => {
  test('clears fields by the schemas of actions as the first run did.', () => {
    const recipe = recipeOf(act('a'), act('b', { t: '{{ clear }}' }));
    const recorded = new Map<string, StepAnswer>([['a', { outcome: 'success', output: {} }]]);
    const inputSchemaOf = (): Json => ({ properties: { t: { type: 'string' } } });
    const { next } = resumeRecipe(recipe, trigger({}), recorded, { inputSchemaOf });
    expect(next).toMatchObject({ path: 'b', input: { t: '' } });
    expect(isJobEnd(next)).toBe(false);
  });
});
