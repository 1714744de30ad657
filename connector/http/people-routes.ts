import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { homeOf, type Caller } from '../security/caller.ts';
import { linkMs, normalEmail } from '../security/people-book.ts';
import {
  isAtLeast,
  permissionTexts,
  personalPermissions,
  rolePermissions,
  roles,
  type Role,
} from '../security/permissions.ts';
import { workspacesOf } from '../security/resolve-caller.ts';
import type { PersonRecord } from '../store/store.ts';
import { idParams, page, pageQuery, time } from './answer-schemas.ts';
import { defineRoute, type HttpParts } from './route.ts';
import { slicePage } from './slice-page.ts';

const role = z.enum(roles);
const person = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: role.meta({ description: 'In the workspace of the call.' }),
  state: z.enum(['active', 'invited']).meta({ description: 'invited = has not chosen a password yet.' }),
  createdAt: time,
  lastSignInAt: time.nullable(),
});
const link = z.string().meta({ description: 'Opens the form to choose a password, once; shown this once.' });

/** The caller of a route that is not open. */
export function callerIn(http: HttpParts): Caller {
  if (http.caller === null) throw new ConnectorError('ITC_AUTH_REQUIRED');
  return http.caller;
}

function show(record: PersonRecord, workspaceId: string): z.input<typeof person> {
  const { id, email, name, createdAt, lastSignInAt, passwordHash, identity } = record;
  const state = passwordHash === null && identity === null ? 'invited' : 'active';
  return { id, email, name, role: record.roles[workspaceId] ?? 'viewer', state, createdAt, lastSignInAt };
}

/** Whom a caller may see: the people of its workspace. */
async function member({ people }: Runtime, caller: Caller, id: string): Promise<PersonRecord> {
  const found = await people.get(id);
  if (found?.roles[homeOf(caller)] === undefined) throw new ConnectorError('ITC_PERSON_UNKNOWN');
  return found;
}

/** An admin gives and takes every role but that of an owner. */
function refuseAbove(caller: Caller, ...wanted: readonly (Role | undefined)[]): void {
  if (caller.kind === 'server' || caller.role === 'owner') return;
  if (wanted.includes('owner')) throw new ConnectorError('ITC_PERMISSION', 'Only an owner decides on owners.');
}

/** A link or an ended session concerns all workspaces of a person, so the caller must stand as high in each. */
function refuseForeign(caller: Caller, target: PersonRecord): void {
  if (caller.kind === 'server') return;
  const own = caller.person?.roles ?? {};
  const isAbove = Object.entries(target.roles).every(([workspace, theirs]) => {
    const mine = own[workspace];
    return mine !== undefined && isAtLeast(mine, 'admin') && isAtLeast(mine, theirs);
  });
  if (!isAbove)
    throw new ConnectorError('ITC_PERMISSION', 'This person has a higher role, or belongs to other workspaces too.');
}

const linkUrl = (runtime: Runtime, token: string): string =>
  `${runtime.config.publicUrl ?? runtime.localUrl()}/join#link=${encodeURIComponent(token)}`;

/** The people of a workspace, their roles and links. */
export const peopleRoutes = [
  defineRoute({
    method: 'get',
    path: '/roles',
    tag: 'People',
    summary: 'List the roles and permissions.',
    response: z.object({
      permissions: z.array(z.object({ name: z.string(), text: z.string(), forTokens: z.boolean() })),
      roles: z.array(z.object({ name: role, permissions: z.array(z.string()) })),
    }),
    handler: async () => ({
      permissions: Object.entries(permissionTexts).map(([name, text]) => ({
        name,
        text,
        forTokens: !(personalPermissions as ReadonlySet<string>).has(name),
      })),
      roles: roles.map((name) => ({ name, permissions: [...rolePermissions[name]] })),
    }),
  }),
  defineRoute({
    method: 'get',
    path: '/people',
    tag: 'People',
    summary: 'List the people of the workspace.',
    query: z.strictObject(pageQuery),
    response: page(person),
    handler: async (runtime, { query, http }) => {
      const workspace = homeOf(callerIn(http));
      const all = await runtime.people.list();
      const own = all.filter(({ roles: given }) => given[workspace] !== undefined).reverse();
      return slicePage(
        own.map((record) => show(record, workspace)),
        query,
        ({ id }) => id,
      );
    },
  }),
  defineRoute({
    method: 'post',
    path: '/people',
    tag: 'People',
    summary: 'Invite a person; the answer has the one-time link to hand over.',
    status: 201,
    body: z.strictObject({ email: z.string().max(320).transform(normalEmail).pipe(z.email()), role }),
    response: person.extend({
      link: link.nullable().meta({ description: 'null = the person signs in as before, with what is known already.' }),
      linkHours: z.number(),
    }),
    errors: ['ITC_PERSON_EXISTS'],
    handler: async (runtime, { body, http }) => {
      const caller = callerIn(http);
      refuseAbove(caller, body.role);
      const made = await runtime.people.invite(body.email, body.role, homeOf(caller));
      return {
        ...show(made.person, homeOf(caller)),
        link: made.link === null ? null : linkUrl(runtime, made.link),
        linkHours: linkMs.invitation / 3_600_000,
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/people/{id}/role',
    tag: 'People',
    summary: 'Give a person another role in the workspace; it counts at once.',
    params: idParams,
    body: z.strictObject({ role }),
    response: person,
    errors: ['ITC_PERSON_UNKNOWN', 'ITC_LAST_OWNER'],
    handler: async (runtime, { params, body, http }) => {
      const caller = callerIn(http);
      const target = await member(runtime, caller, params.id);
      refuseAbove(caller, target.roles[homeOf(caller)], body.role);
      const changed = await runtime.people.setRole(target.id, homeOf(caller), body.role);
      if (changed === null) throw new ConnectorError('ITC_PERSON_UNKNOWN');
      return show(changed, homeOf(caller));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/people/{id}/link',
    tag: 'People',
    summary: 'Make a one-time link with which the person chooses a password; the link before stops working.',
    status: 201,
    params: idParams,
    response: z.object({ link, linkHours: z.number() }),
    errors: ['ITC_PERSON_UNKNOWN'],
    handler: async (runtime, { params, http }) => {
      const caller = callerIn(http);
      const target = await member(runtime, caller, params.id);
      refuseForeign(caller, target);
      const token = await runtime.people.makeLink(target.id);
      if (token === null) throw new ConnectorError('ITC_PERSON_UNKNOWN');
      return { link: linkUrl(runtime, token), linkHours: linkMs.reset / 3_600_000 };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/people/{id}',
    tag: 'People',
    summary: 'Take a person out of the workspace; without another one, with all sessions and tokens.',
    params: idParams,
    response: z.object({ removed: z.string() }),
    errors: ['ITC_PERSON_UNKNOWN', 'ITC_LAST_OWNER'],
    handler: async (runtime, { params, http }) => {
      const caller = callerIn(http);
      const target = await member(runtime, caller, params.id);
      refuseAbove(caller, target.roles[homeOf(caller)]);
      await runtime.people.setRole(target.id, homeOf(caller), null);
      return { removed: target.id };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/people/{id}/sessions',
    tag: 'People',
    summary: 'Sign a person out everywhere.',
    params: idParams,
    response: z.object({ ended: z.number().int() }),
    errors: ['ITC_PERSON_UNKNOWN'],
    handler: async (runtime, { params, http }) => {
      const caller = callerIn(http);
      const target = await member(runtime, caller, params.id);
      refuseForeign(caller, target);
      return { ended: await runtime.sessions.closeOthers(target.id, null) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/workspaces',
    tag: 'People',
    summary: 'List your workspaces.',
    response: page(z.object({ id: z.string(), name: z.string(), createdAt: time })),
    handler: async ({ people }, { http }) => {
      const { person: own } = callerIn(http);
      const all = await people.workspaces();
      return { items: own === null ? all : workspacesOf(own, all), next: null };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/workspaces',
    tag: 'People',
    summary: 'Make a workspace; you are its owner.',
    status: 201,
    body: z.strictObject({
      name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower case letters, digits and hyphens'),
    }),
    response: z.object({ id: z.string(), name: z.string(), createdAt: time }),
    errors: ['ITC_WORKSPACE_EXISTS'],
    handler: async ({ people }, { body, http }) => {
      const { person: own } = callerIn(http);
      const workspace = await people.addWorkspace(body.name);
      if (own !== null) await people.invite(own.email, 'owner', workspace.id);
      return workspace;
    },
  }),
];
