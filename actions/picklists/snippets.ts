import { definePicklist } from '../../connector/define.ts';
import { readOptions } from './read-options.ts';

export const snippets = definePicklist({
  name: 'snippets',
  title: 'Snippets',
  endpoint: { method: 'GET', path: '/api/snippets' },
  args: {},
  query: () => ({}),
  read: (answer) => readOptions(answer.snippets, { note: ['description'] }),
  more: () => false,
});
