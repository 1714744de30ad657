import { createHmac, timingSafeEqual } from 'node:crypto';
import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import { isJsonObject } from './json-value.ts';
import type { JsonObject } from './json-value.ts';
import type { ApiCall, World } from './world.ts';

type Identity = Record<'email' | 'userId', string | undefined>;

/** What `jwtCutoffs` is keyed by. */
export const cutoffKey = (by: keyof Identity, value: string): string =>
  `${by} ${by === 'email' ? value.trim().toLowerCase() : value}`;

function parsed(part: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The payload of a token that is signed with the secret by HS256, or undefined. */
function signedPayload(token: string, secret: string): JsonObject | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (rest.length > 0 || parsed(header)?.alg !== 'HS256') return undefined;
  const wanted = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature ?? '', 'base64url');
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? parsed(payload) : undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/**
 * The refusal of a call with a JWT-enabled key, or undefined when its bearer token is good: signed, neither expired nor
 * invalidated, and for the user whom the call names.
 */
export function refusedToken(world: World, secret: string, call: ApiCall): Answer | undefined {
  const token = /^Bearer (\S+)$/.exec(call.headers.authorization ?? '')?.[1];
  if (token === undefined) return refuse(401, 'BadAuthorizationHeader', 'This API key needs a bearer token');
  const payload = signedPayload(token, secret);
  const { iat, exp } = payload ?? {};
  if (!payload || typeof iat !== 'number' || typeof exp !== 'number' || exp * 1000 <= world.now()) {
    return refuse(401, 'InvalidJwtPayload', 'The token is not signed with this key or has expired');
  }
  const identity: Identity = { email: textOf(payload.email), userId: textOf(payload.userId) };
  if (identity.email === undefined && identity.userId === undefined) {
    return refuse(400, 'InvalidJwtPayload', 'The token names neither email nor userId');
  }
  for (const by of ['email', 'userId'] as const) {
    const own = identity[by];
    if (own === undefined) continue;
    const cutoff = world.state.jwtCutoffs.get(cutoffKey(by, own));
    if (cutoff !== undefined && iat * 1000 < cutoff) {
      return refuse(401, 'InvalidJwtPayload', 'The token has been invalidated');
    }
    const named = textOf(call.body[by]) ?? call.query.get(by) ?? undefined;
    if (named !== undefined && cutoffKey(by, named) !== cutoffKey(by, own)) {
      return refuse(400, 'JwtUserIdentifiersMismatched', `The call is for another ${by} than the token`);
    }
  }
  return undefined;
}
