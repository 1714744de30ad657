/** A named secret that recipes refer to; its value never leaves the server except in the calls that it is for. */
export interface SecretRecord {
  id: string;
  /** whose recipes may use it */
  workspaceId: string;
  /** unique on the server */
  name: string;
  /** sealed, see connector/security/seal.ts */
  sealed: string;
  /** hosts it may be sent to: a name, or `*.` before one for all below it */
  hosts: string[];
  createdAt: string;
  updatedAt: string;
}

export interface SecretStore {
  /** makes a secret, or replaces the one of this id */
  putSecret(secret: SecretRecord): Promise<void>;
  getSecret(name: string): Promise<SecretRecord | null>;
  /** in the order of their names */
  listSecrets(): Promise<SecretRecord[]>;
  deleteSecret(name: string): Promise<boolean>;
}
