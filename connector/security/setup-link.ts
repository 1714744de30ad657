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
  store: Pick<Store, 'updateSetting'>;
  newSecret: (prefix: string) => string;
  now: () => number;
}): Promise<SetupLink> {
  const { store, now } = parts;
  const keptIn = (text: string | null): Kept | null => (text === null ? null : (JSON.parse(text) as Kept));
  return {
    async make() {
      const token = parts.newSecret('setup');
      const expiresAt = new Date(now() + setupLinkMs).toISOString();
      let isMade = false;
      await store.updateSetting(setting, (before) => {
        isMade = keptIn(before)?.state !== 'used';
        return isMade ? JSON.stringify({ state: 'open', hash: hashSecret(token), expiresAt } satisfies Kept) : null;
      });
      return isMade ? token : null;
    },
    async use(token) {
      let isUsed = false;
      // read and spent in one transaction, so that two calls at once cannot both win
      await store.updateSetting(setting, (before) => {
        const kept = keptIn(before);
        isUsed = kept?.state === 'open' && Date.parse(kept.expiresAt) > now() && matchesSecret(token, [kept.hash]);
        return isUsed ? JSON.stringify({ state: 'used' } satisfies Kept) : null;
      });
      return isUsed;
    },
  };
}
