import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import { parseRecipe, readRecipe } from '../../recipes/parse-recipe.ts';
import type { Problem, Step } from '../../recipes/recipe.ts';
import { recipeSchema } from '../../recipes/recipe-schema.ts';
import { anyRecipe } from './random-recipe.ts';

const head = 'name: demo\nconnection: main\ntrigger: { use: new_object, with: { eventName: x } }\n';

function errorOf(text: string): ConnectorError {
  try {
    parseRecipe(text);
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
  throw new Error('the recipe was accepted');
}

function problemsOf(text: string): Problem[] {
  const { code, details } = errorOf(text);
  expect(code).toBe('ITC_RECIPE_INVALID');
  return details?.problems as Problem[];
}

describe('parseRecipe', () => {
  test('YAML and JSON give the same recipe for every document.', () => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        const wanted = JSON.parse(JSON.stringify(recipe)) as unknown;
        expect(parseRecipe(JSON.stringify(recipe))).toEqual(wanted);
        expect(parseRecipe(JSON.stringify(recipe, null, '\t'))).toEqual(wanted);
        expect(parseRecipe(stringify(recipe, { aliasDuplicateObjects: false }))).toEqual(wanted);
        expect(readRecipe(recipe)).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['an unclosed bracket', `${head}steps: [`, 4],
    ['a key written twice', `${head}steps: []\nname: again`, 5],
    ['a custom tag', `${head}steps: !run [ls]`, 4],
    ['two documents', `${head}steps: []\n---\na: 1`, 5],
    ['broken JSON', '{\n  "name": "demo",\n  "steps" [\n}', 3],
  ])('The text with %s is refused with line and column.', (_, text, line) => {
    const { code, message, details } = errorOf(text);
    expect(code).toBe('ITC_RECIPE_SYNTAX');
    expect(message).toMatch(/\(line \d+, column \d+\)\.$/);
    expect(details?.line).toBe(line);
  });

  test.each<[string, string, string, string]>([
    ['no steps', head, 'ITC_RECIPE_FIELD', 'steps'],
    ['an empty list of steps', `${head}steps: []`, 'ITC_RECIPE_FIELD', 'steps'],
    ['an unknown key', `${head}step: 1\nsteps: [{ id: a, use: b }]`, 'ITC_RECIPE_FIELD', 'step'],
    ['an unknown key of a step', `${head}steps: [{ id: a, use: b, whit: {} }]`, 'ITC_RECIPE_FIELD', 'steps[0].whit'],
    ['a step of no kind', `${head}steps: [{ id: a }]`, 'ITC_RECIPE_FIELD', 'steps[0]'],
    [
      'a step of two kinds',
      `${head}steps: [{ id: a, use: b, stop: { as: failed } }]`,
      'ITC_RECIPE_FIELD',
      'steps[0].stop',
    ],
    ['a bad step id', `${head}steps: [{ id: A-1, use: b }]`, 'ITC_RECIPE_STEP_ID', 'steps[0].id'],
    ['a step without id', `${head}steps: [{ use: b }]`, 'ITC_RECIPE_FIELD', 'steps[0].id'],
    [
      'a bad operator',
      `${head}steps: [{ id: a, if: { all: [{ left: 1, op: is }] }, then: [] }]`,
      'ITC_RECIPE_FIELD',
      'steps[0].if.all[0].op',
    ],
    ['a condition of no kind', `${head}steps: [{ id: a, if: { x: 1 }, then: [] }]`, 'ITC_RECIPE_FIELD', 'steps[0].if'],
    [
      'a fault in an inner step',
      `${head}steps: [{ id: a, forEach: [], steps: [{ id: b, respond: { status: 99 } }] }]`,
      'ITC_RECIPE_FIELD',
      'steps[0].steps[0].respond.status',
    ],
    [
      'a number that JSON does not have',
      `${head}steps: [{ id: a, use: b, with: { n: .nan } }]`,
      'ITC_RECIPE_FIELD',
      'steps[0].with.n',
    ],
    [
      'a prototype key',
      `${head}steps: [{ id: a, use: b, with: { __proto__: { x: 1 } } }]`,
      'ITC_RECIPE_FIELD',
      'steps[0].with.__proto__',
    ],
    ['a prototype key in JSON', '{"name":"demo","__proto__":{"connection":"x"}}', 'ITC_RECIPE_FIELD', '__proto__'],
    ['a text instead of a document', 'hello', 'ITC_RECIPE_FIELD', ''],
  ])('The document with %s is refused with the path of the fault.', (_, text, code, path) => {
    expect(problemsOf(text)).toMatchObject([{ code, path }]);
  });

  test('Documents beyond the bounds are refused and cost little.', () => {
    const bomb = [
      'a0: &a0 [x,x,x,x,x,x,x,x,x]',
      ...Array.from({ length: 9 }, (_, i) => `a${String(i + 1)}: &a${String(i + 1)} [${`*a${String(i)},`.repeat(9)}]`),
    ];
    expect(['ITC_RECIPE_SYNTAX', 'ITC_RECIPE_INVALID']).toContain(errorOf(bomb.join('\n')).code);
    expect(errorOf(`${head}steps: &s [*s]`).code).toMatch(/^ITC_RECIPE_/);
    expect(errorOf(`${head}steps: ${'['.repeat(20_000)}`).code).toMatch(/^ITC_RECIPE_/);
    expect(errorOf('x'.repeat(1_000_001)).message).toContain('too long');
    const deep = Array.from({ length: 21 }).reduce<Step[]>(
      (steps, _, i) => [{ id: `f${String(i)}`, forEach: [], steps }],
      [{ id: 'a', use: 'b' }],
    );
    expect(
      problemsOf(
        JSON.stringify({
          ...(JSON.parse('{"name":"demo","connection":"m"}') as object),
          trigger: { use: 'x', with: {} },
          steps: deep,
        }),
      )[0]?.message,
    ).toContain('nested deeper than 20');
    const many = Array.from({ length: 501 }, (_, i) => `  - { id: s${String(i)}, use: b }`).join('\n');
    expect(problemsOf(`${head}steps:\n${many}`)[0]?.message).toContain('501 steps');
  });

  test('The document schema can be written as JSON Schema, for the API description and the designer.', () => {
    const schema = z.toJSONSchema(recipeSchema, { io: 'input' });
    expect(schema).toMatchObject({
      type: 'object',
      required: ['name', 'connection', 'trigger', 'steps'],
      additionalProperties: false,
    });
  });

  test('A merge key is an ordinary key and merges nothing.', () => {
    const { steps } = parseRecipe(`${head}steps: [{ id: a, use: b, with: { "<<": { c: 1 } } }]`);
    expect(steps[0]).toMatchObject({ with: { '<<': { c: 1 } } });
  });
});
