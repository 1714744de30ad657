import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { ApiCall, ApiKey, Route, World } from './world.ts';

const apiKeyTypes: Record<ApiKey['kind'], string> = {
  server: 'ServerSide',
  javascript: 'Javascript',
  mobile: 'Mobile',
};

/** The key that a call carries, if it is one of the project's data centre. */
export function keyOf({ settings }: World, { headers }: Pick<ApiCall, 'headers'>): ApiKey | undefined {
  const given = headers['api-key'] ?? headers.api_key;
  return settings.apiKeys.find(({ key, region }) => key === given && region === settings.region);
}

/**
 * The 401 for a call, or undefined when its key may use the route. A key of the other region is as good as unknown: a
 * project lives in one data centre. The documented header spellings `Api_Key` and `api_key` pass too; keys in the query
 * or the body, which Iterable calls legacy, do not.
 */
export function refusedKey(world: World, route: Route, call: ApiCall): Answer | undefined {
  if (route.open === true) return undefined;
  const { ip, path } = call;
  const found = keyOf(world, call);
  if (!found) return refuse(401, 'BadApiKey', 'Invalid API key', { ip, endpoint: path });
  if (found.kind === 'server' || route.clientKeys === true) return undefined;
  return refuse(401, 'BadApiKey', 'Disabled API key or insufficient privileges', {
    ip,
    endpoint: path,
    apiKeyIdentifier: found.key.slice(0, 4),
    apiKeyType: apiKeyTypes[found.kind],
  });
}
