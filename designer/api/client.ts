import createClient from 'openapi-fetch';

import { failureOf } from './api-failure.ts';
import type { paths } from './schema.d.ts';

/** The REST API of this server, typed by its OpenAPI document. */
export const api = createClient<paths>({
  baseUrl: '/api/v1',
  credentials: 'same-origin',
  // vouches for writes: pages of other sites cannot set it
  headers: { 'x-itc-designer': '1' },
});

/** The answer of a call; throws ApiFailure for every other outcome. */
export async function answerOf<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) throw failureOf(error, response.status);
  return data;
}
