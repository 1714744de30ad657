import type { Permission } from '../security/permissions.ts';

/** An API token; the secret itself is nowhere. */
export interface TokenRecord {
  /** part of the token, so that one that was found can be told and revoked */
  id: string;
  /** SHA-256 of the whole token, hex */
  hash: string;
  name: string;
  /** whose permissions bound it; null = made with the admin token */
  personId: string | null;
  workspaceId: string;
  scopes: Permission[];
  createdAt: string;
  expiresAt: string;
  /** kept to the minute */
  usedAt: string | null;
}

export interface TokenStore {
  addToken(token: TokenRecord): Promise<void>;
  getToken(id: string): Promise<TokenRecord | null>;
  /** the newest first */
  listTokens(): Promise<TokenRecord[]>;
  setTokenUsed(id: string, usedAt: string): Promise<void>;
  removeToken(id: string): Promise<boolean>;
}
