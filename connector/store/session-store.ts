/** A signed-in browser. */
export interface SessionRecord {
  /** SHA-256 of the session id, hex */
  hash: string;
  /** null = signed in with the admin token */
  personId: string | null;
  /** the workspace that was chosen last; null = the first one of the person */
  workspaceId: string | null;
  createdAt: string;
  /** kept to the minute */
  usedAt: string;
  /** the end however much it is used */
  expiresAt: string;
}

export interface SessionStore {
  /** also removes those that ended before `createdAt` of the new one, and the oldest ones beyond `most` */
  addSession(session: SessionRecord, most: number): Promise<void>;
  getSession(hash: string): Promise<SessionRecord | null>;
  changeSession(hash: string, change: Partial<Pick<SessionRecord, 'usedAt' | 'workspaceId'>>): Promise<void>;
  /** the newest first; all when left out */
  listSessions(personId?: string | null): Promise<SessionRecord[]>;
  /** answers how many there were */
  removeSessions(hashes: readonly string[]): Promise<number>;
}
