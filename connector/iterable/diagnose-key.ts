import { ConnectorError } from '../../errors/connector-error.ts';
import { isObject } from './decode-error.ts';
import type { IterableConnection } from './action-result.ts';
import type { IterableClient } from './client.ts';
import type { RawAnswer } from './raw-answer.ts';

/** Cheap, read-only and open to every server-side key. */
export const probeEndpoint = {
  method: 'GET',
  path: '/api/channels',
  limit: { calls: 100, perMs: 1000, scope: 'project' },
} as const;

/**
 * Explains a 401: asks the other data centre whether it knows the key, with one read-only call.
 * @returns the error to show, and the probe if one was made
 */
export async function diagnoseKey(
  client: IterableClient,
  connection: IterableConnection,
  refused: { error: ConnectorError; answer: RawAnswer },
): Promise<{ error: ConnectorError; probe: RawAnswer | null }> {
  const { body } = refused.answer;
  // Iterable describes the key, so it knows it here; and a sandbox has one region only
  const isKnownHere = isObject(body) && isObject(body.params) && body.params.apiKeyIdentifier !== undefined;
  if (isKnownHere || connection.sandboxUrl !== null) return { error: refused.error, probe: null };
  const other = connection.region === 'us' ? 'eu' : 'us';
  const probe = await client.call({ ...connection, region: other }, probeEndpoint, {}, { timeoutMs: 10_000 });
  if (probe.status !== 200 && probe.status !== 403) return { error: refused.error, probe };
  const error = new ConnectorError(
    'ITC_ITERABLE_KEY_OTHER_REGION',
    `The API key belongs to the ${other.toUpperCase()} data center, and the connection is set to ${connection.region.toUpperCase()}.`,
    { hint: `Set the region of the connection to \`${other}\`.`, details: { path: 'region', status: 401 } },
  );
  return { error, probe };
}
