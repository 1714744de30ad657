import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { catalogAntiExamples, catalogName, itemId, writesCatalog } from '../catalog-fields.ts';

export const deleteCatalogItem = defineAction({
  ...writesCatalog,
  name: 'delete_catalog_item',
  title: 'Delete catalog item',
  summary: 'Deletes one item of a catalog, a little later.',
  docs: 'https://api.iterable.com/api/docs#catalogs_deleteCatalogItem',
  endpoint: { method: 'DELETE', path: '/api/catalogs/{catalogName}/items/{itemId}' },
  input: z.strictObject({ catalogName, itemId }),
  request: (input) => ({ path: input }),
  examples: [
    {
      title: 'One item',
      input: { catalogName: 'products', itemId: 'sku-1' },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...catalogAntiExamples({ itemId: 'sku-1' }),
    { input: { catalogName: 'products', itemId: '' }, reason: 'Without an ID the path would mean all items.' },
  ],
});
