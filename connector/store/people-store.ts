import type { Role } from '../security/permissions.ts';

/** The workspace that everything belongs to unless it says otherwise; it always exists. */
export const defaultWorkspaceId = 'wsp_default';

/** A tenant: connections belong to one workspace, and recipes, events, jobs, schemas and runs are reached through them. */
export interface WorkspaceRecord {
  id: string;
  /** unique */
  name: string;
  createdAt: string;
}

export interface PersonRecord {
  id: string;
  /** lower case, unique */
  email: string;
  name: string | null;
  /** in the form of connector/security/password.ts; null = none was chosen, so none opens */
  passwordHash: string | null;
  /** the one link that lets this person choose a password; SHA-256 of its secret, hex */
  link: { hash: string; expiresAt: string } | null;
  /** who the identity provider says it is; null = never signed in by it */
  identity: { issuer: string; subject: string } | null;
  /** workspace id -> role; without one a person reaches nothing */
  roles: Record<string, Role>;
  createdAt: string;
  lastSignInAt: string | null;
}

export interface PeopleStore {
  /** false when the name is taken */
  addWorkspace(workspace: WorkspaceRecord): Promise<boolean>;
  /** the oldest first */
  listWorkspaces(): Promise<WorkspaceRecord[]>;
  /** false when the address is taken */
  addPerson(person: PersonRecord): Promise<boolean>;
  getPerson(id: string): Promise<PersonRecord | null>;
  findPerson(email: string): Promise<PersonRecord | null>;
  /** the oldest first */
  listPeople(): Promise<PersonRecord[]>;
  /**
   * Reads, changes and writes in one transaction, so that of two changes neither is lost. `change` is pure; null leaves the record as it is.
   * Answers what was written; null when nothing was.
   */
  changePerson(id: string, change: (before: PersonRecord) => PersonRecord | null): Promise<PersonRecord | null>;
  /** with their sessions and tokens */
  removePerson(id: string): Promise<boolean>;
}
