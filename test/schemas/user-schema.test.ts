import { describe, expect, test } from '@jest/globals';
import { ConnectorError } from '../../errors/connector-error.ts';
import { checkUserSchema, compileSchema, inferSchema, shapeFromJson, toTypeScript } from '../../schemas/index.ts';

function refusal(schema: unknown): [string, unknown] {
  try {
    checkUserSchema(schema);
  } catch (error) {
    if (error instanceof ConnectorError) return [error.code, error.details?.path];
    throw error;
  }
  return ['accepted', ''];
}

function nest(depth: number): unknown {
  let schema: unknown = { type: 'string' };
  for (let i = 0; i < depth; i++) schema = { type: 'array', items: schema };
  return schema;
}

describe('schemas from users', () => {
  test.each([
    ['$ref', { properties: { a: { $ref: 'file:///etc/passwd' } } }, '/properties/a/$ref'],
    ['tsType', { tsType: 'process.exit(1)' }, '/tsType'],
    ['a pattern', { items: { pattern: '^(a|a)*$' } }, '/items/pattern'],
    ['a pattern of names', { patternProperties: { '(a|a)*$': {} } }, '/patternProperties'],
    ['$data', { minimum: { $data: '1/a' } }, '/minimum'],
    ['$dynamicRef', { anyOf: [{ $dynamicRef: '#x' }] }, '/anyOf/0/$dynamicRef'],
    ['uniqueItems', { uniqueItems: true }, '/uniqueItems'],
    ['an unknown type', { type: 'any' }, '/type'],
    ['a list in place of a schema', { items: [] }, '/items'],
    ['a text in place of a schema', 'x', ''],
  ])('%s is refused with the path of the fault.', (_what, schema, path) => {
    expect(refusal(schema)).toEqual(['ITC_SCHEMA_INVALID', path]);
  });

  test('schemas past depth 64 or 2,000 properties are refused, also by the emitters.', async () => {
    const wide = { properties: Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`p${String(i)}`, {}])) };
    for (const schema of [nest(65), nest(100_000), wide]) {
      expect(refusal(schema)[0]).toBe('ITC_SCHEMA_INVALID');
      await expect(toTypeScript(schema)).rejects.toMatchObject({ code: 'ITC_SCHEMA_INVALID' });
    }
    expect(refusal(nest(64))[0]).toBe('accepted');
  });

  test('every schema that inference writes is accepted.', () => {
    const samples: unknown[] = [
      { at: '2024-01-05 10:11:12 +00:00', __proto: 1, m: { '1': 1 }, toString: 1, '\ud800': 1 },
      { m: {} },
    ];
    for (const closed of [false, true])
      expect(refusal(inferSchema(samples, { closed, bounds: true }))[0]).toBe('accepted');
  });

  test('a compiled schema names the path of each fault.', () => {
    const check = compileSchema({
      type: 'object',
      properties: { a: { type: 'string', format: 'email' } },
      required: ['a'],
    });
    expect(check({ a: 'ada@example.com' })).toEqual([]);
    expect(check({ a: 'x' })[0]?.path).toBe('/a');
    expect(check({})[0]?.message).toContain('required');
    expect(() => compileSchema({ type: 'string', format: 'no-such-format' })).toThrow(ConnectorError);
  });

  test('a stored shape that was changed by hand is refused with its path.', () => {
    for (const json of [null, {}, { version: 1, samples: -1, limits: {}, root: {} }])
      expect(() => shapeFromJson(json)).toThrow(ConnectorError);
  });
});
