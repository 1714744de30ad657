import { definePicklist } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { readOptions } from './read-options.ts';

export const lists = definePicklist({
  name: 'lists',
  title: 'Lists',
  endpoint: { method: 'GET', path: '/api/lists', limit: perProject(100) },
  args: { type: 'Only lists of this type: Standard (static), Dynamic, Suppression or Internal.' },
  query: () => ({}),
  read: (answer, args) => readOptions(answer.lists, { note: ['listType'], only: { listType: args.type } }),
  more: () => false,
});
