import assert from 'node:assert/strict';
import { compileFunction } from 'node:vm';

import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import * as z from 'zod';

import { ConnectorError } from '../../../errors/connector-error.ts';
import {
  checkUserSchema,
  compileSchema,
  inferSchema,
  parseSamples,
  sampleOf,
  toDatapills,
  toWorkatoFields,
  toZodSource,
  type JsonSchema,
} from '../../../schemas/index.ts';
import { resultOf } from '../refusals.ts';

const ajv = new Ajv2020({ strict: true, validateSchema: true });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);

function strict(schema: JsonSchema): (value: unknown) => boolean {
  const check = ajv.compile(schema);
  ajv.removeSchema(schema);
  return check as (value: unknown) => boolean;
}

/** Generated source is data to the library; only tests run it. */
function zodFrom(schema: JsonSchema): z.ZodType {
  const source = toZodSource(schema)
    .replace(/^import[^\n]*\n/, '')
    .replace('export const schema =', 'return');
  return (compileFunction(source, ['z']) as (zod: typeof z) => z.ZodType)(z);
}

/** Samples fit the schema that is inferred from them, and all that is made of it agrees. First byte: options. */
export function fuzz(data: Buffer): void {
  const choice = data[0] ?? 0;
  const text = data.toString('utf8', 1);
  const parsed = resultOf(
    () => parseSamples(text, { arraySamples: (choice & 1) !== 0, repair: false, maxDepth: 60 }),
    'ITC_SAMPLE_SYNTAX',
    'ITC_SAMPLE_TOO_LARGE',
  );
  if (parsed instanceof ConnectorError || parsed.length === 0 || parsed.length > 40) return;
  // a number beyond a double is told of; JSON.parse makes Infinity of it, which is no number to any validator
  if (parsed.notices.some(({ kind }) => kind === 'number-out-of-range') || parsed.notices.length >= 100) return;
  const [first, ...rest] = [...parsed].map(asNumbers);
  const known = (choice & 2) !== 0 ? parsed : [parsed[0]];
  const written = {
    closed: (choice & 4) !== 0,
    enums: (choice & 8) !== 0,
    bounds: (choice & 16) !== 0,
    examples: (choice & 32) !== 0,
    ...((choice & 64) !== 0 ? { keys: 2, depth: 3 } : {}),
  };
  const schema = inferSchema(known, written);
  const accepts = strict(schema);
  const own = [first, ...((choice & 2) !== 0 ? rest : [])];
  for (const sample of own) assert.ok(accepts(sample), 'a sample does not fit the schema inferred from it');
  const withFormats = compileSchema(inferSchema(known, { ...written, iterableFormats: 'format' }));
  for (const sample of own) assert.deepEqual(withFormats(sample), [], 'the own check refuses a sample');
  assert.deepEqual(checkUserSchema(schema), schema);
  assert.deepEqual(compileSchema(schema)(sampleOf(schema)), [], 'a made sample does not fit');
  toDatapills(schema);
  toWorkatoFields(schema);
  // zod cannot see a key called __proto__, and takes inherited members for absent keys
  if (
    /__proto__|constructor|toString|valueOf|hasOwnProperty|isPrototypeOf|propertyIs|toLocale|__define|__lookup/.test(
      text,
    )
  )
    return;
  if (text.includes('\\')) return;
  const zod = zodFrom(schema);
  for (const sample of [first, ...rest])
    assert.equal(zod.safeParse(sample).success, accepts(sample), 'zod and ajv disagree');
}

/** As JSON.parse would have read it. */
function asNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(asNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asNumbers(item)]));
}
