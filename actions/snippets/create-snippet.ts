import { z } from 'zod';

import { defineAction, field } from '../../connector/define.ts';
import { onSnippets, snippetContent, snippetIdAnswer, snippetName } from '../snippet-fields.ts';

export const createSnippet = defineAction({
  ...onSnippets,
  name: 'create_snippet',
  title: 'Create snippet',
  summary: 'Creates a snippet with a new name; "Update snippet" by name creates and overwrites.',
  docs: 'https://api.iterable.com/api/docs#snippets_createSnippet',
  effect: 'write',
  // names are unique: a repeated call is refused although the first one may have worked
  idempotent: false,
  onUnknownOutcome: 'hold',
  endpoint: { method: 'POST', path: '/api/snippets' },
  input: z.strictObject({
    name: snippetName.meta(field({ title: 'Name', help: 'Cannot be changed afterwards.', example: 'Footer' })),
    ...snippetContent,
  }),
  output: snippetIdAnswer,
  request: (snippet) => ({ body: snippet }),
  examples: [
    {
      title: 'A footer with a variable',
      input: { name: 'Footer', content: '<p>{{company}}</p>', variables: ['company'] },
      output: { snippetId: 3321 },
    },
  ],
  antiExamples: [
    { input: { name: 'Footer' }, reason: 'Content is needed.' },
    { input: { name: '12345', content: 'x' }, reason: 'Such a name would be read as an ID and never found again.' },
    { input: { name: 'a/b', content: 'x' }, reason: 'Names have letters, digits, blanks, - and _ only.' },
    { input: { name: 'Footer', content: 'x', variables: ['a b'] }, reason: 'A variable is a simple name.' },
  ],
});
