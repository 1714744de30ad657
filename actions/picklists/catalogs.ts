import { definePicklist } from '../../connector/define.ts';
import { perKey } from '../fields.ts';
import { hasNextPage, readOptions } from './read-options.ts';

export const catalogs = definePicklist({
  name: 'catalogs',
  title: 'Catalogs',
  endpoint: { method: 'GET', path: '/api/catalogs', limit: perKey(100) },
  answer: 'wrapped',
  args: {},
  query: (_, page) => ({ page }),
  read: (answer) => readOptions(answer.catalogNames, { value: 'name', note: [] }),
  more: hasNextPage,
});
