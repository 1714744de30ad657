import type { Registry } from '../registry.ts';
import { inputFields, type InputField } from './input-fields.ts';

const types = {
  text: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  options: 'options',
  json: 'json',
} as const;
const empty = { text: '', integer: 0, number: 0, boolean: false, options: '', json: '' } as const;

const words = (name: string): string => name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());

function property({ name, title, help, kind, options }: InputField) {
  const hint = kind === 'json' ? 'Write it as JSON.' : '';
  return {
    displayName: title,
    name,
    type: types[kind],
    default: kind === 'options' ? (options[0] ?? '') : empty[kind],
    description: [help, hint].filter((part) => part !== '').join(' '),
    ...(kind === 'options' ? { options: options.map((value) => ({ name: value, value })) } : {}),
  };
}

/** What n8n draws: resource, operation, the needed fields of the operation, and the others in a collection. */
function properties(registry: Registry): object[] {
  const described = registry.actions.map(({ name }) => registry.describeAction(name));
  const resources = [...new Set(described.map(({ resource }) => resource))].sort();
  const selector = { noDataExpression: true, type: 'options' };
  return [
    {
      displayName: 'Resource',
      name: 'resource',
      ...selector,
      options: resources.map((value) => ({ name: words(value), value })),
      default: resources[0],
    },
    ...resources.map((resource) => {
      const options = described
        .filter((action) => action.resource === resource)
        .map(({ name, title, summary }) => ({ name: title, value: name, action: title, description: summary }));
      return {
        displayName: 'Operation',
        name: 'operation',
        ...selector,
        displayOptions: { show: { resource: [resource] } },
        options,
        default: options[0]?.value,
      };
    }),
    ...described.flatMap(({ name, resource, input }) => {
      const displayOptions = { show: { resource: [resource], operation: [name] } };
      const all = inputFields(input);
      const others = all.filter(({ required }) => !required);
      return [
        ...all.filter(({ required }) => required).map((one) => ({ ...property(one), required: true, displayOptions })),
        ...(others.length === 0
          ? []
          : [
              {
                displayName: 'Fields',
                name: 'fields',
                type: 'collection',
                placeholder: 'Add Field',
                default: {},
                displayOptions,
                options: others.map(property),
              },
            ]),
      ];
    }),
  ];
}

const execute = `async function execute() {
  const results = [];
  const items = this.getInputData();
  const { url, connection } = await this.getCredentials('iterableConnectorApi');
  for (let index = 0; index < items.length; index += 1) {
    const operation = this.getNodeParameter('operation', index);
    const { needed, json } = operations[operation];
    const input = { ...this.getNodeParameter('fields', index, {}) };
    for (const name of needed) input[name] = this.getNodeParameter(name, index);
    for (const name of json) if (typeof input[name] === 'string') input[name] = input[name] === '' ? undefined : JSON.parse(input[name]);
    const answer = await this.helpers.httpRequestWithAuthentication.call(this, 'iterableConnectorApi', {
      method: 'POST',
      url: String(url).replace(/\\/+$/, '') + '/api/v1/actions/' + operation + '/run',
      body: { connection, input },
      json: true,
    });
    if (answer.outcome !== 'success') {
      const { code, message, hint } = answer.error ?? {};
      const error = new Error(code + ': ' + message + ' ' + hint);
      if (!this.continueOnFail()) throw error;
      results.push({ json: { outcome: answer.outcome, error: answer.error }, pairedItem: index });
    } else results.push({ json: answer.output ?? {}, pairedItem: index });
  }
  return [results];
}`;

const credentials = `'use strict';
class IterableConnectorApi {
  name = 'iterableConnectorApi';
  displayName = 'Iterable Connector API';
  documentationUrl = 'https://www.npmjs.com/package/iterable-connector';
  properties = [
    { displayName: 'Address', name: 'url', type: 'string', default: 'http://127.0.0.1:3000' },
    { displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
    { displayName: 'Connection', name: 'connection', type: 'string', default: '', description: 'The connection that actions work on' },
  ];
  authenticate = { type: 'generic', properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } } };
  test = { request: { baseURL: '={{$credentials.url}}', url: '=/api/v1/connections/{{$credentials.connection}}' } };
}
module.exports = { IterableConnectorApi };
`;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"><rect width="60" height="60" rx="14" fill="#6a1b9a"/><path d="M14 30h20m-8-9 9 9-9 9m13-18v18" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/></svg>
`;

/**
 * A community node package for n8n, ready for \`npm publish\`: one node with every action of the catalogue as an operation, run through this
 * connector's REST API. @returns file texts by their path in the package
 */
export function toN8nPackage(registry: Registry, version: string): Record<string, string> {
  const operations = Object.fromEntries(
    registry.actions.map(({ name }) => {
      const all = inputFields(registry.describeAction(name).input);
      const names = (wanted: (field: InputField) => boolean) => all.filter(wanted).map((field) => field.name);
      return [name, { needed: names(({ required }) => required), json: names(({ kind }) => kind === 'json') }];
    }),
  );
  const description = {
    displayName: 'Iterable (Connector)',
    name: 'iterableConnector',
    icon: 'file:iterable-connector.svg',
    group: ['transform'],
    version: 1,
    subtitle: '={{$parameter["operation"]}}',
    description: 'Actions in Iterable by iterable-connector',
    defaults: { name: 'Iterable' },
    inputs: ['main'],
    outputs: ['main'],
    usableAsTool: true,
    credentials: [{ name: 'iterableConnectorApi', required: true }],
    properties: properties(registry),
  };
  const json = (value: unknown): string => JSON.stringify(value, null, 2);
  return {
    'package.json': `${json({
      name: 'n8n-nodes-iterable-connector',
      version,
      description: 'Iterable in n8n, by a self-hosted iterable-connector',
      license: 'MIT',
      keywords: ['n8n-community-node-package'],
      files: ['dist'],
      n8n: {
        n8nNodesApiVersion: 1,
        credentials: ['dist/credentials/IterableConnectorApi.credentials.js'],
        nodes: ['dist/nodes/IterableConnector/IterableConnector.node.js'],
      },
    })}\n`,
    'README.md':
      '# n8n-nodes-iterable-connector\n\nEvery action of iterable-connector as an operation of one node. Generated by `itc export n8n`.\n\n' +
      'Install it under Settings > Community Nodes, then make credentials with the address and a token of your connector.\n',
    'dist/credentials/IterableConnectorApi.credentials.js': credentials,
    'dist/nodes/IterableConnector/iterable-connector.svg': icon,
    'dist/nodes/IterableConnector/IterableConnector.node.js': [
      "'use strict';",
      `const description = ${json(description)};`,
      `const operations = ${json(operations)};`,
      execute,
      'class IterableConnector {',
      '  description = description;',
      '  execute = execute;',
      '}',
      'module.exports = { IterableConnector };',
      '',
    ].join('\n'),
  };
}
