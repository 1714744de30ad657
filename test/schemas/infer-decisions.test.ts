import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  conflicts,
  describeShape,
  emptyShape,
  formatPatterns,
  inferSchema,
  observe,
  toJsonSchema,
  type JsonSchema,
  type Shape,
} from '../../schemas/index.ts';
import { runs } from './arbitrary-json.ts';

function shapeOf(...samples: unknown[]): Shape {
  const shape = emptyShape();
  for (const sample of samples) observe(shape, sample);
  return shape;
}

function field(samples: unknown[], name = 'v', options: Parameters<typeof inferSchema>[1] = {}): unknown {
  return (inferSchema(samples, options)['properties'] as Record<string, JsonSchema>)[name];
}

const v = (...values: unknown[]): unknown[] => values.map((value) => ({ v: value }));

describe('how inference decides', () => {
  test('a key is required only when every sample has it.', () => {
    expect(inferSchema([{ a: 1, b: 1 }, { a: 2 }])['required']).toEqual(['a']);
  });

  test('null makes a value nullable, and null alone says nothing.', () => {
    expect(field(v(1, null))).toEqual({ type: ['integer', 'null'] });
    expect(field(v(null, null))).toEqual({});
  });

  test('an empty array is not known yet and is filled by later samples.', () => {
    expect(field(v([]))).toEqual({ type: 'array', items: {} });
    expect(field(v([], ['x'], []))).toEqual({ type: 'array', items: { type: 'string' } });
    expect(field(v([], [{ a: 1 }, { b: 2 }]))).toEqual({
      type: 'array',
      items: { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'integer' } } },
    });
  });

  test('integers stay integers until a fraction is seen, and mixed types become branches.', () => {
    expect(field(v(1, 2.0))).toEqual({ type: 'integer' });
    expect(field(v(1, 2.5))).toEqual({ type: 'number' });
    expect(field(v(1, 'x', null))).toEqual({ anyOf: [{ type: 'integer' }, { type: 'string' }, { type: 'null' }] });
  });

  test('formats hold only when every string has them.', () => {
    expect(field(v('ada@example.com', 'bob@example.com'))).toEqual({ type: 'string', format: 'email' });
    expect(field(v('ada@example.com', 'none'))).toEqual({ type: 'string' });
    expect(field(v('2024-01-05T10:11:12Z'))).toEqual({ type: 'string', format: 'date-time' });
    expect(field(v('2024-01-05 10:11:12 +00:00'), 'v', { iterableFormats: 'format' })).toEqual({
      type: 'string',
      format: 'iterable-date-time',
    });
    expect(field(v('2024-01-05 10:11:12 +00:00'))).toMatchObject({ $comment: 'iterable-date-time' });
  });

  test('the byte checks of formats and the published patterns accept the same texts.', () => {
    const parts = fc.constantFrom(
      ...[
        '2024-02-29',
        '2023-02-29',
        'T',
        ' ',
        '10:11:12',
        '24:00:00',
        '.5',
        'Z',
        '+00:00',
        '-0130',
        '0',
        '00',
        '1',
        '25',
      ],
      ...[
        '256',
        '.',
        ':',
        '::',
        'a',
        'F',
        'ab-c',
        '@',
        'example',
        '.com',
        'http://',
        '/',
        '?',
        '#',
        '%41',
        '%',
        '-',
        '~',
        '!',
      ],
    );
    const texts = fc.oneof(
      fc.array(parts, { maxLength: 7 }).map((list) => list.join('')),
      fc.uuid(),
      fc.ipV4(),
      fc.ipV6(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const report = describeShape(shapeOf(text))[0];
        const held: string[] = (report?.formats ?? []).filter((name) => name !== 'json-string');
        const matched = Object.entries(formatPatterns).filter(([, pattern]) => new RegExp(pattern, 'u').test(text));
        expect([text, [...held].sort()]).toEqual([text, matched.map(([name]) => name).sort()]);
      }),
      runs(5000),
    );
  });

  test('value sets become enums only on request and only when values repeat.', () => {
    const samples = v(...Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 'open' : 'closed')));
    expect(field(samples)).toEqual({ type: 'string' });
    expect(field(samples, 'v', { enums: true })).toEqual({ type: 'string', enum: ['closed', 'open'] });
    expect(field(v('a', 'b', 'c'), 'v', { enums: true })).toEqual({ type: 'string' });
  });

  test('personal data is kept neither as example nor as value set.', () => {
    const shape = shapeOf(
      {
        email: 'ada@example.com',
        firstName: 'Ada',
        note: 'ada@example.com',
        call: '+1 202 555 0100',
        event: 'emailSend',
      },
      { address: { line: 'Main Street 1' }, tags: ['vip'] },
    );
    const stored = JSON.stringify(shape);
    for (const secret of ['ada@', 'Ada', '555', 'Main Street']) expect(stored).not.toContain(secret);
    expect(stored).toContain('emailSend');
    expect(JSON.stringify(toJsonSchema(shape, { examples: true }))).toContain('person@example.com');
  });

  test('names that are ids and differ between objects make a dictionary.', () => {
    const samples = [{ byUser: { '101': { n: 1 }, '102': { n: 2 } } }, { byUser: { '103': { n: 3 } } }];
    expect(field(samples, 'byUser')).toEqual({
      type: 'object',
      additionalProperties: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
    });
    expect(conflicts(shapeOf(...samples))).toMatchObject([{ path: '/byUser', kind: 'key-as-id', rule: 'dictionary' }]);
  });

  test('one small object with id-like names stays a record and the choice is reported.', () => {
    const samples = [{ m: { '1': 'a', '2': 'b' } }];
    expect(field(samples, 'm')).toHaveProperty('properties');
    expect(conflicts(shapeOf(...samples))).toMatchObject([{ path: '/m', kind: 'key-as-id' }]);
    expect(field(samples, 'm', { asDictionary: ['/m'] })).toHaveProperty('additionalProperties');
  });

  test('a record with many optional fields is no dictionary, an open key set is one.', () => {
    const words = (n: number): Record<string, number> =>
      Object.fromEntries(
        Array.from({ length: 5 }, (_, i) => [`word${'abcdefghij'[n % 10]!}${'klmno'[i]!}${n < 10 ? 'x' : 'y'}`, 1]),
      );
    const open = Array.from({ length: 20 }, (_, i) => words(i));
    expect(inferSchema(open)).toHaveProperty('additionalProperties');
    const optional = Array.from({ length: 100 }, (_, i) =>
      Object.fromEntries(Array.from({ length: 3 }, (_unused, j) => [`field${String((i * 7 + j * 11) % 30)}x`, 'text'])),
    );
    expect(inferSchema(optional)).toHaveProperty('properties');
  });

  test('past the key cap an object is a dictionary.', () => {
    const schema = inferSchema([Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`k${String(i)}`, i]))]);
    expect(schema).toMatchObject({ type: 'object', additionalProperties: { type: 'integer' } });
  });

  test('mixed types, numeric strings, big integers and JSON in strings are reported with a rule.', () => {
    const found = conflicts(
      shapeOf(
        { a: 1, b: '17', c: 9007199254740993n, d: '{"x":1}', e: true },
        { a: '2', b: '-3.5', c: 1, d: '[]', e: 'text' },
      ),
    );
    expect(found.map(({ path, kind, rule }) => [path, kind, rule])).toEqual([
      ['/a', 'mixed-types', 'as-number'],
      ['/b', 'numeric-strings', 'string'],
      ['/c', 'big-integers', 'string'],
      ['/d', 'json-in-string', 'look-inside'],
      ['/e', 'mixed-types', 'any-of'],
    ]);
  });

  test('on request JSON in a string is looked into.', () => {
    const samples = v('{"x":1}', '{"x":2,"y":null}');
    expect(field(samples, 'v', { insideStrings: true })).toEqual({
      type: 'string',
      contentMediaType: 'application/json',
      contentSchema: { type: 'object', properties: { x: { type: 'integer' }, y: {} }, required: ['x'] },
    });
  });

  test('options set draft, closed objects, key order and bounds.', () => {
    const samples = [
      { b: 1, a: 5 },
      { b: 3, a: 7 },
    ];
    const schema = inferSchema(samples, {
      draft: 'draft-07',
      closed: true,
      keyOrder: 'first-seen',
      bounds: true,
      title: 'T',
    });
    expect(JSON.stringify(schema)).toBe(
      '{"$schema":"http://json-schema.org/draft-07/schema#","title":"T","type":"object","properties":' +
        '{"b":{"type":"integer","minimum":1,"maximum":3},"a":{"type":"integer","minimum":5,"maximum":7}},' +
        '"required":["b","a"],"additionalProperties":false}',
    );
    expect(Object.keys(inferSchema(samples)['properties'] as object)).toEqual(['a', 'b']);
  });

  test('odd keys keep their exact names.', () => {
    const keys = ['__proto__', 'constructor', 'a.b', 'a b', '', '"', '\\', 'é', '😀', '$ref', 'length'];
    const schema = inferSchema([Object.fromEntries(keys.map((key) => [key, 1]))]);
    const named = [
      ...Object.keys(schema['properties'] as object),
      ...Object.keys(schema['patternProperties'] as object).map((pattern) => pattern.slice(1, -1)),
    ];
    expect(named.sort()).toEqual([...keys].sort());
    expect((schema['required'] as string[]).length).toBe(keys.length);
  });
});
