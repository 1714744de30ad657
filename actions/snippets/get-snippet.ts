import { z } from 'zod';

import { defineAction } from '../../connector/define.ts';
import { ifNotFound } from '../fields.ts';
import {
  onSnippets,
  oneSnippet,
  snippet,
  snippetAntiExamples,
  snippetExample,
  snippetPath,
} from '../snippet-fields.ts';

export const getSnippet = defineAction({
  ...onSnippets,
  name: 'get_snippet',
  title: 'Get snippet',
  summary: 'Reads one snippet by its ID or its name.',
  docs: 'https://api.iterable.com/api/docs#snippets_getSnippet',
  effect: 'read',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'GET', path: '/api/snippets/{identifier}' },
  emptyAnswer: 'not_found',
  ifNotFound: (input) => input.ifNotFound ?? 'continue',
  input: oneSnippet({ ifNotFound: ifNotFound('snippet') }),
  output: z.looseObject({
    found: z.boolean().meta({ title: 'Found' }),
    snippet: snippet.optional().meta({ title: 'Snippet' }),
  }),
  request: (input) => ({ path: snippetPath(input) }),
  examples: [
    { title: 'By name', input: { name: 'Footer' }, output: { found: true, snippet: snippetExample } },
    { title: 'There is no such snippet', input: { snippetId: 42 }, output: { found: false } },
  ],
  antiExamples: snippetAntiExamples({}),
});
