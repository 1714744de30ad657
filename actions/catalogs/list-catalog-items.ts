import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import {
  catalogAntiExamples,
  catalogItem,
  catalogItemExample,
  catalogName,
  catalogPage,
  readsCatalog,
} from '../catalog-fields.ts';
import { perKey } from '../fields.ts';
import { pageAnswer } from '../page-fields.ts';

export const listCatalogItems = defineAction({
  ...readsCatalog,
  name: 'list_catalog_items',
  title: 'List catalog items',
  summary: 'Reads one page of the items of a catalog.',
  docs: 'https://api.iterable.com/api/docs#catalogs_listCatalogItems',
  endpoint: { method: 'GET', path: '/api/catalogs/{catalogName}/items', limit: perKey(100) },
  input: z.strictObject({
    catalogName,
    ...catalogPage,
    orderBy: z
      .string()
      .min(1, 'Expected a field')
      .optional()
      .meta(field({ title: 'Order by', help: 'A field of the items.' })),
    sortAscending: z
      .boolean()
      .optional()
      .meta(
        field({ title: 'Ascending', help: 'The field must have a type. Iterable sorts descending unless this is on.' }),
      ),
  }),
  output: z.looseObject({
    catalogItemsWithProperties: z.array(catalogItem).meta({ title: 'Items' }),
    totalItemsCount: z.int().optional().meta({ title: 'Number of items' }),
    ...pageAnswer,
  }),
  request: ({ catalogName: name, page = 1, ...query }) => ({ path: { catalogName: name }, query: { page, ...query } }),
  examples: [
    {
      title: 'The cheapest first',
      input: { catalogName: 'products', pageSize: 50, orderBy: 'price', sortAscending: true },
      output: { catalogItemsWithProperties: [catalogItemExample], totalItemsCount: 1 },
    },
  ],
  antiExamples: [
    ...catalogAntiExamples({}),
    { input: { catalogName: 'products', page: 0 }, reason: 'Pages count from 1.' },
  ],
});
