import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { emptyShape, observe, parseSamples, type Shape } from '../../schemas/index.ts';

/** Parts that the operations on schemas share. */
export const pointer = z
  .string()
  .max(1_000)
  .meta({ description: 'JSON Pointer; `*` for items and dictionary values.' });

export const edit = z.strictObject({
  path: pointer,
  label: z.string().min(1).max(200).optional(),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'object', 'array']).optional(),
  include: z.boolean().optional(),
  nullable: z.boolean().optional(),
  dictionary: z.boolean().optional().meta({ description: 'Whether the names of this object are data.' }),
});
export const edits = z
  .array(edit)
  .max(2_000)
  .optional()
  .meta({ description: 'Decisions about single fields; they go over what the samples say.' });

export const pillUse = z.object({ recipe: z.string(), path: z.string(), pill: z.string(), field: z.string() });

/** Plain JSON data whose type is an interface, which `Json` does not accept. */
export const json = (value: unknown): Json => value as Json;
export const list = (values: readonly unknown[]): Json[] => values as Json[];

/**
 * The shape of pasted samples, and what JSON.parse would have lost of them.
 * @throws ConnectorError ITC_SAMPLE_SYNTAX, ITC_SAMPLE_TOO_LARGE
 */
export function shapeOfText(text: string, arraySamples: boolean): { shape: Shape; notices: readonly unknown[] } {
  const samples = parseSamples(text, { arraySamples });
  if (samples.length === 0) {
    throw new ConnectorError('ITC_SAMPLE_SYNTAX', 'Line 1, column 1: there is no sample in the text.', {
      details: { line: 1, column: 1, found: 'syntax' },
    });
  }
  const shape = emptyShape();
  for (const sample of samples) observe(shape, sample);
  return { shape, notices: samples.notices };
}
