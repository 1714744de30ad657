import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { catalogAntiExamples, catalogName, itemId, writesCatalog } from '../catalog-fields.ts';

export const deleteCatalogItems = defineAction({
  ...writesCatalog,
  name: 'delete_catalog_items',
  title: 'Delete catalog items',
  summary: 'Deletes up to 1,000 items of a catalog in one call, a little later.',
  docs: 'https://api.iterable.com/api/docs#catalogs_bulkDeleteCatalogItems',
  endpoint: { method: 'DELETE', path: '/api/catalogs/{catalogName}/items' },
  input: z.strictObject({
    catalogName,
    itemIds: z
      .array(itemId)
      .min(1, 'Expected at least one item')
      .max(1000, 'Expected at most 1,000 items')
      .meta(field({ title: 'Item IDs', help: '1 to 1,000 items.' })),
  }),
  request: ({ catalogName: name, itemIds }) => ({ path: { catalogName: name }, body: { itemIds } }),
  examples: [
    {
      title: 'Two items',
      input: { catalogName: 'products', itemIds: ['sku-1', 'sku-2'] },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...catalogAntiExamples({ itemIds: ['sku-1'] }),
    { input: { catalogName: 'products', itemIds: [] }, reason: 'No items must not mean all items.' },
    { input: { catalogName: 'products', itemIds: 'sku-1' }, reason: 'Item IDs are a list.' },
  ],
});
