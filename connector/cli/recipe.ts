import { InvalidArgumentError, type Command } from 'commander';
import { stringify } from 'yaml';

import type { Json } from '../../errors/json.ts';
import { apiPath } from './api-client.ts';
import type { CliSession, Tools } from './cli-session.ts';
import { collectText, pageQuery, withPaging, type PageOptions } from './command-options.ts';
import type { Page } from './output.ts';
import { apply, create, validate } from './recipe-files.ts';
import { pairLines, safeText } from './text-table.ts';

interface RecipeSummary {
  name: string;
  title: string | null;
  enabled: boolean;
  version: number;
  connection: string;
  trigger: string;
  updatedAt: string;
}

interface ShownRecipe extends RecipeSummary {
  document: Json;
  webhookUrl: string | null;
  journeyUrl: string | null;
  permissions: { required: string[]; granted: string[]; missing: string[]; sendsPerDay: number };
}

function version(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new InvalidArgumentError('It must be a version number, or 0 for new.');
  return number;
}

async function list({ api, out }: Tools, options: PageOptions): Promise<undefined> {
  out.list(await api.get<Page<RecipeSummary>>('/recipes', pageQuery(options)), [
    { head: 'NAME', cell: ({ name }) => name },
    { head: 'ENABLED', cell: ({ enabled }) => enabled },
    { head: 'VERSION', cell: (recipe) => recipe.version },
    { head: 'CONNECTION', cell: ({ connection }) => connection },
    { head: 'TRIGGER', cell: ({ trigger }) => trigger },
    { head: 'TITLE', cell: ({ title }) => title },
  ]);
  return undefined;
}

async function show({ api, out }: Tools, name: string): Promise<undefined> {
  const recipe = await api.get<ShownRecipe>(apiPath`/recipes/${name}`);
  // the addresses are comments, so that the text can be edited and applied again
  const about = pairLines({
    version: recipe.version,
    enabled: recipe.enabled,
    'webhook address': recipe.webhookUrl,
    'journey webhook address': recipe.journeyUrl,
    'needs to be granted': recipe.permissions.required.join(', '),
    'is not granted': recipe.permissions.missing.join(', ') || null,
    'sends a day': recipe.permissions.sendsPerDay,
  });
  out.show(recipe, () => [
    ...about.map((line) => `# ${line}`),
    safeText(stringify(recipe.document, { lineWidth: 0 }).trimEnd()),
  ]);
  return undefined;
}

async function grant(
  { api, out }: Tools,
  name: string,
  tiers: string[],
  { sendsPerDay, revoke = false }: { sendsPerDay?: number; revoke?: boolean },
): Promise<undefined> {
  const path = apiPath`/recipes/${name}`;
  const { granted } = (await api.get<ShownRecipe>(path)).permissions;
  const next = revoke ? granted.filter((tier) => !tiers.includes(tier)) : [...new Set([...granted, ...tiers])];
  const recipe = await api.post<ShownRecipe>(`${path}/permissions`, { granted: next, sendsPerDay });
  const { permissions, enabled } = recipe;
  out.show(recipe, () => [
    `${name} may: ${permissions.granted.join(', ') || 'nothing'}; at most ${String(permissions.sendsPerDay)} sends a day.`,
    ...(permissions.missing.length > 0 ? [`It still needs: ${permissions.missing.join(', ')}.`] : []),
    ...(enabled || permissions.missing.length > 0 ? [] : [`Switch it on with \`itc recipe enable ${name}\`.`]),
  ]);
  return undefined;
}

function toggle(change: 'enable' | 'disable') {
  return async ({ api, out }: Tools, name: string): Promise<undefined> => {
    const recipe = await api.post<RecipeSummary>(apiPath`/recipes/${name}/` + change);
    out.show(recipe, () => [`${recipe.name} is ${change}d.`]);
    return undefined;
  };
}

/** `itc recipe new|validate|apply|list|show|enable|disable`. */
export function addRecipeCommands(program: Command, session: CliSession): void {
  const group = session.command(program, 'recipe', 'recipes: what happens when a webhook arrives').alias('recipes');

  session
    .command(group, 'new <file>', 'write a recipe to start from; a bare name gives <name>.yaml')
    .option('--from <name>', 'template (welcome_sms, list_hygiene, journey_event) or trigger', 'new_object')
    .option('--event <name>', 'event that starts it')
    .option('-c, --connection <name>', 'connection of the recipe')
    .option('--name <name>', 'name of the recipe; else it comes from the file')
    .option('-o, --output <file>', 'write here; - writes to stdout')
    .option('--force', 'overwrite the file')
    .action(session.action(create));

  session
    .command(group, 'validate <file>', 'check a recipe; exit code 7 when there are problems')
    .action(session.action(validate));

  session
    .command(group, 'apply <file>', 'save a recipe as a new version; - reads stdin')
    .option('--enable', 'switch it on')
    .option('--grant <permission>', 'allow it read, write, send or personal_data, may be repeated', collectText)
    .option('--expected-version <n>', 'refuse unless this is the newest version; 0 means it must be new', version)
    .action(session.action(apply));

  withPaging(session.command(group, 'list', 'list the recipes')).action(session.action(list));
  session.command(group, 'show <name>', 'show the document of a recipe and its addresses').action(session.action(show));
  session
    .command(group, 'grant <name> [permission...]', 'allow a recipe to read, write, send, personal_data')
    .option('--sends-per-day <n>', 'most messages in one day (UTC)', version)
    .option('--revoke', 'take these permissions away')
    .action(session.action(grant));
  session.command(group, 'enable <name>', 'switch a recipe on').action(session.action(toggle('enable')));
  session
    .command(group, 'disable <name>', 'switch a recipe off; its jobs go on')
    .action(session.action(toggle('disable')));
}
