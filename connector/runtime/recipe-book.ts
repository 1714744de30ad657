import { ConnectorError } from '../../errors/connector-error.ts';
import type { Problem, Recipe } from '../../recipes/recipe.ts';
import type { RecipeRecord, Store } from '../store/store.ts';

interface CheckedRecipe {
  recipe: Recipe | null;
  problems: Problem[];
}

/** Who asks, where that matters. */
export interface RecipeAuthor {
  /** goes to the version; null = the server itself */
  id: string | null;
  /** which connections and recipes there are for this author, by name */
  seesConnection: (name: string) => Promise<boolean>;
  seesRecipe: (name: string) => Promise<boolean>;
}

export interface RecipeBookParts {
  store: Store;
  /** reads YAML or JSON and checks everything that can be known before a run */
  check: (text: string, sees?: (connection: string) => Promise<boolean>) => Promise<CheckedRecipe>;
  connectionIdOf: (name: string) => Promise<string>;
  newSecret: (prefix: string) => string;
  newId: (prefix: string) => string;
  now: () => number;
}

/** The recipes of this server: versions in the store, the enabled ones also in memory for the webhook path. */
export interface RecipeBook {
  check(text: string, author?: RecipeAuthor): Promise<CheckedRecipe>;
  /**
   * A new version; throws ITC_RECIPE_INVALID with the problems.
   * `expectedVersion`: null = must be new, left out = on top of the newest.
   */
  save(
    text: string,
    options?: { expectedVersion?: number | null | undefined; enable?: boolean | undefined },
    author?: RecipeAuthor,
  ): Promise<RecipeRecord>;
  setEnabled(name: string, enabled: boolean, author?: RecipeAuthor): Promise<RecipeRecord>;
  enabledOf(connectionId: string): readonly RecipeRecord[];
  /** also disabled ones, so that a call to a known address can be told from one to an unknown */
  byJourneyToken(token: string): RecipeRecord | undefined;
  /** after another process changed recipes */
  reload(): Promise<void>;
}

/** Loads the recipes; every change goes through the book, so that the index never lags. */
export async function createRecipeBook(parts: RecipeBookParts): Promise<RecipeBook> {
  const { store, check, now } = parts;
  const byToken = new Map<string, RecipeRecord>();
  const enabled = new Map<string, RecipeRecord[]>();

  const reindex = async (): Promise<void> => {
    const records = await store.listRecipes();
    byToken.clear();
    enabled.clear();
    for (const record of records) {
      byToken.set(record.journeyToken, record);
      if (record.enabled) enabled.set(record.connectionId, [...(enabled.get(record.connectionId) ?? []), record]);
    }
  };
  const timestamp = (): string => new Date(now()).toISOString();
  const checked = async (text: string, author: RecipeAuthor | undefined): Promise<Recipe> => {
    const { recipe, problems } = await check(text, author?.seesConnection);
    if (recipe !== null && problems.length === 0) return recipe;
    const lines = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    throw new ConnectorError('ITC_RECIPE_INVALID', `The recipe document has faults. ${lines[0] ?? ''}`.trim(), {
      details: { problems },
    });
  };
  await reindex();

  return {
    check: (text, author) => check(text, author?.seesConnection),
    reload: reindex,
    enabledOf: (connectionId) => enabled.get(connectionId) ?? [],
    byJourneyToken: (token) => byToken.get(token),
    async save(text, { expectedVersion, enable } = {}, author) {
      const document = await checked(text, author);
      const before = await store.getRecipe(document.name);
      if (before !== null && author !== undefined && !(await author.seesRecipe(document.name))) {
        throw new ConnectorError('ITC_RECIPE_CONFLICT', `The name "${document.name}" is taken in another workspace.`, {
          hint: 'Choose another name: they are unique on the server.',
        });
      }
      const saved = await store.saveRecipe(
        {
          id: before?.id ?? parts.newId('rec'),
          name: document.name,
          enabled: enable ?? before?.enabled ?? false,
          document,
          connectionId: await parts.connectionIdOf(document.connection),
          journeyToken: before?.journeyToken ?? parts.newSecret('jk'),
        },
        expectedVersion === undefined ? (before?.version ?? null) : expectedVersion,
        timestamp(),
        author?.id ?? null,
      );
      await reindex();
      return saved;
    },
    async setEnabled(name, isEnabled, author) {
      const isSeen = author === undefined || (await author.seesRecipe(name));
      const record = isSeen ? await store.getRecipe(name) : null;
      // what a recipe refers to may have gone since it was saved
      if (record !== null && isEnabled) await checked(JSON.stringify(record.document), author);
      const changed = record && (await store.setRecipeEnabled(name, isEnabled, timestamp()));
      if (changed === null)
        throw new ConnectorError('ITC_RECIPE_UNKNOWN', `There is no recipe named ${JSON.stringify(name)}.`);
      await reindex();
      return changed;
    },
  };
}
