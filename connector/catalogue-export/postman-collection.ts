import type { Action } from '../define.ts';
import type { Registry } from '../registry.ts';

/** A Postman collection (v2.1): every example of every action as a call of the REST API, in folders by resource. */
export function toPostmanCollection(registry: Registry): Record<string, unknown> {
  const folders = new Map<string, Action[]>();
  for (const action of registry.actions)
    folders.set(action.resource, [...(folders.get(action.resource) ?? []), action]);
  return {
    info: {
      name: 'iterable-connector',
      description:
        'The actions of iterable-connector. Set url, token and connection; dryRun is on, so that nothing is sent by mistake.',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [
      { key: 'url', value: 'http://127.0.0.1:3000' },
      { key: 'token', value: '' },
      { key: 'connection', value: 'sandbox' },
    ],
    item: [...folders].map(([name, actions]) => ({ name, item: actions.flatMap(requestsOf) })),
  };
}

function requestsOf({ name, title, summary, docs, examples }: Action): Record<string, unknown>[] {
  return examples.map((example) => ({
    name: example.title === undefined ? title : `${title}: ${example.title}`,
    request: {
      method: 'POST',
      description: `${summary}\n\n${docs}`,
      header: [{ key: 'Content-Type', value: 'application/json' }],
      url: {
        raw: `{{url}}/api/v1/actions/${name}/run`,
        host: ['{{url}}'],
        path: ['api', 'v1', 'actions', name, 'run'],
      },
      body: {
        mode: 'raw',
        raw: JSON.stringify({ connection: '{{connection}}', input: example.input, dryRun: true }, null, 2),
        options: { raw: { language: 'json' } },
      },
    },
  }));
}
