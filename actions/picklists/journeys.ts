import { definePicklist } from '../../connector/define.ts';
import { hasNextPage, readOptions } from './read-options.ts';

export const journeys = definePicklist({
  name: 'journeys',
  title: 'Journeys',
  endpoint: { method: 'GET', path: '/api/journeys' },
  args: {},
  // 50 is the largest page that Iterable gives
  query: (_, page) => ({ page, pageSize: 50 }),
  read: (answer) => readOptions(answer.journeys, { note: ['journeyType'] }),
  more: hasNextPage,
});
