import { Option, type Command } from 'commander';

import type { JobRecord } from '../store/store.ts';
import { apiPath, type ApiClient, type Query } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { httpText, jobLines, type ShownJob } from './job-text.ts';
import type { Page } from './output.ts';
import { tail, type TailOptions } from './tail.ts';
import { tailOptions } from './tail-options.ts';
import { safeLine, type Column } from './text-table.ts';

interface Filter extends PageOptions {
  recipe?: string;
  status?: string;
  event?: string;
}

const statuses = ['queued', 'running', 'waiting', 'held', 'succeeded', 'failed', 'stopped', 'discarded'];

function withFilter(command: Command): Command {
  return command
    .option('--recipe <name>', 'only of this recipe')
    .addOption(new Option('--status <status>', 'only in this status').choices(statuses))
    .option('--event <id>', 'only those that this event started');
}

function filterQuery({ recipe, status, event }: Filter): Query {
  return { recipe, status, event };
}

const listJobs = (api: ApiClient, query: Query): Promise<Page<JobRecord>> => api.get('/jobs', query);

const columns: Column<JobRecord>[] = [
  { head: 'ID', cell: ({ id }) => id },
  { head: 'RECIPE', cell: ({ recipe, version }) => `${recipe} v${version}` },
  { head: 'STATUS', cell: ({ status }) => status },
  { head: 'STEPS', cell: ({ steps }) => steps },
  { head: 'STARTED', cell: ({ startedAt }) => startedAt },
  { head: 'ENDED', cell: ({ endedAt }) => endedAt },
  { head: 'ERROR', cell: ({ error, reason }) => error?.code ?? reason },
];

function showChanged({ out }: Tools, job: JobRecord): undefined {
  out.show(job, () => [safeLine(`${job.id}  ${job.recipe} v${job.version}  ${job.status}`)]);
  return undefined;
}

/** `itc jobs list|show|rerun|release|discard|tail`. */
export function addJobCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'jobs', 'runs of recipes');

  withFilter(withPaging(session.command(group, 'list', 'list the jobs'))).action(
    session.action(async ({ api, out }, options: Filter) => {
      out.list(await listJobs(api, { ...filterQuery(options), ...pageQuery(options) }), columns);
      return undefined;
    }),
  );

  session.command(group, 'show <id>', 'show a job with every attempt of every step').action(
    session.action(async ({ api, out }, id: string) => {
      const job = await api.get<ShownJob>(apiPath`/jobs/${id}`);
      out.show(job, () => jobLines(job));
      return undefined;
    }),
  );

  session
    .command(group, 'rerun <id>', 'run an ended job again')
    .addOption(
      new Option('--from <place>', 'from the failed step, or whole').choices(['failed', 'start']).default('failed'),
    )
    .addOption(
      new Option('--version <which>', 'version of the job, or the current one')
        .choices(['job', 'current'])
        .default('job'),
    )
    .action(
      session.action(async (tools, id: string, options: { from: string; version: string }) => {
        const body = { from: options.from, version: options.version };
        return showChanged(tools, await tools.api.post<JobRecord>(apiPath`/jobs/${id}/rerun`, body));
      }),
    );

  session
    .command(group, 'release <id>', 'send the held step again: it did not go out')
    .action(
      session.action(async (tools, id: string) =>
        showChanged(tools, await tools.api.post<JobRecord>(apiPath`/jobs/${id}/release`)),
      ),
    );

  session
    .command(group, 'discard <id>', 'end a held job without sending again')
    .option('--reason <text>', 'kept with the job')
    .action(
      session.action(async (tools, id: string, { reason }: { reason?: string }) =>
        showChanged(tools, await tools.api.post<JobRecord>(apiPath`/jobs/${id}/discard`, { reason })),
      ),
    );

  tailOptions(withFilter(session.command(group, 'tail', 'print jobs as they change, until Ctrl-C'))).action(
    session.action(async (tools, options: Filter & TailOptions) => {
      const query = filterQuery(options);
      return tail<JobRecord & Partial<Pick<ShownJob, 'ledger'>>>(
        tools,
        {
          load: (limit, cursor) => listJobs(tools.api, { ...query, limit, cursor }),
          id: ({ id }) => id,
          version: ({ status, steps }) => `${status} ${steps}`,
          line: (job) =>
            safeLine(
              [job.startedAt ?? '-', job.id, `${job.recipe} v${job.version}`, job.status, httpText(job.ledger ?? [])]
                .join('  ')
                .trimEnd(),
            ),
          // a job that is gone meanwhile is shown as it was
          complete: (job) => tools.api.get<ShownJob>(apiPath`/jobs/${job.id}`).catch(() => job),
        },
        options,
      );
    }),
  );
}
