import { z } from 'zod';

import type { Json } from '../../errors/json.ts';

/** The JSON Schema of a declaration's zod object, with its form hints. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as unknown as Json;
}
