import { describe, expect, test } from '@jest/globals';

import { checkBounds, checkStepCount } from '../../recipes/document-bounds.ts';
import { recipeLimits } from '../../recipes/recipe-limits.ts';

const field = (path: string, message: string, hint: string) => ({ code: 'ITC_RECIPE_FIELD', path, message, hint });
const nest = (depth: number): unknown => (depth === 0 ? 1 : { a: nest(depth - 1) });

describe('The bounds of a document', () => {
  test('What JSON has is taken.', () => {
    expect(checkBounds({ a: [null, 'x', 1, true, { b: {} }] })).toEqual([]);
  });

  test('What JSON does not have is refused at its place, in the order of the document.', () => {
    const what = 'This value does not exist in JSON.';
    const hint = 'Write it as a text in quotes.';
    expect(checkBounds({ a: undefined, b: [1, Number.NaN], 'c d': { e: 1n }, f: Infinity, g: () => 1 })).toEqual([
      field('a', what, hint),
      field('b[1]', what, hint),
      field('["c d"].e', what, hint),
      field('f', what, hint),
      field('g', what, hint),
    ]);
  });

  test('The key __proto__ is refused at any depth, and nothing below it is looked at.', () => {
    expect(checkBounds(JSON.parse('{"a":[{"__proto__":{"b":1}}]}'))).toEqual([
      field('a[0].__proto__', 'The key __proto__ is not allowed.', 'Use another name for this field.'),
    ]);
  });

  test('A document may be as deep as the limit and no deeper.', () => {
    expect(checkBounds(nest(recipeLimits.depth))).toEqual([]);
    expect(checkBounds(nest(recipeLimits.depth + 1))).toEqual([
      field('', 'The document is nested too deeply.', 'Split it into several recipes.'),
    ]);
  });

  test('A document may have as many values as the limit and no more.', () => {
    // the list itself is one
    const values = Array.from({ length: recipeLimits.values - 1 }, () => 1);
    expect(checkBounds(values)).toEqual([]);
    expect(checkBounds([...values, 1])).toEqual([
      field('', 'The document has too many values.', 'Split it into several recipes.'),
    ]);
  });

  test('After twenty faults it is enough.', () => {
    expect(checkBounds(Array.from({ length: 30 }, () => undefined))).toHaveLength(20);
  });
});

describe('The steps of a document', () => {
  const steps = (count: number): unknown[] => Array.from({ length: count }, () => ({}));
  const around = (key: string, depth: number): unknown => ({ steps: inner(key, depth) });
  const inner = (key: string, depth: number): unknown[] => [depth === 1 ? {} : { [key]: inner(key, depth - 1) }];

  test.each(['then', 'else', 'steps'])('Steps may be nested in %s as deep as the limit and no deeper.', (key) => {
    expect(checkStepCount(around(key, recipeLimits.nesting))).toEqual([]);
    expect(checkStepCount(around(key, recipeLimits.nesting + 1))).toEqual([
      field(
        `steps${`[0].${key}`.repeat(recipeLimits.nesting)}`,
        `Steps are nested deeper than ${String(recipeLimits.nesting)}.`,
        'Move the inner steps up, or into another recipe.',
      ),
    ]);
  });

  test('An empty branch below the deepest step is no step.', () => {
    const deep = around('then', recipeLimits.nesting);
    const text = JSON.stringify(deep).replace('[{}]', '[{"then":[]}]');
    expect(checkStepCount(JSON.parse(text))).toEqual([]);
  });

  test('All steps count, wherever they stand.', () => {
    const half = Math.floor(recipeLimits.steps / 2);
    const document = (count: number) => ({ steps: [{ then: steps(half) }, { else: steps(count - half - 2) }] });
    expect(checkStepCount(document(recipeLimits.steps))).toEqual([]);
    expect(checkStepCount(document(recipeLimits.steps + 1))).toEqual([
      field(
        'steps',
        `The recipe has ${String(recipeLimits.steps + 1)} steps, more than ${String(recipeLimits.steps)}.`,
        'Split it into several recipes.',
      ),
    ]);
  });

  test.each([[null], ['steps'], [[]], [{}], [{ steps: 'x' }], [{ steps: [null, 'x', []] }]])(
    'What is no tree of steps has none too many: %j.',
    (document) => {
      expect(checkStepCount(document)).toEqual([]);
    },
  );
});
