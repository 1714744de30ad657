import type { Command } from 'commander';

import type { Json } from '../../errors/json.ts';
import { apiPath } from './api-client.ts';
import type { CliSession } from './cli-session.ts';
import { pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { indentedJson, type Page } from './output.ts';
import { pairLines } from './text-table.ts';

interface TriggerSummary {
  name: string;
  title: string;
  summary: string;
  docs: string;
  source: string;
}

/** `itc triggers list|show`. */
export function addTriggerCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'triggers', 'what can start a recipe');

  withPaging(session.command(group, 'list', 'list the triggers')).action(
    session.action(async ({ api, out }, options: PageOptions) => {
      out.list(await api.get<Page<TriggerSummary>>('/triggers', pageQuery(options)), [
        { head: 'NAME', cell: ({ name }) => name },
        { head: 'SOURCE', cell: ({ source }) => source },
        { head: 'SUMMARY', cell: ({ summary }) => summary },
      ]);
      return undefined;
    }),
  );

  session.command(group, 'show <name>', 'show a trigger with its settings and payload schema').action(
    session.action(async ({ api, out }, name: string) => {
      const shown = await api.get<TriggerSummary & Record<'config' | 'output' | 'examples', Json>>(
        apiPath`/triggers/${name}`,
      );
      out.show(shown, () => [
        ...pairLines({
          name: shown.name,
          title: shown.title,
          source: shown.source,
          summary: shown.summary,
          docs: shown.docs,
        }),
        'settings (`trigger.with` of a recipe)',
        ...indentedJson(shown.config),
        'payload',
        ...indentedJson(shown.output),
        'examples',
        ...indentedJson(shown.examples),
      ]);
      return undefined;
    }),
  );
}
