import { Option, type Command } from 'commander';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { RowCheck } from '../bulk/check-rows.ts';
import { setFields } from './action-input.ts';
import { apiPath, type ApiClient } from './api-client.ts';
import { readMappings } from './bulk-mapping.ts';
import type { CliSession, Tools } from './cli-session.ts';
import {
  chooseConnection,
  collectPair,
  collectText,
  pageQuery,
  withPaging,
  type PageOptions,
} from './command-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { bulkLines, followBulk, saveResults, settleBulk, type ShownBulk } from './follow-bulk.ts';
import { indentedJson, type Page } from './output.ts';
import { pairLines, safeLine } from './text-table.ts';
import { uploadFile } from './upload-file.ts';

interface RunOptions {
  connection?: string;
  map?: string[];
  set?: [string, string][];
  format?: string;
  delimiter?: string;
  dryRun?: boolean;
  out?: string;
  detach?: boolean;
}

const outcomes = ['accepted', 'failed', 'skipped', 'unknown'];
const formats: Record<string, string> = { csv: 'csv', json: 'json', ndjson: 'ndjson', jsonl: 'ndjson' };

/** The bulk action that two words name: `users upsert` is bulk_upsert_users. Throws ITC_USAGE with the choices. */
async function findAction(api: ApiClient, resource: string, verb: string): Promise<string> {
  const { items } = await api.get<Page<{ name: string; resource: string; isBulk: boolean }>>('/actions', {
    limit: 500,
  });
  const bulk = items.filter(({ isBulk }) => isBulk);
  const wanted = verb.replaceAll('-', '_');
  const ofResource = bulk.filter((action) => action.resource === resource);
  const found = ofResource.filter(
    ({ name }) => name === wanted || `${name.replace(/^bulk_/, '')}_`.startsWith(`${wanted}_`),
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.name;
  const choices = (found.length > 1 ? found : bulk).map(({ name, resource: of }) => `${of} ${name}`);
  throw new ConnectorError(
    'ITC_USAGE',
    `"${resource} ${verb}" names ${found.length > 1 ? 'several actions' : 'no bulk action'}.`,
    {
      hint: `Choose one of: ${choices.join(', ')}.`,
    },
  );
}

function formatOf(file: string, given: string | undefined): string {
  const found = given ?? formats[file.split('.').at(-1)?.toLowerCase() ?? ''];
  if (found !== undefined) return found;
  throw new ConnectorError('ITC_USAGE', `The form of ${file} is not known by its name.`, {
    hint: 'Say it with --format csv, json or ndjson.',
  });
}

function showCheck({ out }: Tools, check: RowCheck): ExitCode {
  out.show(check, () => [
    'Nothing was sent.',
    ...pairLines({
      rows: check.rows,
      ready: check.ready,
      faulty: check.faulty,
      calls: check.calls,
      'least seconds': check.leastMs === null ? null : check.leastMs / 1000,
      'field types': check.typesChecked ? 'checked' : 'not known',
    }),
    ...check.faults.map(({ row, reason }) => safeLine(`row ${String(row)}: ${reason ?? ''}`)),
    'first items',
    ...check.sample.flatMap(({ item }) => indentedJson(item)),
  ]);
  return check.faulty === 0 ? exitCodes.ok : exitCodes.differences;
}

async function run(tools: Tools, resource: string, verb: string, file: string, options: RunOptions): Promise<ExitCode> {
  const { api, out } = tools;
  const action = await findAction(api, resource, verb);
  const connection = await chooseConnection(api, options.connection);
  const pairs = options.set ?? [];
  const schema = pairs.length === 0 ? undefined : (await api.get<{ input: Json }>(apiPath`/actions/${action}`)).input;
  const isList = /^list:\d+$/.test(file);
  const format = isList ? 'ndjson' : formatOf(file, options.format);
  const plan = {
    action,
    connection,
    ...readMappings(options.map ?? [], format === 'csv'),
    input: setFields({}, pairs, schema),
  };
  const source = isList
    ? { list: Number(file.slice('list:'.length)) }
    : { file: await uploadFile(tools, file), format, delimiter: options.delimiter };
  if (options.dryRun === true) {
    const { check } = await api.post<{ check: RowCheck }>('/bulk', { ...plan, ...source, dryRun: true });
    return showCheck(tools, check);
  }
  const { run: started } = await api.post<{ run: ShownBulk }>('/bulk', { ...plan, ...source });
  if (options.detach === true) {
    out.show(started, () => bulkLines(started));
    return exitCodes.ok;
  }
  return finish(tools, started.id, options.out);
}

async function finish(tools: Tools, id: string, file: string | undefined): Promise<ExitCode> {
  tools.out.note(`run ${id}`);
  const ended = await followBulk(tools, id);
  if (file !== undefined) await saveResults(tools, id, file);
  tools.out.show(ended, () => bulkLines(ended));
  return settleBulk(ended);
}

/** `itc bulk <resource> <verb> <file>` and `itc bulk list|show|follow|results|pause|resume|cancel|redrive`. */
export function addBulkCommands(program: Command, session: CliSession): void {
  const group = session
    .command(program, 'bulk <resource> <verb> <file>', 'run an action over the rows of a file, stdin (-) or list:ID')
    .option('-c, --connection <name>', 'connection to use; not needed when there is only one')
    .option(
      '--map <mapping>',
      '`auto`, or field=row.Column, or field={{ row.x | function }}; may be repeated',
      collectText,
    )
    .option('--set <field=value>', 'set an input field of the action, for example listId=42', collectPair)
    .addOption(new Option('--format <format>', 'form of the file').choices(['ndjson', 'csv', 'json']))
    .option('--delimiter <char>', 'between the cells of a CSV')
    .option('--dry-run', 'read, map and check every row, and send nothing')
    .option('--out <file>', 'write the result of each row, as NDJSON or (.csv) CSV')
    .option('--detach', 'start the run and do not wait for it')
    .action(session.action(run));

  withPaging(session.command(group, 'list', 'list the bulk runs')).action(
    session.action(async ({ api, out }, options: PageOptions) => {
      out.list(await api.get<Page<ShownBulk>>('/bulk', pageQuery(options)), [
        { head: 'ID', cell: ({ id }) => id },
        { head: 'ACTION', cell: ({ action }) => action },
        { head: 'STATUS', cell: ({ status }) => status },
        { head: 'ACCEPTED', cell: ({ counts }) => counts.accepted },
        { head: 'FAILED', cell: ({ counts }) => counts.failed },
        { head: 'CREATED', cell: ({ createdAt }) => createdAt },
        { head: 'ERROR', cell: ({ error }) => error?.code ?? null },
      ]);
      return undefined;
    }),
  );

  session.command(group, 'show <id>', 'show a run with its counts and its pace').action(
    session.action(async ({ api, out }, id: string) => {
      const found = await api.get<ShownBulk>(apiPath`/bulk/${id}`);
      out.show(found, () => bulkLines(found));
      return undefined;
    }),
  );

  session
    .command(group, 'follow <id>', 'show the progress of a run until it ends')
    .option('--out <file>', 'write the result of each row')
    .action(session.action(async (tools, id: string, { out }: { out?: string }) => finish(tools, id, out)));

  session
    .command(group, 'results <id> <file>', 'write the results of a run to a file, NDJSON or (.csv) CSV')
    .addOption(new Option('--outcome <outcome>', 'only these').choices(outcomes))
    .action(
      session.action(async (tools, id: string, file: string, { outcome }: { outcome?: string }) => {
        await saveResults(tools, id, file, outcome);
        return undefined;
      }),
    );

  const verbs = {
    pause: 'pause a run after the calls under way',
    resume: 'go on with a paused or failed run',
    cancel: 'end a run; what was sent stays sent',
  };
  for (const [verb, summary] of Object.entries(verbs)) {
    session.command(group, `${verb} <id>`, summary).action(
      session.action(async ({ api, out }, id: string) => {
        const changed = await api.post<ShownBulk>(`${apiPath`/bulk/${id}`}/${verb}`);
        out.show(changed, () => bulkLines(changed));
        return undefined;
      }),
    );
  }

  session
    .command(group, 'redrive <id>', 'run again over the failed rows of a run')
    .option('--outcome <outcome>', 'rows with this result; may be repeated; default failed', collectText)
    .option('--out <file>', 'write the result of each row')
    .action(
      session.action(async (tools, id: string, options: { outcome?: string[]; out?: string }) => {
        const body = options.outcome === undefined ? {} : { outcomes: options.outcome };
        const { id: again } = await tools.api.post<ShownBulk>(apiPath`/bulk/${id}/redrive`, body);
        return finish(tools, again, options.out);
      }),
    );
}
