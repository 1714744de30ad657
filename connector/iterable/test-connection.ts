import type { Endpoint } from '../define.ts';
import type { ErrorJson } from '../../errors/connector-error.ts';
import type { IterableConnection } from './action-result.ts';
import type { IterableClient } from './client.ts';
import type { RawAnswer } from './raw-answer.ts';
import { diagnoseKey, probeEndpoint } from './diagnose-key.ts';
import { classify } from './outcome.ts';

export interface ConnectionCheck {
  name: 'reachable' | 'key' | 'region' | 'channels' | 'lists' | 'campaigns' | 'webhooks';
  ok: boolean;
  /** what happened, when not ok */
  cause?: string;
  /** what to do about it */
  fix?: string;
}

export interface ConnectionTest {
  state: 'connected' | 'wrong_key' | 'wrong_region' | 'missing_permission' | 'unreachable';
  checks: ConnectionCheck[];
}

const limit = { calls: 100, perMs: 1000, scope: 'project' } as const;

const permissions: { name: ConnectionCheck['name']; endpoint: Endpoint; query: Record<string, number> }[] = [
  { name: 'lists', endpoint: { method: 'GET', path: '/api/lists', limit }, query: {} },
  { name: 'campaigns', endpoint: { method: 'GET', path: '/api/campaigns', limit }, query: { page: 1, pageSize: 1 } },
  { name: 'webhooks', endpoint: { method: 'GET', path: '/api/webhooks' }, query: {} },
];

/**
 * Tests a connection with reads only, so it may be run at any time against a live project.
 * The states are ordered: what cannot be reached says nothing about its key, a refused key nothing about its rights.
 */
export async function testConnection(client: IterableClient, connection: IterableConnection): Promise<ConnectionTest> {
  const first = await client.call(connection, probeEndpoint, {});
  const verdict = classify({ effect: 'read', idempotent: true, answer: 'object' }, first);
  if (first.status === null || first.status >= 500) {
    return { state: 'unreachable', checks: [failed('reachable', verdict.error?.toJSON())] };
  }
  const reachable: ConnectionCheck = { name: 'reachable', ok: true };
  if (first.status === 401 && verdict.error !== null) {
    const { error } = await diagnoseKey(client, connection, { error: verdict.error, answer: first });
    const isElsewhere = error.code === 'ITC_ITERABLE_KEY_OTHER_REGION';
    return isElsewhere
      ? { state: 'wrong_region', checks: [reachable, { name: 'key', ok: true }, failed('region', error.toJSON())] }
      : { state: 'wrong_key', checks: [reachable, failed('key', error.toJSON())] };
  }
  const checks: ConnectionCheck[] = [
    reachable,
    { name: 'key', ok: true },
    { name: 'region', ok: true },
    check('channels', first),
  ];
  for (const { name, endpoint, query } of permissions)
    checks.push(check(name, await client.call(connection, endpoint, { query })));
  return { state: checks.every(({ ok }) => ok) ? 'connected' : 'missing_permission', checks };
}

function check(name: ConnectionCheck['name'], answer: RawAnswer): ConnectionCheck {
  const { outcome, error } = classify({ effect: 'read', idempotent: true, answer: 'object' }, answer);
  return outcome === 'success' ? { name, ok: true } : failed(name, error?.toJSON());
}

const failed = (name: ConnectionCheck['name'], error: ErrorJson | undefined): ConnectionCheck => ({
  name,
  ok: false,
  ...(error === undefined ? {} : { cause: error.message, fix: error.hint }),
});
