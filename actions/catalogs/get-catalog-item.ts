import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import {
  catalogAntiExamples,
  catalogItem,
  catalogItemExample,
  catalogName,
  itemId,
  readsCatalog,
} from '../catalog-fields.ts';
import { ifNotFound } from '../fields.ts';

export const getCatalogItem = defineAction({
  ...readsCatalog,
  name: 'get_catalog_item',
  title: 'Get catalog item',
  summary: 'Reads one item of a catalog.',
  docs: 'https://api.iterable.com/api/docs#catalogs_getCatalogItem',
  endpoint: { method: 'GET', path: '/api/catalogs/{catalogName}/items/{itemId}' },
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: z.strictObject({ catalogName, itemId, ifNotFound: ifNotFound('item') }),
  output: catalogItem.extend({ found: z.boolean().meta({ title: 'Found' }) }),
  request: ({ catalogName: name, itemId: item }) => ({ path: { catalogName: name, itemId: item } }),
  examples: [
    {
      title: 'A known item',
      input: { catalogName: 'products', itemId: 'sku-1' },
      output: { found: true, ...catalogItemExample },
    },
    { title: 'There is no such item', input: { catalogName: 'products', itemId: 'sku-0' }, output: { found: false } },
  ],
  antiExamples: [
    ...catalogAntiExamples({ itemId: 'sku-1' }),
    { input: { catalogName: 'products', itemId: 'sku 1' }, reason: 'An item ID has no blanks.' },
  ],
});
