import { ConnectorError } from '../../errors/connector-error.ts';
import type { Problem, Recipe } from '../../recipes/recipe.ts';
import {
  recipeTiers,
  usualSendsPerDay,
  type RecipeGrant,
  type RecipeRecord,
  type RecipeTier,
  type Store,
} from '../store/store.ts';

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
  /** whether a recipe may be granted more in its name */
  mayGrant: boolean;
}

export interface RecipeBookParts {
  store: Store;
  /** reads YAML or JSON and checks everything that can be known before a run */
  check: (text: string, sees?: (connection: string) => Promise<boolean>) => Promise<CheckedRecipe>;
  /** what the steps of a recipe need to be granted */
  requiredTiers: (recipe: Recipe) => RecipeTier[];
  /** what the operator grants to every recipe */
  grantedToAll: readonly RecipeTier[];
  connectionIdOf: (name: string) => Promise<string>;
  newSecret: (prefix: string) => string;
  newId: (prefix: string) => string;
  now: () => number;
}

/** The recipes of this server: versions in the store, the enabled ones also in memory for the webhook path. */
export interface RecipeBook {
  check(text: string, author?: RecipeAuthor): Promise<CheckedRecipe>;
  /**
   * A new version; throws ITC_RECIPE_INVALID with the problems, ITC_RECIPE_NOT_GRANTED when it would be on without being allowed to.
   * `expectedVersion`: null = must be new, left out = on top of the newest. `grant` adds to what was granted before.
   */
  save(
    text: string,
    options?: {
      expectedVersion?: number | null | undefined;
      enable?: boolean | undefined;
      grant?: readonly RecipeTier[] | undefined;
    },
    author?: RecipeAuthor,
  ): Promise<RecipeRecord>;
  /** what the newest version needs, and what of it was not granted */
  tiersOf(record: RecipeRecord): { required: RecipeTier[]; missing: RecipeTier[] };
  /** replaces the grant; a recipe that is on and needs what is taken away is switched off */
  grant(name: string, grant: Partial<RecipeGrant>, author?: RecipeAuthor): Promise<RecipeRecord>;
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
  const tiersOf = (document: Recipe, grant: RecipeGrant): ReturnType<RecipeBook['tiersOf']> => {
    const required = parts.requiredTiers(document);
    const granted = new Set([...grant.tiers, ...parts.grantedToAll]);
    return { required, missing: required.filter((tier) => !granted.has(tier)) };
  };
  const requireGranted = (document: Recipe, grant: RecipeGrant): void => {
    const { missing } = tiersOf(document, grant);
    if (missing.length === 0) return;
    throw new ConnectorError('ITC_RECIPE_NOT_GRANTED', `${document.name} was not granted: ${missing.join(', ')}.`, {
      hint: `Look at its steps, then run: itc recipe grant ${document.name} ${missing.join(' ')}`,
      details: { missing },
    });
  };
  const requireGranting = (author: RecipeAuthor | undefined): void => {
    if (author?.mayGrant !== false) return;
    throw new ConnectorError('ITC_PERMISSION', 'This needs the permission "recipes.grant".', {
      details: { permission: 'recipes.grant' },
    });
  };
  const known = async (name: string, author: RecipeAuthor | undefined): Promise<RecipeRecord> => {
    const isSeen = author === undefined || (await author.seesRecipe(name));
    const record = isSeen ? await store.getRecipe(name) : null;
    if (record !== null) return record;
    throw new ConnectorError('ITC_RECIPE_UNKNOWN', `There is no recipe named ${JSON.stringify(name)}.`);
  };
  await reindex();

  return {
    check: (text, author) => check(text, author?.seesConnection),
    reload: reindex,
    enabledOf: (connectionId) => enabled.get(connectionId) ?? [],
    byJourneyToken: (token) => byToken.get(token),
    tiersOf: ({ document, grant }) => tiersOf(document, grant),
    async save(text, { expectedVersion, enable, grant: added = [] } = {}, author) {
      const document = await checked(text, author);
      const before = await store.getRecipe(document.name);
      if (before !== null && author !== undefined && !(await author.seesRecipe(document.name))) {
        throw new ConnectorError('ITC_RECIPE_CONFLICT', `The name "${document.name}" is taken in another workspace.`, {
          hint: 'Choose another name: they are unique on the server.',
        });
      }
      const { tiers = [], sendsPerDay = usualSendsPerDay } = before?.grant ?? {};
      if (added.some((tier) => !tiers.includes(tier))) requireGranting(author);
      const grant = { tiers: recipeTiers.filter((tier) => tiers.includes(tier) || added.includes(tier)), sendsPerDay };
      const isOn = enable ?? before?.enabled ?? false;
      if (isOn) requireGranted(document, grant);
      const saved = await store.saveRecipe(
        {
          id: before?.id ?? parts.newId('rec'),
          name: document.name,
          enabled: isOn,
          document,
          grant,
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
      const record = await known(name, author);
      if (isEnabled) {
        // what a recipe refers to may have gone since it was saved
        await checked(JSON.stringify(record.document), author);
        requireGranted(record.document, record.grant);
      }
      const changed = await store.setRecipeEnabled(name, isEnabled, timestamp());
      await reindex();
      return changed ?? record;
    },
    async grant(name, change, author) {
      const record = await known(name, author);
      const grant = { ...record.grant, ...change };
      let changed = await store.setRecipeGrant(name, grant, timestamp());
      const isOver = record.enabled && tiersOf(record.document, grant).missing.length > 0;
      if (isOver) changed = await store.setRecipeEnabled(name, false, timestamp());
      await reindex();
      return changed ?? record;
    },
  };
}
