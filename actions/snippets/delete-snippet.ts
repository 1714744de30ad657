import { defineAction } from '../../connector/define.ts';
import { onSnippets, oneSnippet, snippetAntiExamples, snippetIdAnswer, snippetPath } from '../snippet-fields.ts';

export const deleteSnippet = defineAction({
  ...onSnippets,
  name: 'delete_snippet',
  title: 'Delete snippet',
  summary: 'Deletes one snippet by its ID or its name.',
  docs: 'https://api.iterable.com/api/docs#snippets_deleteSnippet',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  endpoint: { method: 'DELETE', path: '/api/snippets/{identifier}' },
  input: oneSnippet({}),
  output: snippetIdAnswer,
  request: (input) => ({ path: snippetPath(input) }),
  examples: [
    { title: 'By name', input: { name: 'Old footer' }, output: { snippetId: 3321 } },
    { title: 'By ID', input: { snippetId: 3321 }, output: { snippetId: 3321 } },
  ],
  antiExamples: snippetAntiExamples({}),
});
