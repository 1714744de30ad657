import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Recipe } from '../../../recipes/recipe.ts';
import { usualSendsPerDay, type RecipeRecord, type RecipeStore, type RecipeTier } from '../recipe-store.ts';
import type { Tables } from '../sqlite/tables.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script, type SqlStore } from './script.ts';

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

function* get(name: string): Script<RecipeRecord | null> {
  const row = yield* first(newest.where('recipes.name', '=', name));
  return row === undefined ? null : toRecord(row);
}

/** Recipes and all their versions; a version is never changed, so that jobs can rely on it. */
export function createRecipes({ read, write }: SqlStore): RecipeStore {
  return {
    saveRecipe: (recipe, expectedVersion, nowIso, author = null) =>
      write(function* () {
        const before = yield* first(newest.where('recipes.name', '=', recipe.name));
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
        const { id, version } = row;
        yield* run(
          before === undefined
            ? queries.insertInto('recipes').values(row)
            : queries.updateTable('recipes').set(row).where('id', '=', id),
        );
        const document = JSON.stringify(recipe.document);
        yield* run(
          queries
            .insertInto('recipe_versions')
            .values({ recipe_id: id, version, document, created_at: nowIso, author }),
        );
        return toRecord({ ...row, document });
      }),
    setRecipeEnabled: (name, enabled, nowIso) =>
      write(function* () {
        const change = { enabled: enabled ? 1 : 0, updated_at: nowIso };
        yield* run(queries.updateTable('recipes').set(change).where('name', '=', name));
        return yield* get(name);
      }),
    setRecipeGrant: (name, { tiers, sendsPerDay }, nowIso) =>
      write(function* () {
        const change = { grant_tiers: JSON.stringify(tiers), sends_per_day: sendsPerDay, updated_at: nowIso };
        yield* run(queries.updateTable('recipes').set(change).where('name', '=', name));
        return yield* get(name);
      }),
    getRecipe: (name) => read(() => get(name)),
    getRecipeVersion: (name, version) =>
      read(function* () {
        const row = yield* first(
          versions
            .select('recipe_versions.document')
            .where('recipes.name', '=', name)
            .where('recipe_versions.version', '=', version),
        );
        return row === undefined ? null : (JSON.parse(row.document) as Recipe);
      }),
    listRecipeVersions: (name) =>
      read(function* () {
        const rows = yield* all(
          versions
            .select(['recipe_versions.version', 'recipe_versions.created_at', 'recipe_versions.author'])
            .where('recipes.name', '=', name)
            .orderBy('recipe_versions.version', 'desc'),
        );
        return rows.map(({ version, created_at, author }) => ({ version, createdAt: created_at, author }));
      }),
    listRecipes: () =>
      read(function* () {
        return (yield* all(newest.orderBy('recipes.id', 'desc'))).map(toRecord);
      }),
  };
}
