import { Argument, Option, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { roles } from '../security/permissions.ts';
import { apiPath, type ApiClient } from './api-client.ts';
import type { CliSession } from './cli-session.ts';
import { pageQuery, withPaging, type PageOptions } from './command-options.ts';
import type { Page } from './output.ts';
import { safeLine, type Column } from './text-table.ts';

interface Person {
  id: string;
  email: string;
  role: string;
  state: string;
  lastSignInAt: string | null;
}

const columns: Column<Person>[] = [
  { head: 'E-MAIL', cell: ({ email }) => email },
  { head: 'ROLE', cell: ({ role }) => role },
  { head: 'STATE', cell: ({ state }) => state },
  { head: 'LAST SIGN-IN', cell: ({ lastSignInAt }) => lastSignInAt },
  { head: 'ID', cell: ({ id }) => id },
];

/** People are named by their address or id. */
async function idOf(api: ApiClient, who: string): Promise<string> {
  let cursor: string | undefined;
  do {
    const page: Page<Person> = await api.get('/people', { limit: 500, cursor });
    const found = page.items.find(({ id, email }) => id === who || email === who.trim().toLowerCase());
    if (found !== undefined) return found.id;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  throw new ConnectorError('ITC_PERSON_UNKNOWN', `There is no ${JSON.stringify(who)} among the people.`);
}

const linkLines = (link: string | null, hours: number): string[] =>
  link === null
    ? ['The person is known already and signs in as before.']
    : [link, `Hand it over yourself: it opens the form to choose a password, once, for ${hours} hours.`];

/** `itc people list|invite|role|link|sign-out|remove`. */
export function addPeopleCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'people', 'people of the workspace and their roles');
  const role = (): Argument => new Argument('<role>', 'what the person may do').choices(roles);

  withPaging(session.command(group, 'list', 'list the people')).action(
    session.action(async ({ api, out }, options: PageOptions) => {
      out.list(await api.get<Page<Person>>('/people', pageQuery(options)), columns);
      return undefined;
    }),
  );

  session
    .command(group, 'invite <email>', 'invite a person; prints a one-time link')
    .addOption(new Option('--role <role>', 'what the person may do').choices(roles).default('viewer'))
    .action(
      session.action(async ({ api, out }, email: string, options: { role: string }) => {
        const made = await api.post<Person & { link: string | null; linkHours: number }>('/people', {
          email,
          role: options.role,
        });
        out.show(made, () => [safeLine(`${made.email}  ${made.role}`), ...linkLines(made.link, made.linkHours)]);
        return undefined;
      }),
    );

  session
    .command(group, 'role <person>', 'give a person another role; it counts at once')
    .addArgument(role())
    .action(
      session.action(async ({ api, out }, who: string, wanted: string) => {
        const changed = await api.post<Person>(apiPath`/people/${await idOf(api, who)}/role`, { role: wanted });
        out.show(changed, () => [safeLine(`${changed.email}  ${changed.role}`)]);
        return undefined;
      }),
    );

  session.command(group, 'link <person>', 'make a one-time link to choose a new password').action(
    session.action(async ({ api, out }, who: string) => {
      const made = await api.post<{ link: string; linkHours: number }>(apiPath`/people/${await idOf(api, who)}/link`);
      out.show(made, () => linkLines(made.link, made.linkHours));
      return undefined;
    }),
  );

  session.command(group, 'sign-out <person>', 'end all sessions of a person').action(
    session.action(async ({ api, out }, who: string) => {
      const done = await api.delete<{ ended: number }>(apiPath`/people/${await idOf(api, who)}/sessions`);
      out.show(done, () => [`${done.ended} sessions ended.`]);
      return undefined;
    }),
  );

  session.command(group, 'remove <person>', 'take a person out of the workspace').action(
    session.action(async ({ api, out }, who: string) => {
      const done = await api.delete<{ removed: string }>(apiPath`/people/${await idOf(api, who)}`);
      out.show(done, () => [safeLine(`${who} is removed.`)]);
      return undefined;
    }),
  );
}
