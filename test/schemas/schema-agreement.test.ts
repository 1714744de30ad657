import { compileFunction } from 'node:vm';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import * as z from 'zod';
import {
  compileSchema,
  inferSchema,
  sampleOf,
  toDatapills,
  toZodSource,
  type JsonSchema,
} from '../../schemas/index.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { crossedSet, json, patience, runs, sampleSet } from './arbitrary-json.ts';

const addFormats = formats as unknown as (ajv: Ajv2020) => void;

const ajv = new Ajv2020({ strict: true, validateSchema: true });
addFormats(ajv);

function strict(schema: JsonSchema): (value: unknown) => boolean {
  const check = ajv.compile(schema);
  ajv.removeSchema(schema);
  return check as (value: unknown) => boolean;
}

/** Generated source is data to the library; only this test runs it. */
function zodFrom(schema: JsonSchema): z.ZodType {
  const source = toZodSource(schema)
    .replace(/^import[^\n]*\n/, '')
    .replace('export const schema =', 'return');
  return (compileFunction(source, ['z']) as (zod: typeof z) => z.ZodType)(z);
}

const told = { tried: 0, refused: 0, compared: 0, disagreed: 0 };
afterAll(() => {
  const { seed } = runs(1);
  tellFigure({
    goal: 'G13',
    what: 'documents that the schema inferred from them refuses, closed or open, under strict ajv or the own check',
    tried: told.tried,
    failed: told.refused,
    seed,
  });
  tellFigure({
    goal: 'G13',
    what: 'documents on which the generated zod source and ajv disagree',
    tried: told.compared,
    failed: told.disagreed,
    seed,
  });
});

describe('schemas from samples', () => {
  test(
    'every sample fits the schema inferred from any set that contains it under strict ajv.',
    () => {
      fc.assert(
        fc.property(crossedSet(20), fc.boolean(), fc.boolean(), (set, closed, enums) => {
          const check = strict(inferSchema(set, { closed, enums, bounds: true, examples: true }));
          const own = compileSchema(inferSchema(set, { closed, enums, iterableFormats: 'format' }));
          const refused = set.filter((sample) => !check(sample) || own(sample).length > 0);
          told.tried += set.length;
          told.refused += refused.length;
          expect(refused).toEqual([]);
        }),
        runs(250),
      );
    },
    patience,
  );

  test(
    'every sample fits when caps turned records into dictionaries.',
    () => {
      fc.assert(
        fc.property(sampleSet, (set) => {
          const check = strict(inferSchema(set, { closed: true, keys: 2, depth: 2 }));
          for (const sample of set) expect(check(sample)).toBe(true);
        }),
        runs(150),
      );
    },
    patience,
  );

  test(
    'generated zod source and ajv agree on samples and on other documents.',
    () => {
      fc.assert(
        fc.property(crossedSet(50), fc.array(json.value, { minLength: 1, maxLength: 5 }), (set, others) => {
          // zod cannot see a key called __proto__, in objects or in data
          fc.pre(!JSON.stringify([set, others]).includes('__proto__'));
          fc.pre(!JSON.stringify([set, others]).match(/"(?:toString|constructor)"/));
          const schema = inferSchema(set);
          const [check, zod] = [strict(schema), zodFrom(schema)];
          const asked = [...set, ...others];
          const disagreed = asked.filter((value) => zod.safeParse(value).success !== check(value));
          told.compared += asked.length;
          told.disagreed += disagreed.length;
          expect(disagreed).toEqual([]);
        }),
        runs(100),
      );
    },
    patience,
  );

  test(
    'a generated sample fits its schema and datapills can be made of it.',
    () => {
      fc.assert(
        fc.property(sampleSet, (set) => {
          const schema = inferSchema(set, { bounds: true });
          expect([schema, compileSchema(schema)(sampleOf(schema))]).toEqual([schema, []]);
          expect(Array.isArray(toDatapills(schema))).toBe(true);
        }),
        runs(150),
      );
    },
    patience,
  );
});
