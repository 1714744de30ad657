import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { catalogAntiExamples, catalogName, writesCatalog } from '../catalog-fields.ts';

export const deleteCatalog = defineAction({
  ...writesCatalog,
  name: 'delete_catalog',
  title: 'Delete catalog',
  summary: 'Deletes a catalog with all its items, and every collection that uses it.',
  docs: 'https://api.iterable.com/api/docs#catalogs_deleteCatalog',
  endpoint: { method: 'DELETE', path: '/api/catalogs/{catalogName}' },
  input: z.strictObject({ catalogName }),
  request: (input) => ({ path: input }),
  examples: [
    { title: 'One catalog', input: { catalogName: 'products' }, output: { msg: '', code: 'Success', params: null } },
  ],
  antiExamples: catalogAntiExamples({}),
});
