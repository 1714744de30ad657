import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { catalogPage, readsCatalog } from '../catalog-fields.ts';
import { perKey } from '../fields.ts';
import { pageAnswer } from '../page-fields.ts';

export const listCatalogs = defineAction({
  ...readsCatalog,
  name: 'list_catalogs',
  title: 'List catalogs',
  summary: 'Reads one page of the names of the catalogs of the project.',
  docs: 'https://api.iterable.com/api/docs#catalogs_listCatalogs',
  endpoint: { method: 'GET', path: '/api/catalogs', limit: perKey(100) },
  input: z.strictObject(catalogPage),
  output: z.looseObject({
    catalogNames: z.array(z.looseObject({ name: z.string().meta({ title: 'Name' }) })).meta({ title: 'Catalogs' }),
    totalCatalogsCount: z.int().optional().meta({ title: 'Number of catalogs' }),
    ...pageAnswer,
  }),
  request: (input) => ({ query: { page: input.page ?? 1, pageSize: input.pageSize } }),
  examples: [
    { title: 'The first page', input: {}, output: { catalogNames: [{ name: 'products' }], totalCatalogsCount: 1 } },
  ],
  antiExamples: [
    { input: { page: 0 }, reason: 'Pages count from 1.' },
    { input: { pageSize: 0 }, reason: 'A page holds at least one catalog.' },
    { input: { catalogName: 'products' }, reason: 'Use "List catalog items" for one catalog.' },
  ],
});
