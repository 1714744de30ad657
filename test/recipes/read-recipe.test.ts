import { describe, expect, test } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import { parseRecipe, readRecipe, recipeInvalid } from '../../recipes/parse-recipe.ts';
import type { Problem } from '../../recipes/recipe.ts';

const head = 'name: demo\nconnection: main\ntrigger: { use: new_object, with: { eventName: x } }\n';

function errorOf(read: () => unknown): ConnectorError {
  try {
    read();
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
  throw new Error('the recipe was accepted');
}
const withOf = (fields: string): unknown => {
  const [step] = parseRecipe(`${head}steps:\n  - id: a\n    use: b\n    with: ${fields}\n`).steps;
  return step !== undefined && 'with' in step ? step.with : undefined;
};

describe('The text of a recipe', () => {
  test('has the values of YAML 1.2, so that words and times stay text.', () => {
    expect(withOf('{ a: yes, b: on, c: 12:30:45, d: 2031-03-04, e: ~, f: 0o17, g: 017, h: 1_000, i: True }')).toEqual({
      a: 'yes',
      b: 'on',
      c: '12:30:45',
      d: '2031-03-04',
      e: null,
      f: 15,
      g: 17,
      h: '1_000',
      i: true,
    });
  });

  test('may repeat a part by its name.', () => {
    expect(withOf('{ a: &one { x: [1] }, b: *one }')).toEqual({ a: { x: [1] }, b: { x: [1] } });
  });

  test('has no key that takes over the fields of another part.', () => {
    expect(withOf('{ <<: { a: 1 }, b: 2 }')).toEqual({ '<<': { a: 1 }, b: 2 });
  });

  test('may be as long as the limit and no longer.', () => {
    const text = `${head}steps: [{ id: a, use: b }]\n`;
    const long = (length: number): string => `${text}#${'x'.repeat(length - text.length - 1)}`;
    expect(parseRecipe(long(1_000_000)).name).toBe('demo');
    const { code, message, details } = errorOf(() => parseRecipe(long(1_000_001)));
    expect({ code, message, details }).toEqual({
      code: 'ITC_RECIPE_SYNTAX',
      message: 'The document is too long (line 1, column 1).',
      details: { line: 1, column: 1 },
    });
  });

  test.each<[string, string, number, number]>([
    ['Map keys must be unique', 'name: a\nname: b', 2, 1],
    ['Implicit keys of flow sequence pairs need to be on a single line', 'a: ["b\n  c": 1]', 1, 5],
    ['The text holds more than one document', 'a: 1\n---\nb: 1', 2, 1],
    ['Unresolved tag: !run', 'steps:\n  - !run [ls]', 2, 5],
    ['No part before this one has the name &who', 'a: 1\nb: [*who, &who 2]', 2, 5],
    ['Flow sequence in block collection must be sufficiently indented and end with a ]', 'a:\n  b: [\n1]', 3, 1],
  ])('that cannot be read is refused: %s', (what, text, line, column) => {
    const { code, message, details } = errorOf(() => parseRecipe(text));
    expect(code).toBe('ITC_RECIPE_SYNTAX');
    expect(message).toBe(`${what} (line ${String(line)}, column ${String(column)}).`);
    expect(details).toEqual({ line, column });
  });

  test('may not be nested beyond measure.', () => {
    const { code, message, details } = errorOf(() => parseRecipe(`a:\n  ${'['.repeat(20_000)}`));
    expect(code).toBe('ITC_RECIPE_SYNTAX');
    expect(message).toContain('The text is nested too deeply or repeats too many parts (line 2, column ');
    expect(details?.['line']).toBe(2);
  });

  test('may not grow beyond measure when its repeated parts are written out.', () => {
    const parts = Array.from(
      { length: 9 },
      (_, n) => `a${String(n + 1)}: &a${String(n + 1)} [${`*a${String(n)},`.repeat(9)}]`,
    );
    const error = errorOf(() => parseRecipe(['a0: &a0 [x,x,x,x,x,x,x,x,x]', ...parts].join('\n')));
    expect(error).toMatchObject({
      code: 'ITC_RECIPE_SYNTAX',
      message: 'The text is nested too deeply or repeats too many parts (line 1, column 1).',
      details: { line: 1, column: 1 },
    });
    expect(error.cause).toBeInstanceOf(Error);
  });

  test('is not written to standard error where the parser only warns of it.', () => {
    const said: unknown[] = [];
    const { emitWarning } = process;
    process.emitWarning = (warning) => void said.push(warning);
    try {
      errorOf(() => parseRecipe(`${head}steps: !secret [ada@example.com]`));
      withOf('{ ? { a: ada@example.com } : 1 }');
    } finally {
      process.emitWarning = emitWarning;
    }
    expect(said).toEqual([]);
  });
});

describe('The error of a recipe', () => {
  const fault = (path: string, message: string): Problem => ({ code: 'ITC_RECIPE_FIELD', path, message, hint: 'H' });
  const first = fault('steps[0].use', 'There is none.');

  test.each<[string, Problem[]]>([
    ['The recipe has faults. steps[0].use: There is none.', [first]],
    ['The recipe has faults. steps[0].use: There is none. (and 1 more)', [first, fault('a', 'b')]],
    ['The recipe has faults. steps[0].use: There is none. (and 2 more)', [first, first, first]],
    ['The recipe has faults. It is a text.', [fault('', 'It is a text.')]],
  ])('names the first fault and counts the others: %s', (message, problems) => {
    const error = recipeInvalid(problems);
    expect({ code: error.code, message: error.message, details: error.details }).toEqual({
      code: 'ITC_RECIPE_INVALID',
      message,
      details: { problems },
    });
  });

  test('has a general text where no fault is known.', () => {
    expect(recipeInvalid([]).message).toMatch(/^The recipe \w.*\.$/);
  });

  test('is that of the bounds alone where a document is out of them.', () => {
    const problems = (document: unknown) => errorOf(() => readRecipe(document)).details?.problems as Problem[];
    expect(problems({ a: Number.NaN }).map(({ path }) => path)).toEqual(['a']);
    const steps = Array.from({ length: 501 }, () => ({}));
    expect(problems({ steps }).map(({ message }) => message)).toEqual(['The recipe has 501 steps, more than 500.']);
  });
});
