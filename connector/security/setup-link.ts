import { ConnectorError } from '../../errors/connector-error.ts';
import type { Store } from '../store/store.ts';
import { hashSecret, matchesSecret } from './hash-secret.ts';

const setting = 'designer.setupLink';
/** How long the link of the first start works; milliseconds. */
export const setupLinkMs = 60 * 60 * 1_000;

/** `used` is kept for good: from then on people sign in with their passwords. */
type Kept = { state: 'open'; hash: string; expiresAt: string } | { state: 'used' };

/** The one-time link that makes the first owner, printed until somebody used it. */
export interface SetupLink {
  /** a new token that takes the place of the one before; null once a link was used */
  make(): Promise<string | null>;
  /** whether this is the token, in time and not used yet */
  isOpen(token: string): boolean;
  /** Spends the token on work that makes the owner; where that fails, the token stays open. Throws ITC_SETUP_LINK */
  use<T>(token: string, work: () => Promise<T>): Promise<T>;
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
  const isOpen = (token: string): boolean =>
    kept?.state === 'open' && Date.parse(kept.expiresAt) > now() && matchesSecret(token, [kept.hash]);
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
    isOpen,
    async use(token, work) {
      // spent in memory before anything is awaited, so that two calls at once cannot both win
      if (!isOpen(token)) throw new ConnectorError('ITC_SETUP_LINK');
      const open = kept;
      kept = { state: 'used' };
      try {
        const made = await work();
        await keep({ state: 'used' });
        return made;
      } catch (error) {
        kept = open;
        throw error;
      }
    },
  };
}
