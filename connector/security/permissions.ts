/** What may be asked of the server, and what each permission opens; a route needs exactly one (connector/http/route-permissions.ts). */
export const permissionTexts = {
  account: 'work with your own account, sessions and tokens',
  'catalogue.read': 'see actions, triggers, templates and functions',
  'connections.read': 'see connections, without their keys and secrets',
  'connections.use': 'let a connection load fields and pick lists, test its key, send a sample event',
  'connections.manage': 'add, change and remove connections, and make webhook secrets',
  'recipes.read': 'see recipes and their versions',
  'recipes.switch': 'switch recipes on and off',
  'recipes.edit': 'save and test recipes',
  'recipes.grant': 'say what a recipe may do and how much it may send in a day',
  'events.read': 'see received events with their payloads',
  'jobs.read': 'see jobs with every step, tasks and statistics',
  'jobs.run': 'replay events, run jobs again, release and discard held ones',
  'actions.run': 'run one action against Iterable by hand',
  'bulk.read': 'see bulk runs and their results',
  'bulk.run': 'start and steer bulk runs',
  'exports.run': 'read data of people out of Iterable',
  'schemas.read': 'see learned and saved schemas',
  'schemas.edit': 'save schemas',
  'sends.read': 'see messages with what became of them, suppressions and diagnostics',
  'sends.manage': 'change suppressions and what a connection says about sending',
  'consent.read': 'see notices, preferences and their history',
  'consent.manage': 'map notices, change and import preferences',
  'people.erase': 'erase people, here and in Iterable',
  'people.manage': 'invite people, give roles, end their sessions and tokens',
  'audit.read': 'read and verify the audit log',
  'server.read': 'see the settings of the server',
  'server.manage': 'make a new admin token, make workspaces, set alerts',
} as const;

export type Permission = keyof typeof permissionTexts;
export const permissions = Object.keys(permissionTexts) as Permission[];

/** From the most to the least powerful. */
export const roles = ['owner', 'admin', 'builder', 'operator', 'viewer'] as const;
export type Role = (typeof roles)[number];

const viewer: readonly Permission[] = [
  'account',
  'catalogue.read',
  'connections.read',
  'recipes.read',
  'events.read',
  'jobs.read',
  'bulk.read',
  'schemas.read',
  'sends.read',
];
const operator: readonly Permission[] = [...viewer, 'connections.use', 'recipes.switch', 'jobs.run', 'bulk.run'];
const builder: readonly Permission[] = [
  ...operator,
  'recipes.edit',
  'recipes.grant',
  'schemas.edit',
  'actions.run',
  'exports.run',
];
const admin: readonly Permission[] = [
  ...builder,
  'sends.manage',
  'consent.read',
  'consent.manage',
  'people.erase',
  'connections.manage',
  'people.manage',
  'audit.read',
  'server.read',
];

/** What each role may do in its workspace. */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(permissions),
  admin: new Set(admin),
  builder: new Set(builder),
  operator: new Set(operator),
  viewer: new Set(viewer),
};

/** They concern all workspaces, so only a role in the default one gives them. */
export const serverPermissions: ReadonlySet<Permission> = new Set(['server.read', 'server.manage']);

/** What no API token can do, whatever the person who made it may: a stolen one must not make others or let people in. */
export const personalPermissions: ReadonlySet<Permission> = new Set(['account', 'people.manage', 'server.manage']);

export const isRole = (text: unknown): text is Role => (roles as readonly unknown[]).includes(text);

/** Whether one role is at least as powerful as the other. */
export const isAtLeast = (role: Role, other: Role): boolean => roles.indexOf(role) <= roles.indexOf(other);
