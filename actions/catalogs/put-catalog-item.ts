import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { catalogAntiExamples, catalogName, itemFields, itemId, writesCatalog } from '../catalog-fields.ts';
import { perKey } from '../fields.ts';

export const putCatalogItem = defineAction({
  ...writesCatalog,
  name: 'put_catalog_item',
  title: 'Create or replace catalog item',
  summary: 'Writes one item of a catalog; an existing one is replaced as a whole.',
  docs: 'https://api.iterable.com/api/docs#catalogs_indexCatalogItem',
  endpoint: { method: 'PUT', path: '/api/catalogs/{catalogName}/items/{itemId}', limit: perKey(1000) },
  dataFields: ['value'],
  input: z.strictObject({
    catalogName,
    itemId,
    value: itemFields.meta(
      field({
        title: 'Fields',
        help: 'All fields of the item; at most 30 kB, no dots in names.',
        control: 'dataFields',
      }),
    ),
  }),
  request: ({ catalogName: name, itemId: item, value }) => ({
    path: { catalogName: name, itemId: item },
    body: { value },
  }),
  examples: [
    {
      title: 'A price',
      input: { catalogName: 'products', itemId: 'sku-1', value: { price: 10, colours: ['red'] } },
      output: { msg: '', code: 'Success', params: null },
    },
  ],
  antiExamples: [
    ...catalogAntiExamples({ itemId: 'sku-1', value: { price: 10 } }),
    {
      input: { catalogName: 'products', itemId: 'sku-1', value: { size: { 'a.b': 1 } } },
      reason: 'A field name has no dots, at any depth.',
    },
    {
      input: { catalogName: 'products', itemId: 'sku-1', value: { text: 'x'.repeat(31_000) } },
      reason: 'An item has at most 30 kB.',
    },
    { input: { catalogName: 'products', itemId: 'sku_1', value: {} }, reason: 'An item ID has no _.' },
  ],
});
