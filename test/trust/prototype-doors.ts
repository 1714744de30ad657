import fc from 'fast-check';

import { readJsonLines } from '../../connector/bulk/read-json-rows.ts';
import { readCsv } from '../../connector/bulk/read-csv.ts';
import { parseFields, payloadOf } from '../../connector/intake/parse-payload.ts';
import { parseJson } from '../../connector/iterable/parse-json.ts';
import { createRedactor } from '../../connector/iterable/redact.ts';
import { createFieldMask } from '../../connector/jobs/mask-fields.ts';
import { redactHeaders } from '../../connector/security/redact-headers.ts';
import type { StepRecord } from '../../connector/store/store.ts';
import type { Json } from '../../errors/json.ts';
import { applyClear, parseRecipe, resolveMapping, startRecipe } from '../../recipes/index.ts';
import { checkUserSchema, inferSchema, parseSamples, toDatapills, toWorkatoFields } from '../../schemas/index.ts';
import { scopeOf } from '../recipes/scopes.ts';

const watched = [Object, Array, Function, String, Number, Boolean, Map, Set, RegExp, Date, Promise, Error];

/** Everything that hangs on the built-in prototypes. */
export const prototypes = (): string =>
  JSON.stringify(
    watched.map(({ prototype }) =>
      Reflect.ownKeys(prototype as object).map((key) => {
        const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key) ?? {};
        return [String(key), typeof value === 'function' ? value.name : typeof value, get?.name, set?.name];
      }),
    ),
  );

const keys = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  '__defineGetter__',
  'constructor.prototype',
  '__proto__.polluted',
  '__proto__[polluted]',
  '["__proto__"]',
  '__pro\\u0074o__',
  '%5F%5Fproto%5F%5F',
  'toString',
  'hasOwnProperty',
  'polluted',
  'email',
);
const leaf = fc.constantFrom('"polluted"', 'true', 'null', '1', '{"polluted":true}');
/** JSON text, for an object literal cannot hold an own key `__proto__` */
const nested = (depth: number): fc.Arbitrary<string> => {
  if (depth === 0) return leaf;
  const inner = nested(depth - 1);
  const object = fc
    .array(fc.tuple(keys, inner), { minLength: 1, maxLength: 3 })
    .map((pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`);
  return fc.oneof(
    leaf,
    object,
    object,
    inner.map((text) => `[${text}]`),
  );
};

/** A document that reaches for a prototype, and a name that does. */
export const hostileDocument = fc.record({ text: nested(3), key: keys });

type Parts = { text: string; key: string };
const bytes = async function* (text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
};
async function drain(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const row of rows) void row;
}
const objectOf = ({ text, key }: Parts): string => `{${JSON.stringify(key)}:${text},"email":"a@b.co"}`;
const recipeOf = (step: string): string =>
  `{"name":"r","connection":"c","trigger":{"use":"new_object","with":{"eventName":"emailOpen"}},"steps":[${step}]}`;

/** Where what a stranger or a user wrote becomes an object. */
export const parsingDoors: Readonly<Record<string, (parts: Parts) => unknown>> = {
  'the form of a webhook': ({ key }) => parseFields(`${key}=1&${key}[polluted]=1&${encodeURIComponent(key)}=2`, 1_000),
  'the query of a webhook': ({ key }) =>
    payloadOf({
      method: 'GET',
      contentType: null,
      query: `${key}=1&${key}.polluted=2`,
      body: Buffer.alloc(0),
    } as never),
  'the body of a webhook': (parts) =>
    payloadOf({
      method: 'POST',
      contentType: 'application/json',
      query: '',
      body: Buffer.from(objectOf(parts)),
    } as never),
  'the headers of a webhook': ({ key, text }) =>
    redactHeaders(JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(text)}}`) as Record<string, string>),
  'an answer of Iterable': ({ text }) => parseJson(text),
  'the redaction of an answer': ({ text }) =>
    createRedactor('key-of-the-connection', { echoes: true }).json(JSON.parse(text) as Json),
  'a recipe in JSON': ({ text }) => parseRecipe(recipeOf(`{"id":"s","respond":{"body":${text}}}`)),
  'a recipe in YAML': ({ key, text }) => {
    const body = `{? ${JSON.stringify(key)} : ${text}, ? ${text} : polluted}`;
    return parseRecipe(
      `name: r\nconnection: c\ntrigger: {use: new_object, with: {eventName: emailOpen}}\nsteps:\n  - {id: s, respond: {body: ${body}}}\n`,
    );
  },
  'a mapping': ({ text }) => applyClear(resolveMapping(JSON.parse(text) as never, scopeOf(JSON.parse(text) as Json))),
  'a pill': ({ key, text }) => {
    const pill = `{{ trigger[${JSON.stringify(key)}] | default: trigger.polluted }}`;
    return applyClear(resolveMapping({ a: '{{ trigger }}', b: pill }, scopeOf(JSON.parse(text) as Json)));
  },
  'the run of a recipe': ({ text }) => {
    const made = parseRecipe(
      recipeOf(`{"id":"e","forEach":"{{ trigger.items }}","steps":[{"id":"s","respond":{"body":${text}}}]}`),
    );
    const payload = { items: [JSON.parse(text) as Json] };
    return startRecipe(made, { payload, eventId: 'evt_1', receivedAt: '2031-01-01T00:00:00.000Z' }).next();
  },
  'samples of a schema': (parts) => {
    const schema = inferSchema([...parseSamples(objectOf(parts))]);
    return [toDatapills(schema, 'trigger'), toWorkatoFields(schema)];
  },
  'a schema of a user': ({ key, text }) =>
    checkUserSchema(JSON.parse(`{"type":"object","properties":{${JSON.stringify(key)}:${text}}}`) as never),
  'rows of NDJSON': (parts) =>
    drain(readJsonLines(bytes(`${objectOf(parts)}\n${objectOf(parts)}\n`), { row: 0, offset: 0 })),
  'rows of CSV': ({ key }) =>
    drain(readCsv(bytes(`"${key.replaceAll('"', '""')}",email\npolluted,a@b.co\n`), { row: 0, offset: 0 }, null)),
  'names of masked fields': ({ key, text }) =>
    createFieldMask([key, `${key}.polluted`], JSON.parse(text) as Json, () => '').step({
      input: { [key]: 'polluted' },
      output: JSON.parse(text) as Json,
      items: null,
      exchanges: [],
      error: null,
    } as unknown as StepRecord),
};

/** Whether something in it has a `polluted` that is not its own. */
export function hasInherited(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 20) return false;
  if ('polluted' in value && !Object.hasOwn(value, 'polluted')) return true;
  return Object.values(value).some((inner) => hasInherited(inner, depth + 1));
}
