import { describe, expect, test } from '@jest/globals';

import type { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import { readRecipe } from '../../recipes/parse-recipe.ts';
import type { Problem } from '../../recipes/recipe.ts';
import { recipeSchema } from '../../recipes/recipe-schema.ts';

const whole: JsonObject = {
  name: 'demo',
  connection: 'main',
  trigger: { use: 'new_object', with: { eventName: 'x' } },
  steps: [{ id: 'a', use: 'note' }],
};
const kinds: Record<string, JsonObject> = {
  action: { id: 'a', use: 'note' },
  if: { id: 'a', if: { left: 'x', op: 'is_present' }, then: [] },
  forEach: { id: 'a', forEach: '{{ trigger.list }}', steps: [] },
  forEachPage: { id: 'a', forEachPage: { use: 'export' }, steps: [] },
  stop: { id: 'a', stop: { as: 'stopped' } },
  respond: { id: 'a', respond: {} },
};
const ofStep = (kind: string, changes: JsonObject): JsonObject => ({
  ...whole,
  steps: [{ ...(kinds[kind] as JsonObject), ...changes }],
});
const ofCondition = (condition: Json): JsonObject => ofStep('if', { if: condition });
const x = (length: number): string => 'x'.repeat(length);
const name = 'Must be 1 to 64 lower-case letters, digits and underscores, beginning with a letter.';

const problemsOf = (document: JsonObject): Problem[] => {
  try {
    readRecipe(document);
  } catch (error) {
    return (error as ConnectorError).details?.problems as Problem[];
  }
  return [];
};

const compare = (op: string): JsonObject => ({ left: 'x', op, right: 'y' });
const many = (count: number): Json[] => Array.from({ length: count }, () => compare('equals'));

describe('What a recipe document may hold', () => {
  test.each<[string, JsonObject]>([
    ['a name of one letter', { ...whole, name: 'a' }],
    ['a name of 64 characters', { ...whole, name: `a_9${x(61)}` }],
    ['a title of 200 characters', { ...whole, title: x(200) }],
    ['a description of 5,000 characters', { ...whole, description: x(5000) }],
    ['a connection with a name of 200 characters', { ...whole, connection: x(200) }],
    ...['warn', 'hold'].map((onDrift): [string, JsonObject] => [
      `${onDrift} on drift`,
      { ...whole, trigger: { use: 'new_object', with: {}, onDrift } },
    ]),
    ...Object.keys(kinds).flatMap((kind): [string, JsonObject][] => [
      [`a step of the kind ${kind}`, ofStep(kind, {})],
      [`a comment of 2,000 characters at a step of the kind ${kind}`, ofStep(kind, { comment: x(2000) })],
      [`a step of the kind ${kind} that is skipped`, ofStep(kind, { skip: true })],
    ]),
    [
      'an action with every option',
      ofStep('action', { with: { deep: [{ a: null }] }, connection: 'other', ignoreUnsubscribes: true }),
    ],
    ...['hold', 'retry', 'fail'].map((rule): [string, JsonObject] => [
      `${rule} on an unknown outcome`,
      ofStep('action', { onUnknownOutcome: rule }),
    ]),
    ...['stop', 'continue'].map((rule): [string, JsonObject] => [
      `${rule} on a refusal`,
      ofStep('action', { onRejected: rule }),
    ]),
    ...['action', 'forEachPage'].flatMap((kind): [string, JsonObject][] => [
      [`one try of a step of the kind ${kind}`, ofStep(kind, { maxAttempts: 1 })],
      [`50 tries of a step of the kind ${kind}`, ofStep(kind, { maxAttempts: 50 })],
    ]),
    [
      'a condition with another branch',
      ofStep('if', { then: [{ id: 'b', use: 'note' }], else: [{ id: 'c', use: 'note' }] }),
    ],
    ...'equals not_equals contains not_contains starts_with ends_with greater_than less_than in'
      .split(' ')
      .map((op): [string, JsonObject] => [`the comparison ${op}`, ofCondition(compare(op))]),
    ...'is_present is_blank is_true is_false'
      .split(' ')
      .map((op): [string, JsonObject] => [`the comparison ${op} without a right side`, ofCondition({ left: 'x', op })]),
    ['all of 100 comparisons', ofCondition({ all: many(100) })],
    ['any of 100 comparisons', ofCondition({ any: many(100) })],
    ['what is not any of all', ofCondition({ not: { any: [{ all: [compare('equals')] }] } })],
    ['a batch of one item', ofStep('forEach', { batchSize: 1 })],
    ['a batch of 10,000 items', ofStep('forEach', { batchSize: 10_000 })],
    ['a page of one row', ofStep('forEachPage', { pageSize: 1 })],
    ['a page of 10,000 rows', ofStep('forEachPage', { pageSize: 10_000 })],
    [
      'pages with input and connection',
      ofStep('forEachPage', { forEachPage: { use: 'e', with: { a: 1 }, connection: 'c' } }),
    ],
    ['a failing stop with a reason', ofStep('stop', { stop: { as: 'failed', reason: '{{ trigger.why }}' } })],
    ['an answer with its lowest status', ofStep('respond', { respond: { status: 200, body: { a: [1] } } })],
    ['an answer with its highest status', ofStep('respond', { respond: { status: 599, body: null } })],
    ['500 steps', { ...whole, steps: Array.from({ length: 500 }, (_, n) => ({ id: `s${String(n)}`, use: 'note' })) }],
  ])('It may hold %s.', (_, document) => {
    expect(readRecipe(document)).toEqual(document);
  });

  const unknown = 'The key other is not known here.';
  test.each<[string, string, JsonObject]>([
    ['name', name, { ...whole, name: '' }],
    ['name', name, { ...whole, name: 'Demo' }],
    ['name', name, { ...whole, name: '9a' }],
    ['name', name, { ...whole, name: 'a-b' }],
    ['name', name, { ...whole, name: 'a b' }],
    ['name', name, { ...whole, name: x(65) }],
    ['steps[0].id', name, ofStep('action', { id: x(65) })],
    ['title', 'Too big: expected string to have <=200 characters.', { ...whole, title: x(201) }],
    ['description', 'Too big: expected string to have <=5000 characters.', { ...whole, description: x(5001) }],
    ['connection', 'Too small: expected string to have >=1 characters.', { ...whole, connection: '' }],
    ['connection', 'Too big: expected string to have <=200 characters.', { ...whole, connection: x(201) }],
    ['trigger.with', 'The key with is missing.', { ...whole, trigger: { use: 'x' } }],
    ['trigger.other', unknown, { ...whole, trigger: { use: 'x', with: {}, other: 1 } }],
    [
      'trigger.onDrift',
      'Invalid option: expected one of "warn"|"hold".',
      { ...whole, trigger: { use: 'x', with: {}, onDrift: 'go' } },
    ],
    ['steps', 'A recipe needs at least one step.', { ...whole, steps: [] }],
    ['other', unknown, { ...whole, other: 1 }],
    ...Object.keys(kinds).flatMap((kind): [string, string, JsonObject][] => [
      ['steps[0].other', unknown, ofStep(kind, { other: 1 })],
      ['steps[0].comment', 'Too big: expected string to have <=2000 characters.', ofStep(kind, { comment: x(2001) })],
      ['steps[0].skip', 'Invalid input: expected boolean, received number.', ofStep(kind, { skip: 1 })],
    ]),
    ['steps[0].use', 'Too small: expected string to have >=1 characters.', ofStep('action', { use: '' })],
    ['steps[0].with', 'Invalid input: expected record, received array.', ofStep('action', { with: [] })],
    [
      'steps[0].onUnknownOutcome',
      'Invalid option: expected one of "hold"|"retry"|"fail".',
      ofStep('action', { onUnknownOutcome: 'x' }),
    ],
    [
      'steps[0].onRejected',
      'Invalid option: expected one of "stop"|"continue".',
      ofStep('action', { onRejected: 'x' }),
    ],
    ...['action', 'forEachPage'].flatMap((kind): [string, string, JsonObject][] => [
      ['steps[0].maxAttempts', 'Too small: expected number to be >=1.', ofStep(kind, { maxAttempts: 0 })],
      ['steps[0].maxAttempts', 'Too big: expected number to be <=50.', ofStep(kind, { maxAttempts: 51 })],
      ['steps[0].maxAttempts', 'Invalid input: expected int, received number.', ofStep(kind, { maxAttempts: 1.5 })],
    ]),
    ['steps[0].if.other', unknown, ofCondition({ ...compare('equals'), other: 1 })],
    ['steps[0].if.left', 'The key left is missing.', ofCondition({ op: 'equals' })],
    ['steps[0].if.all', 'Too small: expected array to have >=1 items.', ofCondition({ all: [] })],
    ['steps[0].if.all', 'Too big: expected array to have <=100 items.', ofCondition({ all: many(101) })],
    ['steps[0].if.any', 'Too small: expected array to have >=1 items.', ofCondition({ any: [] })],
    ['steps[0].if.any', 'Too big: expected array to have <=100 items.', ofCondition({ any: many(101) })],
    ['steps[0].if.other', unknown, ofCondition({ all: many(1), other: 1 })],
    ['steps[0].if.other', unknown, ofCondition({ any: many(1), other: 1 })],
    ['steps[0].if.other', unknown, ofCondition({ not: compare('equals'), other: 1 })],
    ['steps[0].then', 'The key then is missing.', { ...whole, steps: [{ id: 'a', if: compare('equals') }] }],
    ['steps[0].batchSize', 'Too small: expected number to be >=1.', ofStep('forEach', { batchSize: 0 })],
    ['steps[0].batchSize', 'Too big: expected number to be <=10000.', ofStep('forEach', { batchSize: 10_001 })],
    ['steps[0].steps', 'The key steps is missing.', { ...whole, steps: [{ id: 'a', forEach: [] }] }],
    ['steps[0].pageSize', 'Too small: expected number to be >=1.', ofStep('forEachPage', { pageSize: 0 })],
    ['steps[0].pageSize', 'Too big: expected number to be <=10000.', ofStep('forEachPage', { pageSize: 10_001 })],
    ['steps[0].forEachPage.use', 'The key use is missing.', ofStep('forEachPage', { forEachPage: {} })],
    ['steps[0].forEachPage.other', unknown, ofStep('forEachPage', { forEachPage: { use: 'e', other: 1 } })],
    ['steps[0].stop.as', 'Invalid option: expected one of "stopped"|"failed".', ofStep('stop', { stop: { as: 'x' } })],
    ['steps[0].stop.as', 'The key as is missing.', ofStep('stop', { stop: {} })],
    ['steps[0].stop.other', unknown, ofStep('stop', { stop: { as: 'failed', other: 1 } })],
    [
      'steps[0].respond.status',
      'Too small: expected number to be >=200.',
      ofStep('respond', { respond: { status: 199 } }),
    ],
    [
      'steps[0].respond.status',
      'Too big: expected number to be <=599.',
      ofStep('respond', { respond: { status: 600 } }),
    ],
    ['steps[0].respond.other', unknown, ofStep('respond', { respond: { other: 1 } })],
  ])('%#: at %s it is told: %s', (path, message, document) => {
    const code = path.endsWith('.id') ? 'ITC_RECIPE_STEP_ID' : 'ITC_RECIPE_FIELD';
    expect(problemsOf(document)).toEqual([{ code, path, message, hint: expect.stringMatching(/^\w.*\.$/) }]);
  });

  test.each<[string, string, JsonObject, string]>([
    [
      'no step',
      'steps[0]',
      { ...whole, steps: ['a'] },
      'A step needs one of the keys use, if, forEach, forEachPage, stop, respond.',
    ],
    [
      'a step of no kind',
      'steps[0].then[1]',
      ofStep('if', { then: [{ id: 'b', use: 'c' }, { id: 'd' }] }),
      'A step needs one of the keys use, if, forEach, forEachPage, stop, respond.',
    ],
    ['no condition', 'steps[0].if', ofCondition('x'), 'A condition needs one of the keys op, all, any, not.'],
    [
      'no condition in a list',
      'steps[0].if.all[1]',
      ofCondition({ all: [compare('in'), null] }),
      'A condition needs one of the keys op, all, any, not.',
    ],
    [
      'a condition of no kind',
      'steps[0].if.not',
      ofCondition({ not: { a: 1 } }),
      'A condition needs one of the keys op, all, any, not.',
    ],
    [
      'what no document has',
      'steps[0].with.at',
      ofStep('action', { with: { at: new Date(0) as unknown as Json } }),
      'The value has a wrong type.',
    ],
  ])('Of %s at %s it says what belongs there.', (_, path, document, message) => {
    expect(problemsOf(document)).toEqual([
      { code: 'ITC_RECIPE_FIELD', path, message, hint: 'Compare with docs/recipes.md.' },
    ]);
  });

  test('Each fault has its own hint, and that of an id its own code.', () => {
    const two = { ...whole, other: 1, steps: [{ id: 'A', use: 'note' }, { use: 'note' }, { id: 'b', stop: {} }] };
    expect(problemsOf(two).map(({ code, path, hint }) => [code, path, hint])).toEqual([
      ['ITC_RECIPE_STEP_ID', 'steps[0].id', 'Compare with docs/recipes.md.'],
      ['ITC_RECIPE_FIELD', 'steps[1].id', 'Add id; see docs/recipes.md.'],
      ['ITC_RECIPE_FIELD', 'steps[2].stop.as', 'Add as; see docs/recipes.md.'],
      ['ITC_RECIPE_FIELD', 'other', 'Remove it, or correct its spelling.'],
    ]);
  });

  test('The schema itself bounds the steps at each level, for those who only have the schema.', () => {
    const steps = (count: number): Json[] => Array.from({ length: count }, () => ({ id: 'a', use: 'note' }));
    const isTaken = (document: JsonObject): boolean => recipeSchema.safeParse(document).success;
    expect([500, 501].map((count) => isTaken({ ...whole, steps: steps(count) }))).toEqual([true, false]);
    expect([500, 501].map((count) => isTaken(ofStep('if', { then: steps(count) })))).toEqual([true, false]);
  });
});
