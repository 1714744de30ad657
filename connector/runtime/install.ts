import { ConnectorError } from '../../errors/connector-error.ts';
import { createPersonOrder } from '../iterable/person-order.ts';
import { recipeTiers, type ConnectionRecord } from '../store/store.ts';
import type { ConnectionBook, NewConnection } from './connection-book.ts';
import type { RecipeBook } from './recipe-book.ts';
import { readRecipeTemplates } from './recipe-templates.ts';

/** Which ready-made recipes a variant installs. */
export const installVariants = {
  default: ['tracking_identify', 'tracking_events', 'tracking_pages', 'tracking_orders', 'tracking_carts'],
  events: ['tracking_events', 'tracking_pages'],
  profiles: ['tracking_identify'],
} as const;

export type InstallVariant = keyof typeof installVariants;

export interface Installed {
  record: ConnectionRecord;
  /** handed out when the connection is made, else null */
  secrets: { secret: string; writeKey: string } | null;
  recipes: { name: string; isNew: boolean }[];
}

/** settings that a second installation of the same name must repeat */
const settings = ['region', 'projectType', 'projectId', 'environment', 'sandboxUrl'] as const;

/**
 * Makes a connection with the recipes of a variant, switched on. Repeating it makes nothing twice and leaves recipes as they were
 * edited; what is missing is added.
 * Throws ITC_INSTALL_DIFFERS naming the settings that are not those of the connection there is.
 */
export type Install = (connection: NewConnection, variant: InstallVariant) => Promise<Installed>;

export function createInstall({
  connections,
  recipes,
  recipeConnection,
}: {
  connections: Pick<ConnectionBook, 'list' | 'create' | 'open'>;
  recipes: Pick<RecipeBook, 'save'>;
  /** name of the connection that a recipe of this name works with; null where there is none */
  recipeConnection: (name: string) => Promise<string | null>;
}): Install {
  // two calls at once must not both find that there is nothing yet
  const order = createPersonOrder();

  const connect = async (wanted: NewConnection): Promise<Pick<Installed, 'record' | 'secrets'>> => {
    const record = (await connections.list()).find(({ name }) => name === wanted.name);
    if (record === undefined) {
      const { record: made, ...secrets } = await connections.create(wanted);
      return { record: made, secrets };
    }
    const { apiKey } = await connections.open(record.name);
    const differing: string[] = settings.filter((name) => record[name] !== wanted[name]);
    if (apiKey !== wanted.apiKey) differing.push('apiKey');
    if (differing.length > 0) throw differs(differing.map((name) => `config.${name}`));
    return { record, secrets: null };
  };

  const add = async (template: string, connection: string): Promise<Installed['recipes'][number]> => {
    const name = `${connection.replaceAll('-', '_')}_${template}`;
    const owner = await recipeConnection(name);
    if (owner !== null && owner !== connection) throw differs(['name']);
    if (owner !== null) return { name, isNew: false };
    const document = readRecipeTemplates().find((known) => known.name === template);
    const installed = JSON.stringify({ ...document, name, connection });
    // asked for by name, and known: these recipes come with the connector
    await recipes.save(installed, { expectedVersion: null, enable: true, grant: recipeTiers });
    return { name, isNew: true };
  };

  return (wanted, variant) =>
    order.inOrder('install', async () => {
      const connected = await connect(wanted);
      const added: Installed['recipes'] = [];
      for (const template of installVariants[variant]) added.push(await add(template, wanted.name));
      return { ...connected, recipes: added };
    });
}

function differs(paths: readonly string[]): ConnectorError {
  return new ConnectorError('ITC_INSTALL_DIFFERS', `Installed with other settings before: ${paths.join(', ')}.`, {
    details: { problems: paths.map((path) => ({ path, message: 'differs from what is installed' })) },
  });
}
