import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { catalogAntiExamples, catalogName, writesCatalog } from '../catalog-fields.ts';

export const createCatalog = defineAction({
  ...writesCatalog,
  name: 'create_catalog',
  title: 'Create catalog',
  summary: 'Creates an empty catalog.',
  docs: 'https://api.iterable.com/api/docs#catalogs_createCatalog',
  // names are unique: a repeated call is refused although the first one may have worked
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/catalogs/{catalogName}' },
  input: z.strictObject({ catalogName }),
  request: (input) => ({ path: input }),
  examples: [
    {
      title: 'A new catalog',
      input: { catalogName: 'products' },
      output: { msg: '', code: 'Success', params: { id: 55, name: 'products', url: '/api/catalogs/products' } },
    },
  ],
  antiExamples: catalogAntiExamples({}),
});
