import { observe } from './observe.ts';
import { emptyShape, type ShapeLimits } from './shape.ts';
import { toJsonSchema, type JsonSchema, type SchemaOptions } from './to-json-schema.ts';

/**
 * The JSON Schema of parsed samples, in one step: `emptyShape`, `observe` each, `toJsonSchema`.
 * @param samples parsed JSON values, for example what `parseSamples` gave
 */
export function inferSchema(
  samples: Iterable<unknown>,
  options: SchemaOptions & Partial<ShapeLimits> = {},
): JsonSchema {
  const shape = emptyShape(options);
  for (const sample of samples) observe(shape, sample);
  return toJsonSchema(shape, options);
}
