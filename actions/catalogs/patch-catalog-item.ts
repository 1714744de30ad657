import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { catalogAntiExamples, catalogName, itemFields, itemId, writesCatalog } from '../catalog-fields.ts';

export const patchCatalogItem = defineAction({
  ...writesCatalog,
  name: 'patch_catalog_item',
  title: 'Create or update catalog item',
  summary: 'Writes fields of one item of a catalog; its other fields stay as they are.',
  docs: 'https://api.iterable.com/api/docs#catalogs_partialUpdateCatalogItem',
  endpoint: { method: 'PATCH', path: '/api/catalogs/{catalogName}/items/{itemId}' },
  dataFields: ['update'],
  input: z.strictObject({
    catalogName,
    itemId,
    update: itemFields.meta(
      field({
        title: 'Fields',
        help: 'The fields to write; at most 30 kB, no dots in names.',
        control: 'dataFields',
      }),
    ),
  }),
  request: ({ catalogName: name, itemId: item, update }) => ({
    path: { catalogName: name, itemId: item },
    body: { update },
  }),
  examples: [
    {
      title: 'A price',
      input: { catalogName: 'products', itemId: 'sku-1', update: { price: 10, colours: ['red'] } },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...catalogAntiExamples({ itemId: 'sku-1', update: { price: 10 } }),
    {
      input: { catalogName: 'products', itemId: 'sku-1', update: { size: { 'a.b': 1 } } },
      reason: 'A field name has no dots, at any depth.',
    },
    {
      input: { catalogName: 'products', itemId: 'sku-1', update: { text: 'x'.repeat(31_000) } },
      reason: 'An item has at most 30 kB.',
    },
    { input: { catalogName: 'products', itemId: 'sku_1', update: {} }, reason: 'An item ID has no _.' },
  ],
});
