import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Recipe } from '../../../recipes/recipe.ts';
import { usualSendsPerDay, type RecipeRecord, type RecipeTier, type Store } from '../store.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

type RecipeStore = Pick<
  Store,
  | 'saveRecipe'
  | 'setRecipeEnabled'
  | 'setRecipeGrant'
  | 'getRecipe'
  | 'getRecipeVersion'
  | 'listRecipeVersions'
  | 'listRecipes'
>;
type RecipeRow = Tables['recipes'] & { document: string };

const toRecord = (row: RecipeRow): RecipeRecord => ({
  id: row.id,
  name: row.name,
  enabled: row.enabled === 1,
  version: row.version,
  document: JSON.parse(row.document) as Recipe,
  connectionId: row.connection_id,
  journeyToken: row.journey_token,
  grant: { tiers: JSON.parse(row.grant_tiers) as RecipeTier[], sendsPerDay: row.sends_per_day },
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const newest = queries
  .selectFrom('recipes')
  .innerJoin('recipe_versions', (join) =>
    join.onRef('recipe_versions.recipe_id', '=', 'recipes.id').onRef('recipe_versions.version', '=', 'recipes.version'),
  )
  .selectAll('recipes')
  .select('recipe_versions.document');

const versions = queries.selectFrom('recipe_versions').innerJoin('recipes', 'recipes.id', 'recipe_versions.recipe_id');

function conflict(name: string, expected: number | null, found: number | null): ConnectorError {
  const text = (version: number | null): string => (version === null ? 'no version' : `version ${String(version)}`);
  return new ConnectorError(
    'ITC_RECIPE_CONFLICT',
    `The recipe "${name}" has ${text(found)} where ${text(expected)} was expected.`,
    { details: { expectedVersion: expected, version: found } },
  );
}

/** Recipes and all their versions; a version is never changed, so that jobs can rely on it. */
export function createRecipes({ db, write }: SqliteParts): RecipeStore {
  const select = prepare(db, (given: Given<{ name: string }>) => newest.where('recipes.name', '=', given.name));
  const selectAll = prepare(db, () => newest.orderBy('recipes.id', 'desc'));
  const selectVersion = prepare(db, (given: Given<{ name: string; version: number }>) =>
    versions
      .select('recipe_versions.document')
      .where('recipes.name', '=', given.name)
      .where('recipe_versions.version', '=', given.version),
  );
  const selectVersions = prepare(db, (given: Given<{ name: string }>) =>
    versions
      .select(['recipe_versions.version', 'recipe_versions.created_at', 'recipe_versions.author'])
      .where('recipes.name', '=', given.name)
      .orderBy('recipe_versions.version', 'desc'),
  );
  const insert = prepare(db, (given: Given<Tables['recipes']>) =>
    queries.insertInto('recipes').values({
      id: given.id,
      name: given.name,
      enabled: given.enabled,
      version: given.version,
      connection_id: given.connection_id,
      journey_token: given.journey_token,
      created_at: given.created_at,
      updated_at: given.updated_at,
      grant_tiers: given.grant_tiers,
      sends_per_day: given.sends_per_day,
    }),
  );
  const update = prepare(
    db,
    (
      given: Given<
        Pick<
          Tables['recipes'],
          'id' | 'enabled' | 'version' | 'connection_id' | 'updated_at' | 'grant_tiers' | 'sends_per_day'
        >
      >,
    ) =>
      queries
        .updateTable('recipes')
        .set({
          enabled: given.enabled,
          version: given.version,
          connection_id: given.connection_id,
          updated_at: given.updated_at,
          grant_tiers: given.grant_tiers,
          sends_per_day: given.sends_per_day,
        })
        .where('id', '=', given.id),
  );
  const insertVersion = prepare(db, (given: Given<Tables['recipe_versions']>) =>
    queries.insertInto('recipe_versions').values({
      recipe_id: given.recipe_id,
      version: given.version,
      document: given.document,
      created_at: given.created_at,
      author: given.author,
    }),
  );
  const enable = prepare(db, (given: Given<{ name: string; enabled: number; updated_at: string }>) =>
    queries
      .updateTable('recipes')
      .set({ enabled: given.enabled, updated_at: given.updated_at })
      .where('name', '=', given.name),
  );
  const allow = prepare(
    db,
    (given: Given<{ name: string; grant_tiers: string; sends_per_day: number; updated_at: string }>) =>
      queries
        .updateTable('recipes')
        .set({ grant_tiers: given.grant_tiers, sends_per_day: given.sends_per_day, updated_at: given.updated_at })
        .where('name', '=', given.name),
  );
  const get = (name: string): RecipeRecord | null => {
    const row = select.get({ name });
    return row === undefined ? null : toRecord(row);
  };

  return {
    saveRecipe: (recipe, expectedVersion, nowIso, author = null) =>
      write(() => {
        const before = select.get({ name: recipe.name });
        if ((before?.version ?? null) !== expectedVersion) {
          throw conflict(recipe.name, expectedVersion, before?.version ?? null);
        }
        const row = {
          id: before?.id ?? recipe.id,
          name: recipe.name,
          enabled: recipe.enabled ? 1 : 0,
          version: (before?.version ?? 0) + 1,
          connection_id: recipe.connectionId,
          // kept over all versions: the address stands in a journey of Iterable
          journey_token: before?.journey_token ?? recipe.journeyToken,
          created_at: before?.created_at ?? nowIso,
          updated_at: nowIso,
          grant_tiers: recipe.grant === undefined ? (before?.grant_tiers ?? '[]') : JSON.stringify(recipe.grant.tiers),
          sends_per_day: recipe.grant?.sendsPerDay ?? before?.sends_per_day ?? usualSendsPerDay,
        };
        if (before === undefined) insert.run(row);
        else update.run(row);
        const document = JSON.stringify(recipe.document);
        insertVersion.run({ recipe_id: row.id, version: row.version, document, created_at: nowIso, author });
        return toRecord({ ...row, document });
      }),
    setRecipeEnabled: (name, enabled, nowIso) =>
      write(() => {
        enable.run({ name, enabled: enabled ? 1 : 0, updated_at: nowIso });
        return get(name);
      }),
    setRecipeGrant: (name, { tiers, sendsPerDay }, nowIso) =>
      write(() => {
        const grant = { grant_tiers: JSON.stringify(tiers), sends_per_day: sendsPerDay };
        allow.run({ name, ...grant, updated_at: nowIso });
        return get(name);
      }),
    getRecipe: (name) => read(() => get(name)),
    getRecipeVersion: (name, version) =>
      read(() => {
        const row = selectVersion.get({ name, version });
        return row === undefined ? null : (JSON.parse(row.document) as Recipe);
      }),
    listRecipeVersions: (name) =>
      read(() =>
        selectVersions
          .all({ name })
          .map(({ version, created_at, author }) => ({ version, createdAt: created_at, author })),
      ),
    listRecipes: () => read(() => selectAll.all({}).map(toRecord)),
  };
}
