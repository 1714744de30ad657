import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { catalogAntiExamples, catalogName, itemFields, itemKey, writesCatalog } from '../catalog-fields.ts';
import { perKey } from '../fields.ts';

const isOneCall = (documents: object): boolean => {
  const count = Object.keys(documents).length;
  return count >= 1 && count <= 1000;
};

export const uploadCatalogItems = defineAction({
  ...writesCatalog,
  name: 'upload_catalog_items',
  title: 'Upload catalog items',
  summary: 'Writes up to 1,000 items of a catalog in one call, a little later.',
  docs: 'https://api.iterable.com/api/docs#catalogs_bulkUpdateCatalogItems',
  endpoint: { method: 'POST', path: '/api/catalogs/{catalogName}/items', limit: perKey(100) },
  dataFields: ['documents'],
  input: z.strictObject({
    catalogName,
    documents: z
      .record(itemKey, itemFields)
      .refine(isOneCall, 'Expected 1 to 1,000 items')
      .meta(
        field({
          title: 'Items',
          help: 'Item IDs with their fields: 1 to 1,000 items of at most 30 kB, no dots in field names.',
          control: 'dataFields',
        }),
      ),
    replaceUploadedFieldsOnly: z.boolean().meta(
      field({
        title: 'Keep other fields',
        help: 'On: fields that are not uploaded stay as they are. Off: existing items are replaced as a whole.',
      }),
    ),
  }),
  request: ({ catalogName: name, ...body }) => ({ path: { catalogName: name }, body }),
  examples: [
    {
      title: 'Two prices',
      input: {
        catalogName: 'products',
        documents: { 'sku-1': { price: 10 }, 'sku-2': { price: 12 } },
        replaceUploadedFieldsOnly: true,
      },
      output: {
        msg: 'Request to bulk-upload documents into products processed successfully',
        code: 'Success',
        params: null,
      },
    },
  ],
  antiExamples: [
    ...catalogAntiExamples({ documents: { 'sku-1': { price: 10 } }, replaceUploadedFieldsOnly: true }),
    {
      input: { catalogName: 'products', documents: { 'sku-1': { price: 10 } } },
      reason: 'Whether existing items are replaced as a whole must be said.',
    },
    {
      input: { catalogName: 'products', documents: { 'sku/1': { price: 10 } }, replaceUploadedFieldsOnly: true },
      reason: 'An item ID has letters, digits and - only.',
    },
    {
      input: { catalogName: 'products', documents: { 'sku-1': { 'a.b': 10 } }, replaceUploadedFieldsOnly: true },
      reason: 'A field name has no dots.',
    },
    {
      input: {
        catalogName: 'products',
        documents: Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`sku-${n}`, {}])),
        replaceUploadedFieldsOnly: true,
      },
      reason: 'One call carries at most 1,000 items.',
    },
  ],
});
