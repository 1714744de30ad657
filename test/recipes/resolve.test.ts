import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { applyClear } from '../../recipes/mapping/apply-clear.ts';
import { CLEAR, compileMapping, joinPath, resolveMapping } from '../../recipes/mapping/resolve.ts';
import type { Scope } from '../../recipes/mapping/scope.ts';
import { scopeOf } from './scopes.ts';

const scope = scopeOf(
  {
    email: 'ada@example.com',
    n: 5,
    yes: true,
    none: null,
    tags: ['a', 'b'],
    dataFields: { 'first name': 'Ada', 'a.b': 1 },
  },
  [['profile', { user: { dataFields: { city: 'Porto' } }, items: [{ id: 7 }] }]],
);

describe('resolveMapping', () => {
  test.each<[Json, Json]>([
    ['{{ trigger.n }}', 5],
    ['{{ trigger.yes }}', true],
    ['{{ trigger.tags }}', ['a', 'b']],
    ['{{ trigger.dataFields["first name"] }}', 'Ada'],
    ['{{ trigger.dataFields["a.b"] }}', 1],
    ['{{ steps.profile.items[0].id }}', 7],
    ['{{ trigger.tags[1] }}', 'b'],
    ['n={{ trigger.n }}', 'n=5'],
    ['{{ trigger.tags }}!', '["a","b"]!'],
    ['{{ event.id }} {{ event.receivedAt }} {{ job.id }}', 'evt_1 2031-03-04T05:06:40.000Z job_1'],
    ['{{ null }}', null],
    ['{{ trigger.none }}', null],
    [null, null],
    ['\\{{ literal }}', '{{ literal }}'],
    ['{{ trigger.missing | default: "friend" }}', 'friend'],
    ['{{ trigger.missing | upper | default: trigger.email }}', 'ada@example.com'],
    ['Hi {{ trigger.missing | default: "friend" }}', 'Hi friend'],
  ])('The mapping %j gives %j.', (mapping, value) => {
    expect(resolveMapping(mapping, scope)).toEqual(value);
  });

  test('A missing pill skips its field at any depth, and a text with a missing or null pill is skipped as a whole.', () => {
    const mapping = {
      a: '{{ trigger.missing }}',
      b: ['{{ trigger.nope }}', 1, { c: '{{ trigger.email.x }}', d: '{{ trigger.n }}' }],
      e: 'Hi {{ trigger.missing }}',
      f: 'Hi {{ trigger.none }}',
      g: '{{ trigger.none }}',
    };
    expect(resolveMapping(mapping, scope)).toStrictEqual({ b: [1, { d: 5 }], g: null });
    expect(resolveMapping('{{ trigger.missing }}', scope)).toBeUndefined();
  });

  test('The word clear empties a field according to its type.', () => {
    const mapping = {
      t: '{{ clear }}',
      l: '{{clear}}',
      o: '{{ clear }}',
      n: '{{ clear }}',
      in: [{ t: '{{ clear }}' }],
      x: '{{ clear }}',
    };
    const resolved = resolveMapping(mapping, scope);
    expect((resolved as Record<string, unknown>).t).toBe(CLEAR);
    const schema = {
      type: 'object',
      $defs: { text: { type: 'string' } },
      properties: {
        t: { $ref: '#/$defs/text' },
        l: { anyOf: [{ type: 'array' }, { type: 'null' }] },
        o: { type: 'object' },
        n: { type: ['integer', 'null'] },
        in: { type: 'array', items: { properties: { t: { type: 'string' } } } },
      },
    };
    expect(applyClear(resolved, schema)).toEqual({ t: '', l: [], o: {}, n: null, in: [{ t: '' }], x: null });
    expect(applyClear(resolved)).toEqual({ t: null, l: null, o: null, n: null, in: [{ t: null }], x: null });
  });

  test('Values are shared with the payload and never changed.', () => {
    const payload = { deep: { list: [1, { x: 1 }] } };
    const before = JSON.stringify(payload);
    const resolved = resolveMapping({ copy: '{{ trigger.deep }}' }, scopeOf(payload)) as { copy: unknown };
    expect(resolved.copy).toBe(payload.deep);
    expect(JSON.stringify(payload)).toBe(before);
  });

  test('A failing function names its field and pill and shows no value.', () => {
    try {
      resolveMapping({ a: ['{{ trigger.email | add: 1 }}'] }, scope, 'steps[0].with');
      expect('thrown').toBe('not thrown');
    } catch (error) {
      const { code, message, details } = error as ConnectorError;
      expect(code).toBe('ITC_FUNCTION_ARGUMENT');
      expect(details).toMatchObject({
        path: 'steps[0].with.a[0]',
        pill: '{{ trigger.email | add: 1 }}',
        found: 'a text',
      });
      expect(message).not.toContain('ada@');
    }
  });
});

describe('class C2 and C3: a value is data', () => {
  const syntax = fc.constantFrom(
    '{{ trigger.email }}',
    '{{',
    '}}',
    '\\{{ x }}',
    '${process.env.HOME}',
    '{{ constructor.constructor("return process")() }}',
    '<%= 7*7 %>',
    '#{7*7}',
    '={{ $json.x }}',
    '{{ clear }}',
    '{{ null }}',
    '__proto__',
    '`',
    '\u0000',
  );
  const hostile = fc
    .array(fc.oneof(syntax, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 6 })
    .map((x) => x.join(''));

  test('Ten thousand hostile values come out of every kind of place as they went in.', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const from = scopeOf({ value, [value]: 'own' }, [['s', { value }]]);
        expect(resolveMapping('{{ trigger.value }}', from)).toBe(value);
        expect(resolveMapping({ a: ['{{ steps.s.value }}'] }, from)).toEqual({ a: [value] });
        expect(resolveMapping('<{{ trigger.value }}|{{ steps.s.value }}>', from)).toBe(`<${value}|${value}>`);
        expect(resolveMapping('{{ trigger.none | default: trigger.value | trim | default: "" }}', from)).toBe(
          value.trim(),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test('Resolving a resolved value again changes nothing where the value holds no pill, and is never done where it does.', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = resolveMapping({ v: '{{ trigger }}' }, scopeOf(value as Json)) as { v: Json };
        expect(once.v).toBe(value);
        if (!JSON.stringify(value).includes('{{')) expect(resolveMapping(once, scopeOf(null))).toEqual(once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('class C5: no key reaches a prototype', () => {
  const builtIns: object[] = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype];
  const snapshot = () => builtIns.map((proto) => Reflect.ownKeys(proto).map(String).sort());

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'length'])(
    'The key %s is missing unless the payload has it itself.',
    (key) => {
      for (const root of ['trigger', 'trigger.dataFields', 'steps.profile', 'steps', 'loops', 'event', 'job']) {
        expect(resolveMapping(`{{ ${root}["${key}"] }}`, scope)).toBeUndefined();
        expect(resolveMapping(`{{ ${root}.${key}.${key} }}`, scope)).toBeUndefined();
      }
      expect(resolveMapping(`{{ trigger.tags["${key}"] }}`, scope)).toBeUndefined();
      expect(resolveMapping(`{{ ${key} }}`, scope)).toBeUndefined();
    },
  );

  test('Hostile keys in payloads and mappings stay own keys and leave all prototypes as they were.', () => {
    const before = snapshot();
    const key = fc.constantFrom('__proto__', 'constructor', 'prototype', 'x');
    fc.assert(
      fc.property(key, key, fc.jsonValue(), (a, b, value) => {
        const payload = JSON.parse(`{"${a}":{"${b}":${JSON.stringify(value)}}}`) as Json;
        const from: Scope = scopeOf(payload);
        expect(resolveMapping(`{{ trigger["${a}"]["${b}"] }}`, from)).toEqual(JSON.parse(JSON.stringify(value)));
        const mapping = JSON.parse(`{"${a}":{"${b}":"{{ trigger }}"}}`) as Json;
        const resolved = resolveMapping(mapping, from) as object;
        expect(Object.keys(resolved)).toEqual([a]);
        expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
        const picked = resolveMapping(`{{ trigger | pick: "${a}" }}`, from) as object;
        expect(Object.getPrototypeOf(picked)).toBe(Object.prototype);
      }),
      { numRuns: 2000 },
    );
    expect(snapshot()).toEqual(before);
  });
});

const faultOf = (mapping: Json, path?: string, from: Scope = scope): ConnectorError => {
  try {
    resolveMapping(mapping, from, path);
  } catch (error) {
    return error as ConnectorError;
  }
  throw new Error('it was resolved');
};

describe('Places and faults of a mapping', () => {
  test('A mapping without pills is one literal, and one with pills keeps the place of each text.', () => {
    const literal = { a: ['x', 1, null, { b: true }] };
    expect(compileMapping(literal)).toEqual({ kind: 'literal', value: literal });
    expect(compileMapping(['x', '{{ trigger.n }}'], 'with')).toMatchObject({
      kind: 'list',
      items: [
        { kind: 'literal', value: 'x' },
        { kind: 'template', path: 'with[1]' },
      ],
    });
    expect(compileMapping({ a: 1, 'b c': { d: '{{ trigger.n }}' }, e: undefined } as unknown as Json)).toMatchObject({
      kind: 'object',
      entries: [
        ['a', { kind: 'literal', value: 1 }],
        ['b c', { kind: 'object', entries: [['d', { path: '["b c"].d' }]] }],
      ],
    });
  });

  test.each([
    ['', 'a', 'a'],
    ['with', 'a_$1', 'with.a_$1'],
    ['with', '1a', 'with["1a"]'],
    ['with', 'a-b', 'with["a-b"]'],
    ['', 'first name', '["first name"]'],
    ['', '', '[""]'],
  ])('The path %j and the key %j make %s.', (path, key, joined) => {
    expect(joinPath(path, key)).toBe(joined);
  });

  test('A function that does not exist is named with its place.', () => {
    const { code, message, details } = faultOf('{{ trigger.n | shout }}', 'with.a');
    expect({ code, message, details }).toEqual({
      code: 'ITC_FUNCTION_UNKNOWN',
      message: 'There is no function shout.',
      details: { path: 'with.a' },
    });
  });

  test('A wrong number of arguments is told with the pill, before anything is computed.', () => {
    const { code, message, details, cause } = faultOf('a {{ trigger.missing | upper: 1 }}', 'with.a');
    expect({ code, message, details, cause }).toEqual({
      code: 'ITC_FUNCTION_ARGUMENT',
      message: 'The function upper is written `upper`, but has 1 argument.',
      details: { path: 'with.a', pill: '{{ trigger.missing | upper: 1 }}' },
      cause: undefined,
    });
  });

  test('A function that refuses its value is named before its reason, which stays the cause.', () => {
    const error = faultOf('{{ trigger.email | add: 1 }}');
    expect(error.message).toBe('add: The value must be a number, but is a text.');
    expect(error.cause).toMatchObject({ message: 'The value must be a number, but is a text.' });
  });

  test('A text that grows beyond its bound is refused with all of its pills.', () => {
    const long = scopeOf({ a: 'x'.repeat(2_000_000), b: 'y' });
    expect(resolveMapping('{{ trigger.a }}{{ trigger.a }}', long)).toHaveLength(4_000_000);
    const { code, message, details } = faultOf('{{ trigger.a }}{{ trigger.a }}, {{ trigger.b }}', undefined, long);
    expect({ code, message, details }).toEqual({
      code: 'ITC_FUNCTION_ARGUMENT',
      message: 'The text would be too long.',
      details: { path: '', pill: '{{ trigger.a }} {{ trigger.a }} {{ trigger.b }}' },
    });
  });

  test('A missing value or argument passes by every function but those that take it.', () => {
    expect(resolveMapping('{{ trigger.missing | upper }}', scope)).toBeUndefined();
    expect(resolveMapping('{{ trigger.none | upper }}', scope)).toBeNull();
    expect(resolveMapping('{{ trigger.n | add: trigger.missing }}', scope)).toBeUndefined();
    expect(resolveMapping('{{ trigger.missing | default: trigger.nope, 1 }}', scope)).toBe(1);
  });

  test('Text around a pill is kept in order, and a list in it is written as JSON.', () => {
    expect(resolveMapping('<{{ trigger.yes }}{{ trigger.n }}> {{ trigger.tags }}', scope)).toBe('<true5> ["a","b"]');
    expect(resolveMapping('x', scope)).toBe('x');
  });

  test('Clear empties only what the mapping wrote, deep in lists and objects, and skips what is missing.', () => {
    const schema = { type: 'object', properties: { a: { type: 'array', items: { type: ['null', 'array'] } } } };
    expect(applyClear({ a: [CLEAR, undefined, 1], b: 'x' }, schema)).toEqual({ a: [[], 1], b: 'x' });
    expect(applyClear(CLEAR, { type: 'string' })).toBe('');
    expect(applyClear(CLEAR)).toBeNull();
    expect(applyClear(undefined)).toBeUndefined();
    const shared = { deep: [1] };
    expect(applyClear(shared, schema)).toBe(shared);
    expect(applyClear(null, schema)).toBeNull();
  });
});
