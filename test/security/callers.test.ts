import { describe, expect, test } from '@jest/globals';

import { homeOf, permissionsOf, personCaller, serverCaller, tokenCaller } from '../../connector/security/caller.ts';
import {
  isAtLeast,
  isRole,
  permissions,
  permissionTexts,
  personalPermissions,
  rolePermissions,
  roles,
  serverPermissions,
  type Permission,
  type Role,
} from '../../connector/security/permissions.ts';
import {
  bearerCaller,
  sessionCaller,
  workspaceHeader,
  workspacesOf,
  type CallerParts,
} from '../../connector/security/resolve-caller.ts';
import {
  defaultWorkspaceId,
  type PersonRecord,
  type SessionRecord,
  type TokenRecord,
  type WorkspaceRecord,
} from '../../connector/store/store.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';

const time = '2026-01-01T00:00:00.000Z';
const personOf = (roles: PersonRecord['roles'], id = 'per_1'): PersonRecord => ({
  id,
  email: `${id}@example.com`,
  name: null,
  passwordHash: null,
  link: null,
  identity: null,
  roles,
  createdAt: time,
  lastSignInAt: null,
});
const tokenOf = (change: Partial<TokenRecord> = {}): TokenRecord => ({
  id: 'tok_1',
  hash: '',
  name: 'a',
  personId: 'per_1',
  workspaceId: 'wsp_2',
  scopes: ['recipes.read'],
  createdAt: time,
  expiresAt: time,
  usedAt: null,
  ...change,
});
const workspaces: WorkspaceRecord[] = ['wsp_2', defaultWorkspaceId, 'wsp_3'].map((id) => ({
  id,
  name: `name of ${id}`,
  createdAt: time,
}));
const nameOf = (id: string): string => `name of ${id}`;
const sorted = (set: ReadonlySet<Permission>): Permission[] => [...set].sort();

describe('the roles', () => {
  // written out once more: a permission that moves to another role must be meant
  const gains: [Role, Permission[]][] = [
    [
      'viewer',
      [
        'account',
        'bulk.read',
        'catalogue.read',
        'connections.read',
        'events.read',
        'jobs.read',
        'recipes.read',
        'schemas.read',
        'sends.read',
      ],
    ],
    ['operator', ['bulk.run', 'connections.use', 'jobs.run', 'recipes.switch']],
    ['builder', ['actions.run', 'exports.run', 'recipes.edit', 'recipes.grant', 'schemas.edit']],
    [
      'admin',
      [
        'audit.read',
        'connections.manage',
        'consent.manage',
        'consent.read',
        'people.erase',
        'people.manage',
        'sends.manage',
        'server.read',
      ],
    ],
    ['owner', ['server.manage']],
  ];

  test.each(gains.map(([role, more], index) => [role, more, gains[index - 1]?.[0]] as const))(
    '%s may do exactly this more than the one below: %j',
    (role, more, below) => {
      const before = below === undefined ? new Set<Permission>() : rolePermissions[below];
      expect(sorted(rolePermissions[role])).toEqual([...before, ...more].sort());
    },
  );

  test('every permission is somebody’s, and each is explained', () => {
    expect(sorted(rolePermissions.owner)).toEqual([...permissions].sort());
    expect(permissions.filter((one) => permissionTexts[one].length < 10)).toEqual([]);
  });

  test('stand in order of power', () => {
    expect(roles).toEqual(['owner', 'admin', 'builder', 'operator', 'viewer']);
    roles.forEach((role, place) => {
      roles.forEach((other, otherPlace) => {
        expect([role, other, isAtLeast(role, other)]).toEqual([role, other, place <= otherPlace]);
      });
    });
  });

  test('are these words and no others', () => {
    expect(roles.every(isRole)).toBe(true);
    expect(['Owner', '', 'root', null, undefined, 0, ['owner']].some(isRole)).toBe(false);
  });

  test('no token can make tokens, let people in or change the server; the server is for the default workspace alone', () => {
    expect(sorted(personalPermissions)).toEqual(['account', 'people.manage', 'server.manage']);
    expect(sorted(serverPermissions)).toEqual(['server.manage', 'server.read']);
  });
});

describe('what a caller may do', () => {
  test('a person may do nothing where it has no role, whatever it is elsewhere', () => {
    expect(permissionsOf(personOf({ [defaultWorkspaceId]: 'owner' }), 'wsp_2').size).toBe(0);
  });

  test('the server is in the hands of those who have the right in the default workspace', () => {
    const may = (person: PersonRecord, workspace: string): Permission[] =>
      sorted(permissionsOf(person, workspace)).filter((one) => one.startsWith('server.'));
    expect(may(personOf({ wsp_2: 'owner' }), 'wsp_2')).toEqual([]);
    expect(may(personOf({ wsp_2: 'viewer', [defaultWorkspaceId]: 'admin' }), 'wsp_2')).toEqual(['server.read']);
    expect(may(personOf({ [defaultWorkspaceId]: 'owner' }), defaultWorkspaceId)).toEqual([
      'server.manage',
      'server.read',
    ]);
    // and the rest of the role there does not come along
    expect(permissionsOf(personOf({ wsp_2: 'viewer', [defaultWorkspaceId]: 'owner' }), 'wsp_2')).toEqual(
      new Set([...rolePermissions.viewer, 'server.read', 'server.manage']),
    );
  });

  test('a person is told by its id, with its role of this workspace', () => {
    const person = personOf({ wsp_2: 'builder' });
    const permissions = new Set([...rolePermissions.builder]);
    expect(personCaller(person, 'wsp_2')).toEqual({
      kind: 'person',
      id: 'per_1',
      person,
      role: 'builder',
      workspaceId: 'wsp_2',
      permissions,
    });
    expect(personCaller(person, 'wsp_3')).toMatchObject({ role: null, permissions: new Set() });
  });

  test('a token may do what its scopes say, at most what its maker may do now, and nothing personal', () => {
    const scopes: Permission[] = ['recipes.read', 'recipes.edit', 'account', 'people.manage', 'server.manage'];
    expect(tokenCaller(tokenOf({ scopes }), personOf({ wsp_2: 'viewer' }))).toEqual({
      kind: 'token',
      id: 'tok_1',
      person: null,
      role: null,
      workspaceId: 'wsp_2',
      permissions: new Set(['recipes.read']),
    });
    expect(tokenCaller(tokenOf({ scopes }), personOf({})).permissions.size).toBe(0);
    expect(tokenCaller(tokenOf({ scopes }), personOf({ wsp_3: 'owner' })).permissions.size).toBe(0);
    expect(sorted(tokenCaller(tokenOf({ scopes }), null).permissions)).toEqual(['recipes.edit', 'recipes.read']);
  });

  test('the holder of the admin token may do everything, everywhere or in the workspace it names', () => {
    const caller = { kind: 'server', id: 'admin-token', person: null, role: null, permissions: new Set(permissions) };
    expect(serverCaller()).toEqual({ ...caller, workspaceId: null });
    expect(serverCaller('wsp_2')).toEqual({ ...caller, workspaceId: 'wsp_2' });
    expect(homeOf(serverCaller())).toBe(defaultWorkspaceId);
    expect(homeOf(serverCaller('wsp_2'))).toBe('wsp_2');
  });
});

describe('who makes a call', () => {
  const ada = personOf({ wsp_2: 'viewer', [defaultWorkspaceId]: 'admin' });
  const session = (personId: string | null, workspaceId: string | null): SessionRecord => ({
    hash: '',
    personId,
    workspaceId,
    createdAt: time,
    usedAt: time,
    expiresAt: time,
  });
  const partsOf = (found: { session?: SessionRecord; token?: TokenRecord; people?: PersonRecord[] }): CallerParts => ({
    sessions: { find: async (id) => (id === 'ses' ? (found.session ?? null) : null) },
    tokens: { find: async (text) => (text === 'api' ? (found.token ?? null) : null) },
    people: {
      get: async (id) => (found.people ?? [ada]).find((person) => person.id === id) ?? null,
      workspaces: async () => workspaces,
    },
    isAdminToken: (text) => text === 'admin',
  });
  const codeOf = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) => (error as ConnectorError).code,
    );

  test('the workspaces of a person are those with a role, the default one first', () => {
    const ids = (person: PersonRecord): string[] => workspacesOf(person, workspaces).map(({ id }) => id);
    expect(ids(ada)).toEqual([defaultWorkspaceId, 'wsp_2']);
    expect(ids(personOf({ wsp_3: 'viewer', wsp_2: 'viewer' }))).toEqual(['wsp_2', 'wsp_3']);
    expect(ids(personOf({}))).toEqual([]);
    expect(workspaceHeader).toBe('x-itc-workspace');
  });

  test('the admin token works everywhere, or in the workspace the call names, which must be there', async () => {
    expect(await bearerCaller(partsOf({}), 'admin', null)).toEqual(serverCaller());
    expect(await bearerCaller(partsOf({}), 'admin', nameOf('wsp_3'))).toEqual(serverCaller('wsp_3'));
    expect(await codeOf(bearerCaller(partsOf({}), 'admin', 'none'))).toBe('ITC_WORKSPACE_UNKNOWN');
  });

  test('an API token works in its own workspace, bound by the person who made it', async () => {
    const token = tokenOf({ scopes: ['recipes.read', 'recipes.edit'] });
    expect(await bearerCaller(partsOf({ token }), 'api', null)).toEqual(tokenCaller(token, ada));
    expect(await bearerCaller(partsOf({ token }), 'api', nameOf('wsp_2'))).toEqual(tokenCaller(token, ada));
    expect(await codeOf(bearerCaller(partsOf({ token }), 'api', nameOf('wsp_3')))).toBe('ITC_WORKSPACE_UNKNOWN');
    expect(await codeOf(bearerCaller(partsOf({ token }), 'api', 'none'))).toBe('ITC_WORKSPACE_UNKNOWN');
    expect(await codeOf(bearerCaller(partsOf({ token }), 'other', null))).toBe('ITC_AUTH_WRONG');
  });

  test('an API token goes with the person who made it, and one of the admin token with nobody', async () => {
    const token = tokenOf();
    expect(await codeOf(bearerCaller(partsOf({ token, people: [] }), 'api', null))).toBe('ITC_AUTH_WRONG');
    const ofServer = tokenOf({ personId: null });
    expect(await bearerCaller(partsOf({ token: ofServer, people: [] }), 'api', null)).toEqual(
      tokenCaller(ofServer, null),
    );
  });

  test('a session of the admin token works where it was last, or where the call says', async () => {
    const all = partsOf({ session: session(null, null) });
    expect(await sessionCaller(all, 'ses', null)).toEqual(serverCaller());
    expect(await sessionCaller(all, 'ses', nameOf('wsp_2'))).toEqual(serverCaller('wsp_2'));
    expect(await codeOf(sessionCaller(all, 'ses', 'none'))).toBe('ITC_WORKSPACE_UNKNOWN');
    const chosen = partsOf({ session: session(null, 'wsp_3') });
    expect(await sessionCaller(chosen, 'ses', null)).toEqual(serverCaller('wsp_3'));
    expect(await sessionCaller(chosen, 'other', null)).toBeNull();
  });

  test('a session of a person works in the workspace named, else the one chosen, else the first of its own', async () => {
    const chosen = partsOf({ session: session('per_1', 'wsp_2') });
    expect(await sessionCaller(chosen, 'ses', null)).toEqual(personCaller(ada, 'wsp_2'));
    expect(await sessionCaller(chosen, 'ses', nameOf(defaultWorkspaceId))).toEqual(
      personCaller(ada, defaultWorkspaceId),
    );
    expect(await codeOf(sessionCaller(chosen, 'ses', nameOf('wsp_3')))).toBe('ITC_WORKSPACE_UNKNOWN');
    for (const gone of [null, 'wsp_3']) {
      expect(await sessionCaller(partsOf({ session: session('per_1', gone) }), 'ses', null)).toEqual(
        personCaller(ada, defaultWorkspaceId),
      );
    }
  });

  test('a session of somebody who is gone, or who has no role left, is nobody’s', async () => {
    expect(await sessionCaller(partsOf({ session: session('per_2', null) }), 'ses', null)).toBeNull();
    const people = [personOf({})];
    expect(await sessionCaller(partsOf({ session: session('per_1', null), people }), 'ses', null)).toBeNull();
  });
});
