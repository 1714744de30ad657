import { rolePermissions, type Role } from '../../connector/security/permissions.ts';
import { defaultWorkspaceId, type PersonRecord } from '../../connector/store/store.ts';
import type { TestServer } from './test-server.ts';

export interface PlainAnswer {
  status: number;
  code: string | null;
  text: string;
  body: Record<string, unknown>;
}
/** `path` is below the REST API, or whole where it names a door beside it. */
export type Send = (method: string, path: string, body?: unknown) => Promise<PlainAnswer>;

export const allRoles = Object.keys(rolePermissions) as Role[];

async function call(url: string, method: string, headers: Record<string, string>, body: unknown): Promise<PlainAnswer> {
  const answer = await fetch(url, {
    method: method.toUpperCase(),
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json =
    /json/.test(answer.headers.get('content-type') ?? '') && !/ndjson/.test(answer.headers.get('content-type') ?? '');
  const parsed = json ? (JSON.parse(text) as Record<string, unknown>) : {};
  const error = parsed['error'] as { code?: string } | undefined;
  return { status: answer.status, code: error?.code ?? null, text, body: parsed };
}

const outsideRest = /^\/(api|assets|mcp|metrics)(\/|$)/i;
/** The whole address of a path. */
export const urlOf = (server: TestServer, path: string): string =>
  server.running.url + (outsideRest.test(path) ? path : `/api/v1${path}`);

/** Calls as the designer makes them, signed in as this person; null = as nobody. */
export async function sendAs(server: TestServer, person: PersonRecord | null): Promise<Send> {
  const session = person === null ? null : await server.running.runtime.sessions.open(person.id);
  const headers: Record<string, string> = { 'x-itc-designer': '1' };
  if (session !== null) headers['cookie'] = `itc_session=${session.id}`;
  return (method, path, body) => call(urlOf(server, path), method, headers, body);
}

/** Calls as a program makes them. */
export function sendWith(server: TestServer, token: string): Send {
  const headers = { authorization: `Bearer ${token}` };
  return (method, path, body) => call(urlOf(server, path), method, headers, body);
}

/** A person who is signed up, without the work of a password. */
export async function addPerson(
  server: TestServer,
  email: string,
  role: Role,
  workspaceId = defaultWorkspaceId,
): Promise<PersonRecord> {
  const { people } = server.running.runtime;
  return (await people.invite(email, role, workspaceId)).person;
}
