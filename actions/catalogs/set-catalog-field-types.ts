import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { catalogAntiExamples, catalogFieldTypes, catalogName, writesCatalog } from '../catalog-fields.ts';
import { anyAnswer } from '../fields.ts';

const named = {
  fieldName: z
    .string()
    .regex(/^[^.]+$/, 'Expected a field name without dots')
    .meta(field({ title: 'Field' })),
  fieldType: z.enum(catalogFieldTypes).meta(field({ title: 'Type' })),
};

const mapping = z.strictObject({
  ...named,
  children: z
    .array(z.strictObject(named))
    .optional()
    .meta(field({ title: 'Fields inside', help: 'For objects.', control: 'items' })),
});

export const setCatalogFieldTypes = defineAction({
  ...writesCatalog,
  name: 'set_catalog_field_types',
  title: 'Set catalog field types',
  summary: 'Gives fields of a catalog their types, which cannot be changed afterwards.',
  docs: 'https://api.iterable.com/api/docs#catalogs_updateFieldTypes',
  endpoint: { method: 'PUT', path: '/api/catalogs/{catalogName}/fieldMappings' },
  // Iterable describes no answer
  answer: 'text',
  input: z.strictObject({
    catalogName,
    mappingsUpdates: z
      .array(mapping)
      .min(1, 'Expected at least one field')
      .meta(field({ title: 'Fields', control: 'items' })),
  }),
  output: anyAnswer,
  request: ({ catalogName: name, mappingsUpdates }) => ({ path: { catalogName: name }, body: { mappingsUpdates } }),
  examples: [
    {
      title: 'A number and an object',
      input: {
        catalogName: 'products',
        mappingsUpdates: [
          { fieldName: 'price', fieldType: 'double' },
          { fieldName: 'size', fieldType: 'object', children: [{ fieldName: 'width', fieldType: 'long' }] },
        ],
      },
      output: null,
    },
  ],
  antiExamples: [
    ...catalogAntiExamples({ mappingsUpdates: [{ fieldName: 'price', fieldType: 'double' }] }),
    { input: { catalogName: 'products', mappingsUpdates: [] }, reason: 'At least one field is needed.' },
    {
      input: { catalogName: 'products', mappingsUpdates: [{ fieldName: 'size.width', fieldType: 'long' }] },
      reason: 'A field name has no dots; use children of an object.',
    },
    {
      input: { catalogName: 'products', mappingsUpdates: [{ fieldName: 'price', fieldType: 'number' }] },
      reason: 'Iterable knows long and double.',
    },
  ],
});
