import { Option, type Command } from 'commander';

import type { Json } from '../../errors/json.ts';
import { triggerSources } from '../define.ts';
import type { EventRecord, RejectedCall } from '../store/store.ts';
import { apiPath, type ApiClient, type Query } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { indentedJson, type Page } from './output.ts';
import { tail, type TailOptions } from './tail.ts';
import { tailOptions } from './tail-options.ts';
import { pairLines, safeLine, safeText, type Column } from './text-table.ts';

interface Filter extends PageOptions {
  connection?: string;
  kind?: string;
  eventName?: string;
  workflowId?: string;
}

interface ShownEvent extends EventRecord {
  payload: {
    method: string;
    contentType: string;
    headers: Record<string, string>;
    query: string;
    text: string;
    json: Json;
  };
}

function withFilter(command: Command): Command {
  return command
    .option('-c, --connection <name>', 'only of this connection')
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(triggerSources))
    .option('--event-name <name>', 'only with this event name')
    .option('--workflow-id <id>', 'only of this journey');
}

function filterQuery({ connection, kind, eventName, workflowId }: Filter): Query {
  return { connection, kind, eventName, workflowId };
}

const listEvents = (api: ApiClient, query: Query): Promise<Page<EventRecord>> => api.get('/events', query);

const columns: Column<EventRecord>[] = [
  { head: 'ID', cell: ({ id }) => id },
  { head: 'RECEIVED', cell: ({ receivedAt }) => receivedAt },
  { head: 'CONNECTION', cell: ({ connection }) => connection },
  { head: 'EVENT', cell: ({ eventName }) => eventName },
  { head: 'WORKFLOW', cell: ({ workflowId }) => workflowId },
  {
    head: 'JOBS',
    cell: ({ jobs, duplicateOf }) => (duplicateOf === null ? jobs.length : `duplicate of ${duplicateOf}`),
  },
];

async function show({ api, out }: Tools, id: string): Promise<undefined> {
  const event = await api.get<ShownEvent>(apiPath`/events/${id}`);
  const { payload } = event;
  out.show(event, () => [
    ...pairLines({
      id: event.id,
      connection: event.connection,
      kind: event.kind,
      event: event.eventName,
      workflow: event.workflowId,
      received: event.receivedAt,
      'duplicate of': event.duplicateOf,
      jobs: event.jobs.join(' '),
      request: `${payload.method} ${payload.contentType}`,
      query: payload.query,
    }),
    'headers',
    ...indentedJson(payload.headers),
    'body',
    ...(payload.json === null ? [safeText(payload.text)] : indentedJson(payload.json)),
  ]);
  return undefined;
}

async function replay({ api, out }: Tools, id: string, { recipe }: { recipe?: string }): Promise<undefined> {
  const answer = await api.post<{ jobs: string[] }>(apiPath`/events/${id}/replay`, { recipe });
  out.show(answer, () => answer.jobs.map(safeLine));
  if (answer.jobs.length === 0) out.note('No enabled recipe takes this event, so no job was started.');
  return undefined;
}

/** `itc events list|show|replay|tail|rejected`. */
export function addEventCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'events', 'what Iterable sent');

  withFilter(withPaging(session.command(group, 'list', 'list the received events'))).action(
    session.action(async ({ api, out }, options: Filter) => {
      out.list(await listEvents(api, { ...filterQuery(options), ...pageQuery(options) }), columns);
      return undefined;
    }),
  );

  session.command(group, 'show <id>', 'show an event with its payload').action(session.action(show));

  session
    .command(group, 'replay <id>', 'start the recipes of an event once more')
    .option('--recipe <name>', 'start only this recipe')
    .action(session.action(replay));

  tailOptions(withFilter(session.command(group, 'tail', 'print events as they arrive, until Ctrl-C'))).action(
    session.action(async (tools, options: Filter & TailOptions) => {
      const query = filterQuery(options);
      return tail<EventRecord>(
        tools,
        {
          load: (limit, cursor) => listEvents(tools.api, { ...query, limit, cursor }),
          id: ({ id }) => id,
          version: () => '',
          line: (event) =>
            safeLine(
              [
                event.receivedAt,
                event.id,
                event.connection,
                event.eventName ?? `workflow ${event.workflowId ?? '-'}`,
                `jobs ${event.jobs.length}`,
              ].join('  '),
            ),
        },
        options,
      );
    }),
  );

  withPaging(session.command(group, 'rejected', 'list the webhook calls that were refused, with the cause'))
    .option('-c, --connection <name>', 'only of this connection')
    .action(
      session.action(async ({ api, out }, options: Filter) => {
        const query = { connection: options.connection, ...pageQuery(options) };
        out.list(await api.get<Page<RejectedCall>>('/rejected-calls', query), [
          { head: 'AT', cell: ({ at }) => at },
          { head: 'CONNECTION', cell: ({ connection }) => connection },
          { head: 'SOURCE', cell: ({ source }) => source },
          { head: 'CALL', cell: ({ method, path }) => `${method} ${path}` },
          { head: 'CODE', cell: ({ code }) => code },
          { head: 'CAUSE', cell: ({ message }) => message },
        ]);
        return undefined;
      }),
    );
}
