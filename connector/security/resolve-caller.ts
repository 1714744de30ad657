import { ConnectorError } from '../../errors/connector-error.ts';
import { defaultWorkspaceId, type PersonRecord, type WorkspaceRecord } from '../store/store.ts';
import { personCaller, serverCaller, tokenCaller, type Caller } from './caller.ts';
import type { PeopleBook } from './people-book.ts';
import type { SessionBook } from './session-book.ts';
import type { TokenBook } from './token-book.ts';

/** Names the workspace of a call; left out = the one of the session or token. */
export const workspaceHeader = 'x-itc-workspace';

export interface CallerParts {
  sessions: Pick<SessionBook, 'find'>;
  tokens: Pick<TokenBook, 'find'>;
  people: Pick<PeopleBook, 'get' | 'workspaces'>;
  isAdminToken: (token: string) => boolean;
}

/** The workspaces of a person, the default one first. */
export function workspacesOf(person: PersonRecord, all: readonly WorkspaceRecord[]): WorkspaceRecord[] {
  const own = all.filter(({ id }) => person.roles[id] !== undefined);
  return own.sort((a, b) => Number(b.id === defaultWorkspaceId) - Number(a.id === defaultWorkspaceId));
}

async function named(people: CallerParts['people'], name: string): Promise<string> {
  const found = (await people.workspaces()).find((workspace) => workspace.name === name);
  if (found === undefined) throw new ConnectorError('ITC_WORKSPACE_UNKNOWN');
  return found.id;
}

/**
 * Who holds this bearer token: the admin token, or an API token.
 * @param workspace name that the call asks for; null = none
 * @throws ConnectorError ITC_AUTH_WRONG, ITC_WORKSPACE_UNKNOWN
 */
export async function bearerCaller(parts: CallerParts, bearer: string, workspace: string | null): Promise<Caller> {
  if (parts.isAdminToken(bearer)) {
    return serverCaller(workspace === null ? null : await named(parts.people, workspace));
  }
  const token = await parts.tokens.find(bearer);
  if (token === null) throw new ConnectorError('ITC_AUTH_WRONG');
  if (workspace !== null && (await named(parts.people, workspace)) !== token.workspaceId) {
    throw new ConnectorError('ITC_WORKSPACE_UNKNOWN');
  }
  const person = token.personId === null ? null : await parts.people.get(token.personId);
  // a token goes with the person who made it
  if (token.personId !== null && person === null) throw new ConnectorError('ITC_AUTH_WRONG');
  return tokenCaller(token, person);
}

/**
 * Whose session this is; null when it is over or its person is gone.
 * @throws ConnectorError ITC_WORKSPACE_UNKNOWN for one that the person has no role in
 */
export async function sessionCaller(
  parts: CallerParts,
  sessionId: string,
  workspace: string | null,
): Promise<Caller | null> {
  const session = await parts.sessions.find(sessionId);
  if (session === null) return null;
  if (session.personId === null) {
    return serverCaller(workspace === null ? session.workspaceId : await named(parts.people, workspace));
  }
  const person = await parts.people.get(session.personId);
  if (person === null) return null;
  const own = workspacesOf(person, await parts.people.workspaces());
  if (workspace !== null) {
    const wanted = own.find(({ name }) => name === workspace);
    if (wanted === undefined) throw new ConnectorError('ITC_WORKSPACE_UNKNOWN');
    return personCaller(person, wanted.id);
  }
  const chosen = own.find(({ id }) => id === session.workspaceId) ?? own[0];
  return chosen === undefined ? null : personCaller(person, chosen.id);
}
