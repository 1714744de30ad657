import { Option, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import { apiPath } from './api-client.ts';
import { readApiKey } from './api-key.ts';
import { Interrupted } from './cli-failure.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { collectText, pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { checkLines, webhookSteps, writeKeyLines, type Check, type ShownConnection } from './connection-text.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { addPolicyCommand } from './connection-policy.ts';
import type { Page } from './output.ts';
import { safeLine } from './text-table.ts';

interface AddOptions {
  region?: string;
  dashboardUrl?: string;
  projectType: string;
  projectId?: string;
  environment?: string;
  unauthenticated?: boolean;
  secretHeader?: string;
  sandboxUrl?: string;
  allowSource?: string[];
  keyStdin?: boolean;
}

async function add(tools: Tools, name: string, options: AddOptions): Promise<undefined> {
  const { unauthenticated, allowSource, keyStdin, projectType, region, dashboardUrl, ...rest } = options;
  const apiKey = await readApiKey(tools, keyStdin === true);
  const added = await tools.api.post<ShownConnection & { secret: string; writeKey?: string; warnings?: string[] }>(
    '/connections',
    {
      name,
      apiKey,
      projectType,
      region,
      dashboardUrl,
      projectId: rest.projectId,
      environment: rest.environment,
      sandboxUrl: rest.sandboxUrl,
      secretHeader: rest.secretHeader,
      allowUnauthenticated: unauthenticated,
      allowedSources: allowSource,
    },
  );
  for (const warning of added.warnings ?? []) tools.out.warn(warning);
  tools.out.show(added, () => [
    `Added ${added.name} (${added.region}, ${added.projectType}).`,
    '',
    ...webhookSteps(added, added.secret),
    ...(added.writeKey === undefined ? [] : ['', ...writeKeyLines(added.writeKey)]),
  ]);
  return undefined;
}

const exitOfState: Record<string, ExitCode> = {
  wrong_key: exitCodes.denied,
  wrong_region: exitCodes.denied,
  missing_permission: exitCodes.denied,
  unreachable: exitCodes.temporary,
};

async function test({ api, out }: Tools, name: string): Promise<ExitCode> {
  const result = await api.post<{ state: string; checks: Check[] }>(apiPath`/connections/${name}/test`);
  out.show(result, () => [
    `${name}: ${safeLine(result.state)}`,
    ...checkLines(result.checks, (ok) => (ok ? out.style('green', '✔') : out.style('red', '✖'))),
  ]);
  if (result.checks.every(({ ok }) => ok)) return exitCodes.ok;
  return exitOfState[result.state] ?? exitCodes.failure;
}

async function remove({ io, api, out }: Tools, name: string, { yes }: { yes?: boolean }): Promise<ExitCode> {
  if (!yes && io.stdinIsTty && !out.json) {
    const answer = await io.ask(`Remove ${name}? Its webhook address stops working for good. [y/N] `);
    if (answer === null) throw new Interrupted();
    if (!/^y(es)?$/i.test(answer.trim())) {
      out.note('Nothing was removed.');
      return exitCodes.failure;
    }
  }
  out.show(await api.delete(apiPath`/connections/${name}`), () => [`Removed ${name}.`]);
  return exitCodes.ok;
}

async function rotate({ api, out }: Tools, name: string): Promise<undefined> {
  const rotated = await api.post<{ secret: string; previousValidUntil?: string | null }>(
    apiPath`/connections/${name}/rotate-secret`,
  );
  const connection = await api.get<ShownConnection>(apiPath`/connections/${name}`);
  out.show(rotated, () => [
    ...webhookSteps(connection, rotated.secret),
    ...(rotated.previousValidUntil ? ['', `The secret before is accepted until ${rotated.previousValidUntil}.`] : []),
  ]);
  return undefined;
}

async function rotateWriteKey({ api, out }: Tools, name: string): Promise<undefined> {
  const rotated = await api.post<{ writeKey: string; previousValidUntil: string | null }>(
    apiPath`/connections/${name}/rotate-write-key`,
  );
  out.show(rotated, () => [
    ...writeKeyLines(rotated.writeKey),
    ...(rotated.previousValidUntil ? ['', `The key before is accepted until ${rotated.previousValidUntil}.`] : []),
  ]);
  return undefined;
}

async function list({ api, out }: Tools, options: PageOptions): Promise<undefined> {
  out.list(await api.get<Page<ShownConnection>>('/connections', pageQuery(options)), [
    { head: 'NAME', cell: ({ name }) => name },
    { head: 'REGION', cell: ({ region, sandboxUrl }) => (sandboxUrl === null ? region : `${region} (sandbox)`) },
    { head: 'PROJECT TYPE', cell: ({ projectType }) => projectType },
    { head: 'KEY', cell: ({ apiKeyHint }) => `…${apiKeyHint}` },
    { head: 'WEBHOOK ADDRESS', cell: ({ webhookUrl }) => webhookUrl },
  ]);
  return undefined;
}

/** `itc connect add|list|test|rm|rotate|rotate-write-key|policy`. */
export function addConnectCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'connect', 'connections to Iterable projects');

  session
    .command(group, 'add <name>', 'add a connection; prints its webhook address and secret')
    .addOption(new Option('--region <region>', 'data center of the project').choices(['us', 'eu']))
    .option('--dashboard-url <url>', 'any address of the Iterable web app, to tell the region')
    .addOption(
      new Option('--project-type <type>', 'how the project tells people apart')
        .choices(['email', 'userId', 'hybrid'])
        .makeOptionMandatory(),
    )
    .option('--project-id <id>', 'id of the project: keys of one project share its rate limits')
    .option('--environment <name>', 'for example production or staging')
    .option('--secret-header <name>', 'header that carries the webhook secret')
    .option('--unauthenticated', 'accept webhooks without the secret')
    .option(
      '--allow-source <range>',
      'accept webhooks from this address or CIDR range only, may be repeated',
      collectText,
    )
    .option('--sandbox-url <url>', 'address of a sandbox on this machine')
    .option('--key-stdin', 'read the API key from stdin (else ITERABLE_API_KEY, else it is asked for)')
    .action(
      session.action(async (tools, name: string, options: AddOptions) => {
        if (options.region === undefined && options.dashboardUrl === undefined && options.sandboxUrl === undefined) {
          throw new ConnectorError('ITC_USAGE', 'The region is missing.', {
            hint: 'Give --region us, --region eu or --dashboard-url.',
          });
        }
        return add(tools, name, options);
      }),
    );

  withPaging(session.command(group, 'list', 'list the connections')).action(session.action(list));
  session
    .command(group, 'test <name>', 'test key, region and permissions without changing anything')
    .action(session.action(test));
  session
    .command(group, 'rm <name>', 'remove a connection that no recipe uses')
    .option('-y, --yes', 'do not ask')
    .action(session.action(remove));
  session
    .command(group, 'rotate <name>', 'make a new webhook secret; the one before stays valid for a while')
    .action(session.action(rotate));
  session
    .command(
      group,
      'rotate-write-key <name>',
      'make a new write key for tracking SDKs; the one before stays valid for a while',
    )
    .action(session.action(rotateWriteKey));
  addPolicyCommand(group, session);
}
