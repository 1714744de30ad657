import type { Command } from 'commander';

import type { ErrorJson } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import { apiPath } from './api-client.ts';
import { readInput, setFields } from './action-input.ts';
import { CliFailure } from './cli-failure.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection, collectPair, pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { exitCodeOf, exitCodes, type ExitCode } from './exit-codes.ts';
import { indentedJson, type Page } from './output.ts';
import { pairLines, safeLine, safeText } from './text-table.ts';

interface ActionSummary {
  name: string;
  resource: string;
  title: string;
  summary: string;
  docs: string;
  effect: string;
}

interface ShownAction extends ActionSummary {
  endpoint: { method: string; path: string } | null;
  onUnknownOutcome: string;
  input: Json;
  output: Json;
  examples: Json;
  antiExamples: Json;
  requires: string | null;
  snippets: Record<string, string>;
}

interface RunOptions {
  input?: string;
  set?: [string, string][];
  connection?: string;
  dryRun?: boolean;
}

async function show({ api, out }: Tools, name: string): Promise<undefined> {
  const shown = await api.get<ShownAction>(apiPath`/actions/${name}`);
  const { endpoint } = shown;
  out.show(shown, () => [
    ...pairLines({
      name: shown.name,
      title: shown.title,
      summary: shown.summary,
      needs: shown.requires,
      effect: shown.effect,
      endpoint: endpoint === null ? null : `${endpoint.method} ${endpoint.path}`,
      'when no answer comes': shown.onUnknownOutcome,
      docs: shown.docs,
    }),
    'input',
    ...indentedJson(shown.input),
    'output',
    ...indentedJson(shown.output),
    'examples',
    ...indentedJson(shown.examples),
    'refused',
    ...indentedJson(shown.antiExamples),
    // not indented, so that they can be copied as they are
    ...Object.entries(shown.snippets).flatMap(([way, text]) => [way, '', safeText(text), '']),
  ]);
  return undefined;
}

type RunAnswer = Pick<ActionResult, 'output' | 'items' | 'error'> & {
  outcome: ActionResult['outcome'] | null;
  requests?: Json;
};

function failureOf(error: ErrorJson, exitCode: ExitCode): CliFailure {
  return new CliFailure({ ...error }, exitCode);
}

function settle({ outcome, items, error }: RunAnswer): ExitCode {
  const failed = items?.filter((item) => item.outcome === 'failed').length ?? 0;
  const isPartial = failed > 0 && failed < (items?.length ?? 0);
  if (outcome === 'success' && failed === 0) return exitCodes.ok;
  const exitCode = isPartial
    ? exitCodes.partial
    : outcome === 'retry'
      ? exitCodes.temporary
      : exitCodeOf(error?.code ?? '');
  if (error !== null) throw failureOf(error, exitCode);
  return exitCode;
}

async function run({ io, api, out }: Tools, name: string, options: RunOptions): Promise<ExitCode> {
  const given: JsonObject = options.input === undefined ? {} : await readInput(io, options.input);
  const pairs = options.set ?? [];
  // only the schema tells whether 42 is meant as text
  const schema = pairs.length === 0 ? undefined : (await api.get<ShownAction>(apiPath`/actions/${name}`)).input;
  const input = setFields(given, pairs, schema);
  const connection = await chooseConnection(api, options.connection);
  const dryRun = options.dryRun === true;
  const answer = await api.post<RunAnswer>(apiPath`/actions/${name}/run`, { connection, input, dryRun });
  if (dryRun) {
    out.show(answer, () => ['Nothing was sent. The request would be', ...indentedJson(answer.requests)]);
    return exitCodes.ok;
  }
  out.show(answer, () => [
    `outcome  ${safeLine(String(answer.outcome))}`,
    ...(answer.items ?? [])
      .filter((item) => item.outcome !== 'accepted')
      .map((item) => safeLine(`item ${item.index} (${item.key}) ${item.outcome}: ${item.reason ?? ''}`)),
    'output',
    ...indentedJson(answer.output),
  ]);
  return settle(answer);
}

/** `itc actions list|show|run`. */
export function addActionCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'actions', 'what can be done in Iterable');

  withPaging(session.command(group, 'list', 'list the actions')).action(
    session.action(async ({ api, out }, options: PageOptions) => {
      out.list(await api.get<Page<ActionSummary>>('/actions', pageQuery(options)), [
        { head: 'NAME', cell: ({ name }) => name },
        { head: 'RESOURCE', cell: ({ resource }) => resource },
        { head: 'EFFECT', cell: ({ effect }) => effect },
        { head: 'SUMMARY', cell: ({ summary }) => summary },
      ]);
      return undefined;
    }),
  );

  session.command(group, 'show <name>', 'show an action with its schemas and examples').action(session.action(show));

  session
    .command(group, 'run <name>', 'run an action once, outside a recipe')
    .option('-i, --input <file>', 'input as JSON or YAML; - reads stdin')
    .option(
      '--set <field=value>',
      'set one input field, for example dataFields.plan=gold; may be repeated',
      collectPair,
    )
    .option('-c, --connection <name>', 'connection to use; not needed when there is only one')
    .option('--dry-run', 'show the request and send nothing')
    .action(session.action(run));
}
