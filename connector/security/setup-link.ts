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
  isOpen(token: string): Promise<boolean>;
  /** Spends the token on work that makes the owner; where that fails, the token stays open. Throws ITC_SETUP_LINK */
  use<T>(token: string, work: () => Promise<T>): Promise<T>;
}

/** Keeps the token as a hash; what was used or replaced stays so after a restart. */
export function createSetupLink(parts: {
  store: Pick<Store, 'getSetting' | 'updateSetting'>;
  newSecret: (prefix: string) => string;
  now: () => number;
}): SetupLink {
  const { store, now } = parts;
  const keptIn = (text: string | null): Kept | null => (text === null ? null : (JSON.parse(text) as Kept));
  const isOpenIn = (kept: Kept | null, token: string): boolean =>
    kept?.state === 'open' && Date.parse(kept.expiresAt) > now() && matchesSecret(token, [kept.hash]);
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
    isOpen: async (token) => isOpenIn(keptIn(await store.getSetting(setting)), token),
    async use(token, work) {
      let open: string | null = null;
      // read and spent in one transaction, so that two calls at once cannot both win
      await store.updateSetting(setting, (before) => {
        open = isOpenIn(keptIn(before), token) ? before : null;
        return open === null ? null : JSON.stringify({ state: 'used' } satisfies Kept);
      });
      if (open === null) throw new ConnectorError('ITC_SETUP_LINK');
      const spent = open;
      try {
        return await work();
      } catch (error) {
        await store.updateSetting(setting, () => spent);
        throw error;
      }
    },
  };
}
