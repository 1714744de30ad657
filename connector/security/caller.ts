import { defaultWorkspaceId, type PersonRecord, type TokenRecord } from '../store/store.ts';
import {
  permissions,
  personalPermissions,
  rolePermissions,
  serverPermissions,
  type Permission,
  type Role,
} from './permissions.ts';

/** Who makes a call, and what it may do where. */
export interface Caller {
  kind: 'server' | 'person' | 'token';
  /** goes to the audit log: an id, never a name */
  id: string;
  person: PersonRecord | null;
  /** in the workspace of the call; null = with the admin token or for nobody */
  role: Role | null;
  /** the one workspace that the call works in; null = the admin token, which sees all */
  workspaceId: string | null;
  permissions: ReadonlySet<Permission>;
}

/** The holder of the admin token: the person who runs the machine. */
export const serverCaller = (workspaceId: string | null = null): Caller => ({
  kind: 'server',
  id: 'admin-token',
  person: null,
  role: null,
  workspaceId,
  permissions: new Set(permissions),
});

/** What a person may do in a workspace; nothing without a role in it. */
export function permissionsOf({ roles }: PersonRecord, workspaceId: string): ReadonlySet<Permission> {
  const role = roles[workspaceId];
  const home = roles[defaultWorkspaceId];
  if (role === undefined) return new Set();
  const own = [...rolePermissions[role]].filter((permission) => !serverPermissions.has(permission));
  const ofServer = home === undefined ? [] : [...rolePermissions[home]].filter((one) => serverPermissions.has(one));
  return new Set([...own, ...ofServer]);
}

export function personCaller(person: PersonRecord, workspaceId: string): Caller {
  return {
    kind: 'person',
    id: person.id,
    person,
    role: person.roles[workspaceId] ?? null,
    workspaceId,
    permissions: permissionsOf(person, workspaceId),
  };
}

/**
 * A token may do what its scopes say, and never more than the person who made it may do now.
 * @param person null when it was made with the admin token
 */
export function tokenCaller({ id, scopes, workspaceId }: TokenRecord, person: PersonRecord | null): Caller {
  const bound = person === null ? new Set(permissions) : permissionsOf(person, workspaceId);
  const allowed = scopes.filter((scope) => bound.has(scope) && !personalPermissions.has(scope));
  return { kind: 'token', id, person: null, role: null, workspaceId, permissions: new Set(allowed) };
}

/** The workspace that new things of a call belong to. */
export const homeOf = ({ workspaceId }: Pick<Caller, 'workspaceId'>): string => workspaceId ?? defaultWorkspaceId;
