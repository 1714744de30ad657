import type { Registry } from '../registry.ts';
import { toActionsOpenApi, toJsonSchemas } from './action-documents.ts';
import { toN8nPackage } from './n8n-package.ts';
import { toPostmanCollection } from './postman-collection.ts';
import { toWorkatoConnector } from './workato-connector.ts';

/** A form in which the catalogue is handed to another tool. */
export interface CatalogueFormat {
  name: string;
  summary: string;
  /** file texts by path; a format of one file can also go to stdout */
  files(registry: Registry, version: string): Record<string, string>;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const catalogueFormats: readonly CatalogueFormat[] = [
  {
    name: 'workato',
    summary: "a custom connector for Workato's connector SDK (Ruby)",
    files: (registry) => ({ 'connector.rb': toWorkatoConnector(registry) }),
  },
  {
    name: 'n8n',
    summary: 'a community node package for n8n',
    files: toN8nPackage,
  },
  {
    name: 'openapi',
    summary: 'an OpenAPI 3.1 document with one operation per action',
    files: (registry, version) => ({ 'actions.openapi.json': json(toActionsOpenApi(registry, version)) }),
  },
  {
    name: 'json-schema',
    summary: 'input and output of every action as JSON Schema (2020-12)',
    files: (registry) => ({ 'actions.schema.json': json(toJsonSchemas(registry)) }),
  },
  {
    name: 'postman',
    summary: 'a Postman collection of all examples',
    files: (registry) => ({ 'iterable-connector.postman.json': json(toPostmanCollection(registry)) }),
  },
];
