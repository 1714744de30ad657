import type { Store } from '../store/store.ts';
import { hashSecret, matchesSecret } from './hash-secret.ts';

const setting = 'designer.setupLink';
/** How long the link of the first start works; milliseconds. */
export const setupLinkMs = 60 * 60 * 1_000;

/** `used` is kept for good: from then on people sign in with the admin token. */
type Kept = { state: 'open'; hash: string; expiresAt: string } | { state: 'used' };

/** The one-time link that opens the designer signed in, printed until somebody used it. */
export interface SetupLink {
  /** a new token that takes the place of the one before; null once a link was used */
  make(): Promise<string | null>;
  /** whether this is the token, in time and for the first time; a second call with it answers false */
  use(token: string): Promise<boolean>;
}

/** Keeps the token as a hash; what was used or replaced stays so after a restart. */
export async function createSetupLink(parts: {
  store: Pick<Store, 'getSetting' | 'putSetting'>;
  newSecret: (prefix: string) => string;
  now: () => number;
}): Promise<SetupLink> {
  const { store, now } = parts;
  const text = await store.getSetting(setting);
  let kept = text === null ? null : (JSON.parse(text) as Kept);
  const keep = (next: Kept): Promise<void> => {
    kept = next;
    return store.putSetting(setting, JSON.stringify(next));
  };
  return {
    async make() {
      if (kept?.state === 'used') return null;
      const token = parts.newSecret('setup');
      await keep({
        state: 'open',
        hash: hashSecret(token),
        expiresAt: new Date(now() + setupLinkMs).toISOString(),
      });
      return token;
    },
    async use(token) {
      if (kept?.state !== 'open' || Date.parse(kept.expiresAt) <= now() || !matchesSecret(token, [kept.hash])) {
        return false;
      }
      // spent in memory before anything is awaited, so that two calls at once cannot both win
      await keep({ state: 'used' });
      return true;
    },
  };
}
