import { InvalidArgumentError, Option, type Command } from 'commander';

import type { Drift } from '../learning/find-drift.ts';
import type { SchemaEdit } from '../store/store.ts';
import { apiPath } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { chooseConnection, collectText, pageQuery, withPaging, type PageOptions } from './command-options.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { indentedJson, type Page } from './output.ts';
import { pairLines, safeLine } from './text-table.ts';

interface ListedSchema {
  connection: string;
  triggerKey: string;
  samples: number;
  lastAt: string;
  version: number | null;
}

interface ShownSchema {
  connection: string;
  triggerKey: string;
  samples: number;
  schema: unknown;
  manual: string[];
  versions: { version: number; createdAt: string }[];
}

interface SchemaDiff {
  added: string[];
  removed: string[];
  changed: { path: string; from: string[]; to: string[] }[];
}

interface SavedSchema {
  version?: number;
  diff: SchemaDiff;
  broken: { recipe: string; path: string; pill: string }[];
}

interface DriftReport {
  triggerKey: string;
  baseline: string | null;
  version: number | null;
  drifts: Drift[];
}

interface Version {
  version: number;
  createdAt: string;
  samples: number;
  diff: SchemaDiff;
}

interface SaveOptions {
  connection?: string;
  type?: SchemaEdit[];
  label?: SchemaEdit[];
  nullable?: string[];
  exclude?: string[];
  preview?: boolean;
}

interface Place {
  connection?: string;
}

const types = ['string', 'integer', 'number', 'boolean', 'object', 'array'] as const;

function pathAndValue(text: string): [path: string, value: string] {
  const at = text.lastIndexOf('=');
  if (!text.startsWith('/') || at < 2) throw new InvalidArgumentError('Write it as /path/to/field=value.');
  return [text.slice(0, at), text.slice(at + 1)];
}

function collectType(text: string, before: SchemaEdit[] = []): SchemaEdit[] {
  const [path, value] = pathAndValue(text);
  const type = types.find((name) => name === value);
  if (type === undefined) throw new InvalidArgumentError(`The type is one of ${types.join(', ')}.`);
  return [...before, { path, type }];
}

function collectLabel(text: string, before: SchemaEdit[] = []): SchemaEdit[] {
  const [path, label] = pathAndValue(text);
  return [...before, { path, label }];
}

const diffLines = ({ added, removed, changed }: SchemaDiff): string[] => [
  ...added.map((path) => safeLine(`  + ${path}`)),
  ...removed.map((path) => safeLine(`  - ${path}`)),
  ...changed.map(({ path, from, to }) => safeLine(`  ~ ${path}  ${from.join('|')} -> ${to.join('|')}`)),
];

const connectionOption = (command: Command): Command =>
  command.option('-c, --connection <name>', 'connection; not needed when there is only one');

async function show(
  { api, out }: Tools,
  triggerKey: string,
  options: Place & { version?: string },
): Promise<undefined> {
  const connection = await chooseConnection(api, options.connection);
  if (options.version !== undefined) {
    const one = await api.get<{ schema: unknown }>(
      apiPath`/schemas/${connection}/${triggerKey}/versions/${options.version}`,
    );
    out.show(one, () => indentedJson(one.schema, ''));
    return undefined;
  }
  const known = await api.get<ShownSchema>(apiPath`/schemas/${connection}/${triggerKey}`);
  out.show(known, () => [
    ...pairLines({
      connection: known.connection,
      trigger: known.triggerKey,
      'events learned': known.samples,
      'newest version': known.versions[0]?.version ?? 'none saved',
      'set by hand': known.manual.join(' '),
    }),
    ...indentedJson(known.schema),
  ]);
  return undefined;
}

async function drift({ api, out }: Tools, key: string | undefined, options: Place & PageOptions): Promise<ExitCode> {
  const connection = await chooseConnection(api, options.connection);
  const page = await api.get<Page<DriftReport>>('/drift', { connection, triggerKey: key, ...pageQuery(options) });
  out.show(page, () =>
    page.items.flatMap(({ triggerKey, baseline, version, drifts }) => [
      safeLine(`${triggerKey}  ${baseline === 'saved' ? `version ${version ?? '-'}` : (baseline ?? 'nothing saved')}`),
      ...drifts.flatMap((one) => [
        safeLine(`  ${one.kind}  ${one.message}`),
        safeLine(
          `    since ${one.since ?? 'ever'}, in ${one.events} of ${one.of} events, for example ${one.exampleEvent ?? '-'}`,
        ),
        ...one.recipes.map(({ recipe, path, pill }) => safeLine(`    used by ${recipe} at ${path}: {{ ${pill} }}`)),
      ]),
    ]),
  );
  return page.items.some(({ drifts }) => drifts.length > 0) ? exitCodes.differences : exitCodes.ok;
}

async function save({ api, out }: Tools, triggerKey: string, options: SaveOptions): Promise<ExitCode> {
  const connection = await chooseConnection(api, options.connection);
  const edits: SchemaEdit[] = [
    ...(options.type ?? []),
    ...(options.label ?? []),
    ...(options.nullable ?? []).map((path) => ({ path, nullable: true })),
    ...(options.exclude ?? []).map((path) => ({ path, include: false })),
  ];
  const place = apiPath`/schemas/${connection}/${triggerKey}`;
  const saved = await api.post<SavedSchema>(options.preview === true ? `${place}/preview` : place, { edits });
  out.show(saved, () => [
    saved.version === undefined ? 'Nothing saved; a save would change:' : `Saved as version ${saved.version}.`,
    ...diffLines(saved.diff),
  ]);
  for (const { recipe, path, pill } of saved.broken) out.warn(`breaks {{ ${pill} }} of ${recipe} at ${path}`);
  return saved.broken.length > 0 ? exitCodes.differences : exitCodes.ok;
}

/** `itc schemas list|show|drift|save|history`. */
export function addSchemaCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'schemas', 'what the events of triggers hold');

  withPaging(session.command(group, 'list', 'list the triggers whose events were learned or saved'))
    .option('-c, --connection <name>', 'only of this connection')
    .action(
      session.action(async ({ api, out }, options: Place & PageOptions) => {
        const query = { connection: options.connection, ...pageQuery(options) };
        out.list(await api.get<Page<ListedSchema>>('/schemas', query), [
          { head: 'TRIGGER', cell: ({ triggerKey }) => triggerKey },
          { head: 'CONNECTION', cell: ({ connection }) => connection },
          { head: 'EVENTS', cell: ({ samples }) => samples },
          { head: 'LAST', cell: ({ lastAt }) => lastAt },
          { head: 'VERSION', cell: ({ version }) => version },
        ]);
        return undefined;
      }),
    );

  connectionOption(session.command(group, 'show <trigger>', 'show a schema, e.g. of event:emailBounce'))
    .option('--version <n>', 'a saved version instead of what is known now')
    .action(session.action(show));

  connectionOption(
    withPaging(session.command(group, 'drift [trigger]', 'tell how the last events differ from what was saved')),
  ).action(session.action(drift));

  connectionOption(session.command(group, 'save <trigger>', 'save what is known, with edits, as the next version'))
    .addOption(new Option('--type </path=type>', 'set or declare a field, may be repeated').argParser(collectType))
    .addOption(new Option('--label </path=text>', 'name a field, may be repeated').argParser(collectLabel))
    .option('--nullable <path>', 'allow null, may be repeated', collectText)
    .option('--exclude <path>', 'take a field out, may be repeated', collectText)
    .option('--preview', 'only tell what would change and break')
    .action(session.action(save));

  connectionOption(
    withPaging(session.command(group, 'history <trigger>', 'list the saved versions with their changes')),
  ).action(
    session.action(async ({ api, out }, triggerKey: string, options: Place & PageOptions) => {
      const connection = await chooseConnection(api, options.connection);
      const path = apiPath`/schemas/${connection}/${triggerKey}/versions`;
      out.list(await api.get<Page<Version>>(path, pageQuery(options)), [
        { head: 'VERSION', cell: ({ version }) => version },
        { head: 'SAVED', cell: ({ createdAt }) => createdAt },
        { head: 'EVENTS', cell: ({ samples }) => samples },
        { head: 'ADDED', cell: ({ diff }) => diff.added.join(' ') },
        { head: 'REMOVED', cell: ({ diff }) => diff.removed.join(' ') },
        { head: 'CHANGED', cell: ({ diff }) => diff.changed.map(({ path: at }) => at).join(' ') },
      ]);
      return undefined;
    }),
  );
}
