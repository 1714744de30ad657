import type { Store, TokenRecord } from '../store/store.ts';
import { newApiToken, readApiToken } from './api-token.ts';
import { hashSecret, matchesSecret } from './hash-secret.ts';

const useMs = 60 * 1_000;

/** The API tokens of this server; each is shown once and kept as a hash. */
export interface TokenBook {
  /** the token in clear is handed out this once */
  make(
    token: Pick<TokenRecord, 'name' | 'personId' | 'workspaceId' | 'scopes' | 'expiresAt'>,
  ): Promise<{ token: string; record: TokenRecord }>;
  /** reads the store, so that a revoked token is over at once and in every process; null when it is unknown, wrong or over */
  find(token: string): Promise<TokenRecord | null>;
  list(): Promise<TokenRecord[]>;
  get(id: string): Promise<TokenRecord | null>;
  revoke(id: string): Promise<boolean>;
}

export function createTokenBook({ store, now }: { store: Store; now: () => number }): TokenBook {
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    async make(fields) {
      const { id, token } = newApiToken();
      const record: TokenRecord = { ...fields, id, hash: hashSecret(token), createdAt: iso(now()), usedAt: null };
      await store.addToken(record);
      return { token, record };
    },
    async find(token) {
      const id = readApiToken(token);
      const record = id === null ? null : await store.getToken(id);
      if (record === null || !matchesSecret(token, [record.hash]) || Date.parse(record.expiresAt) <= now()) return null;
      if (record.usedAt === null || Date.parse(record.usedAt) + useMs <= now()) {
        await store.setTokenUsed(record.id, iso(now()));
      }
      return record;
    },
    list: () => store.listTokens(),
    get: (id) => store.getToken(id),
    revoke: (id) => store.removeToken(id),
  };
}
