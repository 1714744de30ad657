import { z } from 'zod';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { personCaller, serverCaller, type Caller } from '../security/caller.ts';
import { passwordLength } from '../security/password-rules.ts';
import { normalEmail } from '../security/people-book.ts';
import { permissions, roles } from '../security/permissions.ts';
import { sessionCaller, workspacesOf } from '../security/resolve-caller.ts';
import { sessionMs } from '../security/session-book.ts';
import { privateCookie, sessionCookie } from '../security/session-cookie.ts';
import { signInMs } from '../security/single-sign-on.ts';
import type { PersonRecord } from '../store/store.ts';
import { runtimeFor } from '../tenancy/scope-runtime.ts';
import { time } from './answer-schemas.ts';
import { defineRoute, type HttpParts } from './route.ts';

const departureCookie = 'itc_departure';

const session = z.object({
  isSignedIn: z.boolean(),
  expiresAt: time.nullable(),
  version: z.string(),
  isFirstRun: z.boolean().meta({ description: 'true while there is no connection but that of the sandbox.' }),
  hasSingleSignOn: z.boolean(),
  person: z
    .object({ id: z.string(), email: z.string(), name: z.string().nullable(), hasPassword: z.boolean() })
    .nullable()
    .meta({ description: 'null = signed in with the admin token.' }),
  role: z.enum(roles).nullable(),
  permissions: z.array(z.enum(permissions)),
  workspace: z.string().nullable().meta({ description: 'Name; null = all, as the admin token sees them.' }),
  workspaces: z.array(z.string()),
});

async function show(
  runtime: Runtime,
  caller: Caller | null,
  expiresAt: string | null,
): Promise<z.input<typeof session>> {
  const { version, singleSignOn, people } = runtime;
  const common = { version, hasSingleSignOn: singleSignOn !== null };
  if (caller === null) {
    const nobody = { person: null, role: null, permissions: [], workspace: null, workspaces: [] };
    return { ...common, ...nobody, isSignedIn: false, expiresAt: null, isFirstRun: false };
  }
  const { person, role, workspaceId } = caller;
  const all = await people.workspaces();
  const connections = await runtimeFor(runtime, caller).connections.list();
  return {
    ...common,
    isSignedIn: true,
    expiresAt,
    isFirstRun: connections.every(({ sandboxUrl }) => sandboxUrl !== null),
    person: person === null ? null : { ...person, hasPassword: person.passwordHash !== null },
    role,
    permissions: [...caller.permissions],
    workspace: all.find(({ id }) => id === workspaceId)?.name ?? null,
    workspaces: (person === null ? all : workspacesOf(person, all)).map(({ name }) => name),
  };
}

/** Opens a session for somebody who proved who it is; the one that the browser had before ends. */
async function enter(runtime: Runtime, http: HttpParts, person: PersonRecord | null): Promise<z.input<typeof session>> {
  if (http.sessionId !== null) await runtime.sessions.close(http.sessionId);
  const { id, expiresAt } = await runtime.sessions.open(person?.id ?? null);
  const caller = await sessionCaller(runtime, id, null);
  if (caller === null) throw new ConnectorError('ITC_PERMISSION', 'You have no role in any workspace.');
  if (person !== null) await runtime.people.signedIn(person.id);
  await http.signedIn(caller);
  http.setCookie(sessionCookie(id, sessionMs, http.isSecure));
  return show(runtime, caller, expiresAt);
}

const email = z.string().trim().max(320);
const password = z
  .string()
  .min(1)
  .max(4 * passwordLength.most);
const credential = z
  .strictObject({
    token: z.string().max(500).optional().meta({ description: 'The admin token; alone.' }),
    link: z.string().max(500).optional().meta({ description: 'A one-time link; with the password that is chosen.' }),
    email: email.optional(),
    password: password.optional(),
  })
  .refine(
    ({ token, link, ...rest }) =>
      token === undefined
        ? rest.password !== undefined && (link !== undefined || rest.email !== undefined)
        : link === undefined && rest.email === undefined && rest.password === undefined,
    'give a token, or email and password, or link and password',
  );

/** Whom a credential belongs to; null = the holder of the admin token. */
async function whoIs(
  runtime: Runtime,
  body: z.output<typeof credential>,
  address: string | null,
): Promise<PersonRecord | null> {
  const { people, setupLink, signInThrottle } = runtime;
  const { link, token, password: given = '' } = body;
  if (token !== undefined) {
    return signInThrottle.guard(null, address, async () => {
      if (!runtime.isAdminToken(token.trim()))
        throw new ConnectorError('ITC_AUTH_WRONG', 'The admin token is not right.');
      return null;
    });
  }
  if (link !== undefined && body.email !== undefined) {
    const owner = z.email().safeParse(normalEmail(body.email));
    if (!owner.success) throw new ConnectorError('ITC_REQUEST_INVALID', 'body.email: is not an email address.');
    return signInThrottle.guard(null, address, () => setupLink.use(link, () => people.addOwner(owner.data, given)));
  }
  if (link !== undefined) {
    const person = await signInThrottle.guard(null, address, () => people.useLink(link, given));
    // who had the password before may be somebody else
    await runtime.sessions.closeOthers(person.id, null);
    return person;
  }
  const account = normalEmail(body.email ?? '');
  return signInThrottle.guard(account, address, async () => {
    const person = await people.checkPassword(account, given);
    if (person === null) throw new ConnectorError('ITC_AUTH_WRONG');
    return person;
  });
}

/** Signing in and out of the designer. */
export const sessionRoutes = [
  defineRoute({
    method: 'get',
    path: '/session',
    tag: 'Server',
    summary: 'Tell whether the cookie of this browser is signed in, as whom, and what that person may do.',
    auth: 'none',
    response: session,
    handler: async (runtime, { http }) => {
      const caller = http.sessionId === null ? null : await sessionCaller(runtime, http.sessionId, null);
      const found = caller === null ? null : await runtime.sessions.find(http.sessionId ?? '');
      return show(runtime, caller, found?.expiresAt ?? null);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/session',
    tag: 'Server',
    summary: 'Sign in to the designer; the answer sets a cookie. The link of the first start makes the first owner.',
    auth: 'same-site',
    status: 201,
    body: credential,
    response: session,
    errors: ['ITC_AUTH_WRONG', 'ITC_AUTH_THROTTLED', 'ITC_SETUP_LINK', 'ITC_PASSWORD_WEAK', 'ITC_CROSS_SITE'],
    handler: async (runtime, { body, http }) => enter(runtime, http, await whoIs(runtime, body, http.address)),
  }),
  defineRoute({
    method: 'delete',
    path: '/session',
    tag: 'Server',
    summary: 'Sign out of the designer.',
    auth: 'same-site',
    response: session,
    errors: ['ITC_CROSS_SITE'],
    handler: async (runtime, { http }) => {
      if (http.sessionId !== null) {
        const caller = await sessionCaller(runtime, http.sessionId, null);
        if (caller !== null) await http.signedIn(caller);
        await runtime.sessions.close(http.sessionId);
      }
      http.setCookie(sessionCookie(null, 0, http.isSecure));
      return show(runtime, null, null);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/session/link',
    tag: 'Server',
    summary: 'Tell what a one-time link is for, without using it.',
    auth: 'same-site',
    body: z.strictObject({ link: z.string().max(500) }),
    response: z.object({
      kind: z.enum(['setup', 'password']),
      email: z.string().nullable().meta({ description: 'null = the form asks for it.' }),
    }),
    errors: ['ITC_SETUP_LINK', 'ITC_AUTH_THROTTLED', 'ITC_CROSS_SITE'],
    handler: async ({ setupLink, people, signInThrottle }, { body: { link }, http }) =>
      signInThrottle.guard(null, http.address, async () => {
        if (await setupLink.isOpen(link)) return { kind: 'setup' as const, email: null };
        const person = await people.whoseLink(link);
        if (person === null) throw new ConnectorError('ITC_SETUP_LINK');
        return { kind: 'password' as const, email: person.email };
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/session/single-sign-on',
    tag: 'Server',
    summary: 'Begin a sign-in at the identity provider: answers where the browser goes.',
    auth: 'same-site',
    response: z.object({ url: z.string() }),
    errors: ['ITC_OIDC_OFF', 'ITC_OIDC_FAILED', 'ITC_CROSS_SITE'],
    handler: async ({ singleSignOn }, { http }) => {
      if (singleSignOn === null) throw new ConnectorError('ITC_OIDC_OFF');
      const { url, departure } = await singleSignOn.begin();
      http.setCookie(privateCookie(departureCookie, departure, signInMs, http.isSecure));
      return { url };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/session/single-sign-on/return',
    tag: 'Server',
    summary: 'End a sign-in at the identity provider with what it added to the address of the browser.',
    auth: 'same-site',
    status: 201,
    body: z.strictObject({ query: z.string().max(8_000) }),
    response: session,
    errors: ['ITC_OIDC_OFF', 'ITC_OIDC_FAILED', 'ITC_OIDC_REFUSED', 'ITC_AUTH_THROTTLED', 'ITC_CROSS_SITE'],
    handler: async (runtime, { body, http }) => {
      const { singleSignOn, people, signInThrottle } = runtime;
      if (singleSignOn === null) throw new ConnectorError('ITC_OIDC_OFF');
      http.setCookie(privateCookie(departureCookie, null, 0, http.isSecure));
      const person = await signInThrottle.guard(null, http.address, async () => {
        const known = await singleSignOn.finish(body.query, http.readCookie(departureCookie));
        return people.signInKnown(known);
      });
      if (person === null) throw new ConnectorError('ITC_OIDC_REFUSED');
      return enter(runtime, http, person);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/session/workspace',
    tag: 'Server',
    summary: 'Choose the workspace that this browser works in.',
    body: z.strictObject({ workspace: z.string().max(200) }),
    response: session,
    errors: ['ITC_WORKSPACE_UNKNOWN'],
    handler: async (runtime, { body, http }) => {
      const { sessionId, caller } = http;
      if (sessionId === null || caller === null) throw new ConnectorError('ITC_AUTH_REQUIRED');
      const chosen = (await runtime.people.workspaces()).find(({ name }) => name === body.workspace);
      const isOwn = caller.person === null || caller.person.roles[chosen?.id ?? ''] !== undefined;
      if (chosen === undefined || !isOwn) throw new ConnectorError('ITC_WORKSPACE_UNKNOWN');
      await runtime.sessions.choose(sessionId, chosen.id);
      const now = caller.person === null ? serverCaller(chosen.id) : personCaller(caller.person, chosen.id);
      return show(runtime, now, (await runtime.sessions.find(sessionId))?.expiresAt ?? null);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/session/password',
    tag: 'Server',
    summary: 'Choose another password; all your other sessions end.',
    body: z.strictObject({ current: password, password }),
    response: z.object({ ended: z.number().int() }),
    errors: ['ITC_AUTH_WRONG', 'ITC_AUTH_THROTTLED', 'ITC_PASSWORD_WEAK', 'ITC_PERSON_UNKNOWN'],
    handler: async ({ people, sessions, signInThrottle }, { body, http }) => {
      const person = http.caller?.person ?? null;
      if (person === null) throw new ConnectorError('ITC_PERSON_UNKNOWN', 'The admin token has no password.');
      await signInThrottle.guard(person.email, http.address, async () => {
        if ((await people.checkPassword(person.email, body.current)) === null) {
          throw new ConnectorError('ITC_AUTH_WRONG', 'The current password is not right.');
        }
      });
      await people.setPassword(person, body.password);
      return { ended: await sessions.closeOthers(person.id, http.sessionId) };
    },
  }),
];
