import fc from 'fast-check';

import type { Action } from '../../connector/define.ts';
import { inputSchema, type FormSchema } from '../../connector/check-declaration.ts';
import type { Json, JsonObject } from '../../errors/json.ts';

/** Values for one field of a form; a reference (free JSON) and free keys become small objects. */
function valuesOf(schema: FormSchema): fc.Arbitrary<Json> {
  const { anyOf, enum: values, const: only } = schema as { anyOf?: FormSchema[]; enum?: Json[]; const?: Json };
  if (only !== undefined) return fc.constant(only);
  if (values !== undefined) return fc.constantFrom(...values);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(valuesOf));
  if (schema.form !== undefined && 'control' in schema.form && schema.form.control === 'date') {
    return fc.date({ min: new Date('2031-01-01'), max: new Date('2031-12-31') }).map((date) => date.toISOString());
  }
  const { type } = schema as { type?: string | string[] };
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => valuesOf({ ...schema, type: one })));
  const { minimum, maximum, exclusiveMinimum } = schema as Record<string, number | undefined>;
  switch (schema.type) {
    case 'integer': {
      const max = Math.min(maximum ?? 1_000_000, 1_000_000);
      return fc.integer({ min: Math.min(Math.max(minimum ?? 1, (exclusiveMinimum ?? 0) + 1), max), max });
    }
    case 'number':
      return fc.double({ min: minimum ?? 0, max: maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), { minLength: 1, maxLength: 3 });
    case 'object':
      return schema.properties === undefined ? freeFields : objectOf(schema);
    case 'string': {
      const { pattern, maxLength, format } = schema as { pattern?: string; maxLength?: number; format?: string };
      if (format === 'uri') return fc.webUrl({ validSchemes: ['https'] });
      if (maxLength === 1) return fc.constantFrom(';', '|', '\t');
      return pattern === undefined ? someText : fc.stringMatching(new RegExp(pattern), { size: 'xsmall' });
    }
    default:
      return freeFields;
  }
}

const someText = fc.constantFrom('Spring', 'a+b@example.com', 'en-US', 'Grüße / ?#%', 'Europe/Lisbon');
const freeFields = fc.dictionary(
  fc.constantFrom('plan', 'order_id', 'größe'),
  fc.oneof(someText, fc.integer(), fc.boolean()),
  {
    maxKeys: 2,
  },
);

function objectOf(schema: FormSchema): fc.Arbitrary<JsonObject> {
  const fields = Object.entries(schema.properties ?? {});
  const { required = [] } = schema as { required?: string[] };
  return fc.record(Object.fromEntries(fields.map(([key, inner]) => [key, valuesOf(inner)])), {
    requiredKeys: required,
  }) as fc.Arbitrary<JsonObject>;
}

/**
 * Inputs of an action: its examples, and each example with generated values in some of its fields, as far as the schema
 * accepts them. The same seed gives the same inputs.
 * @returns inputs before zod, and the names of fields for which no value was found
 */
export function sampleInputs(
  action: Action,
  options: { seed: number; runs: number },
): { inputs: JsonObject[]; untried: string[] } {
  const examples = action.examples.map(({ input }) => input as JsonObject);
  // where the input names the path, a made-up input would name a made-up path
  if (typeof action.endpoint === 'function') return { inputs: examples, untried: [] };
  const fields = Object.entries(inputSchema(action.input).properties ?? {});
  const changes = fields.map(
    ([key, schema]) => [key, fc.sample(valuesOf(schema), { seed: options.seed, numRuns: options.runs })] as const,
  );
  const inputs = [...examples];
  const accepts = (input: JsonObject): boolean => action.input.safeParse(input).success;
  const tried = new Set(examples.flatMap((example) => Object.keys(example)));
  for (const example of examples) {
    // one field at a time, then all fields together
    for (const [key, values] of changes) {
      for (const value of values) {
        const input = { ...example, [key]: value };
        if (!accepts(input)) continue;
        inputs.push(input);
        tried.add(key);
      }
    }
    for (let run = 0; run < options.runs; run += 1) {
      const all = Object.fromEntries(
        changes.flatMap(([key, values]) => (values[run] === undefined ? [] : [[key, values[run]]])),
      );
      const input = { ...all, ...example };
      if (accepts(input)) inputs.push(input);
    }
  }
  return { inputs, untried: fields.map(([key]) => key).filter((key) => !tried.has(key)) };
}
