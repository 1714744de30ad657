import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { catalogAntiExamples, catalogName, readsCatalog } from '../catalog-fields.ts';

export const getCatalogFields = defineAction({
  ...readsCatalog,
  name: 'get_catalog_fields',
  title: 'Get catalog fields',
  summary: 'Reads the fields of a catalog: those with a type, and those still without one.',
  docs: 'https://api.iterable.com/api/docs#catalogs_getFieldMappings',
  endpoint: { method: 'GET', path: '/api/catalogs/{catalogName}/fieldMappings' },
  input: z.strictObject({ catalogName }),
  output: z.looseObject({
    definedMappings: z.looseObject({}).meta({ title: 'Types by field' }),
    undefinedFields: z.array(z.string()).meta({ title: 'Fields without a type' }),
  }),
  request: (input) => ({ path: input }),
  examples: [
    {
      title: 'One field with a type',
      input: { catalogName: 'products' },
      output: { definedMappings: { price: 'double' }, undefinedFields: ['colour'] },
    },
  ],
  antiExamples: catalogAntiExamples({}),
});
