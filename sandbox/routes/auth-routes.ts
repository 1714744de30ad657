import { refuse, success } from '../answer.ts';
import { findUser, identityRefusal, whoOf } from '../identity.ts';
import { cutoffKey } from '../jwt-check.ts';
import type { Route } from '../world.ts';

/** Invalidation of bearer tokens; keys with a `jwtSecret` then refuse the older tokens of that user. */
export const authRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/auth/jwts/invalidate',
    body: { email: 'string?', userId: 'string?', issuedBefore: 'integer?' },
    handle(world, { body }) {
      const { email, userId, issuedBefore } = body as Record<'email' | 'userId', string | null | undefined> & {
        issuedBefore?: number | null;
      };
      if (email && userId) return refuse(400, 'BadParams', 'Specify either email or userId, but not both');
      const found = findUser(world, whoOf({ email, userId }), false);
      if ('fault' in found) return identityRefusal(found.fault);
      const by = email ? 'email' : 'userId';
      world.state.jwtCutoffs.set(cutoffKey(by, email ?? userId ?? ''), issuedBefore ?? world.now());
      return success();
    },
  },
];
