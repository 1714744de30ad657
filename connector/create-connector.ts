import type { z } from 'zod';

import type { JsonObject } from '../errors/json.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { ConnectorError } from '../errors/connector-error.ts';
import { readConfig } from './config.ts';
import type { Action } from './define.ts';
import { newConnection } from './http/new-connection.ts';
import type { ActionResult } from './iterable/action-result.ts';
import { startServer } from './main.ts';
import type { Declarations } from './registry.ts';
import { withSecrets } from './security/secret-files.ts';
import { recipeTiers, type RecipeRecord } from './store/store.ts';

export interface ConnectorOptions {
  /** settings by the names of the environment variables, see docs/rest-api.md; default: the bundled sandbox is off, any free port */
  settings?: Record<string, string | undefined>;
  /** besides those that come with the connector */
  declarations?: Partial<Declarations>;
}

/** A connector that runs in this process, designer and REST included. */
export interface Connector {
  /** where it listens */
  url: string;
  /**
   * Takes the same fields and makes the same checks as POST /connections, and answers the address for Iterable's system webhooks
   * with its secret, which is handed out this once. @throws ConnectorError ITC_REQUEST_INVALID naming the field
   */
  addConnection(
    connection: z.input<typeof newConnection>,
  ): Promise<{ webhookUrl: string; secretHeader: string; secret: string }>;
  /** a new version if one of this name exists. @throws ConnectorError ITC_RECIPE_INVALID with all problems */
  applyRecipe(recipe: Recipe, options?: { enable?: boolean }): Promise<RecipeRecord>;
  runAction<S extends z.ZodType>(action: Action<S>, connection: string, input: z.input<S>): Promise<ActionResult>;
  /** lets calls and steps under way finish */
  close(): Promise<void>;
}

/**
 * Starts a connector in this process: the same as `itc serve`, with own declarations besides those that come with it.
 * @throws ConnectorError ITC_DECLARATION_INVALID, ITC_CONFIG_INVALID, ITC_STORE_UNAVAILABLE or ITC_DATA_LOCKED
 */
export async function createConnector({ settings = {}, declarations = {} }: ConnectorOptions = {}): Promise<Connector> {
  const config = readConfig(withSecrets({ ITC_PORT: '0', ITC_SANDBOX: 'off', ...settings }));
  const server = await startServer(config, declarations);
  const { url, runtime, close } = server;
  return {
    url,
    close,
    async addConnection(connection) {
      const checked = newConnection.safeParse(connection);
      if (!checked.success) {
        const [issue] = checked.error.issues;
        const path = issue?.path.join('.') ?? '';
        throw new ConnectorError('ITC_REQUEST_INVALID', `\`${path}\` ${issue?.message ?? 'is wrong'}.`, {
          details: { path },
        });
      }
      const { record, secret } = await runtime.connections.create(checked.data.connection);
      return { webhookUrl: runtime.webhookUrl(record), secretHeader: record.secretHeader, secret };
    },
    // who writes the process decides what its recipes do
    applyRecipe: (recipe, { enable } = {}) =>
      runtime.recipes.save(JSON.stringify(recipe), { enable, grant: recipeTiers }),
    runAction: (action, connection, input) => runtime.runAction(action as Action, connection, input as JsonObject),
  };
}
