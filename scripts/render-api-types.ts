import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

import { describeRoutes } from '../connector/http/openapi.ts';
import { routes } from '../connector/http/routes.ts';

const head = '// Made from the OpenAPI document of the server by `npm run api-types`; a test compares both.\n';

/** The types of the REST API as the designer sees them. */
export async function renderApiTypes(): Promise<string> {
  const document = describeRoutes(routes, '0.0.0') as unknown as OpenAPI3;
  return head + astToString(await openapiTS(document, { alphabetize: false }));
}
