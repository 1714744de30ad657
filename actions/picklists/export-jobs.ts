import { definePicklist } from '../../connector/define.ts';
import { readOptions } from './read-options.ts';

export const exportJobs = definePicklist({
  name: 'export_jobs',
  title: 'Export jobs',
  endpoint: { method: 'GET', path: '/api/export/jobs' },
  args: {},
  query: () => ({}),
  read: (answer) => readOptions(answer.jobs, { label: 'dataTypeName', note: ['jobState', 'scheduledStartTime'] }),
  more: () => false,
});
