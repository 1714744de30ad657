import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { onSnippets, snippet, snippetExample } from '../snippet-fields.ts';

export const listSnippets = defineAction({
  ...onSnippets,
  name: 'list_snippets',
  title: 'List snippets',
  summary: 'Reads all snippets of the project with their content.',
  docs: 'https://api.iterable.com/api/docs#snippets_getSnippets',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/snippets' },
  input: z.strictObject({}),
  output: z.looseObject({ snippets: z.array(snippet).optional().meta({ title: 'Snippets' }) }),
  request: () => ({}),
  examples: [{ title: 'All snippets', input: {}, output: { snippets: [snippetExample] } }],
  antiExamples: [
    { input: { page: 1 }, reason: 'The snippets come in one piece.' },
    { input: { name: 'Footer' }, reason: 'Use "Get snippet" for one.' },
    { input: [], reason: 'The input is an object without fields.' },
  ],
});
