import { definePicklist } from '../../connector/define.ts';
import { perProject } from '../fields.ts';
import { hasNextPage, readOptions } from './read-options.ts';

// the media that Iterable filters by
const media = ['Email', 'Push', 'InApp', 'SMS'];

export const templates = definePicklist({
  name: 'templates',
  title: 'Templates',
  endpoint: { method: 'GET', path: '/api/templates', limit: perProject(100) },
  args: {
    medium: 'Only templates of this medium: Email, Push, InApp or SMS. Iterable cannot filter by others.',
    type: 'Only templates of this type: Base, Blast, Triggered or Workflow.',
  },
  // 1,000 is the largest page that Iterable gives
  query: (args, page) => ({
    page,
    pageSize: 1000,
    messageMedium: media.find((medium) => medium.toLowerCase() === args.medium?.toLowerCase()),
    templateType: args.type,
  }),
  read: (answer) => readOptions(answer.templates, { value: 'templateId', note: ['clientTemplateId'] }),
  more: hasNextPage,
});
