import { defineAction } from '../../connector/define.ts';
import {
  onSnippets,
  oneSnippet,
  snippetAntiExamples,
  snippetContent,
  snippetIdAnswer,
  snippetPath,
} from '../snippet-fields.ts';

export const updateSnippet = defineAction({
  ...onSnippets,
  name: 'update_snippet',
  title: 'Create or update snippet',
  summary: 'Overwrites a snippet; one that is named and does not exist is created.',
  docs: 'https://api.iterable.com/api/docs#snippets_updateSnippet',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'PUT', path: '/api/snippets/{identifier}' },
  input: oneSnippet(snippetContent),
  output: snippetIdAnswer,
  request: ({ snippetId, name, ...body }) => ({ path: snippetPath({ snippetId, name }), body }),
  examples: [
    {
      title: 'By name',
      input: { name: 'Footer', content: '<p>{{company}}</p>', variables: ['company'] },
      output: { snippetId: 3321 },
    },
    { title: 'By ID', input: { snippetId: 3321, content: '<p>Hi</p>' }, output: { snippetId: 3321 } },
  ],
  antiExamples: [
    ...snippetAntiExamples({ content: '<p>Hi</p>' }),
    { input: { name: 'Footer', content: '' }, reason: 'A snippet is not emptied by a missing value.' },
  ],
});
