import type { Recipe } from '../../recipes/recipe.ts';

/** What a recipe may be allowed to do; `personal_data` = read people's data, or carry it to another system. */
export const recipeTiers = ['read', 'write', 'send', 'personal_data'] as const;
export type RecipeTier = (typeof recipeTiers)[number];

/** What a person allowed a recipe to do; kept over all versions. */
export interface RecipeGrant {
  tiers: RecipeTier[];
  /** most sends in one day (UTC) */
  sendsPerDay: number;
}

/** The ceiling of a recipe that nobody gave another one. */
export const usualSendsPerDay = 1_000;

export interface RecipeRecord {
  id: string;
  name: string;
  enabled: boolean;
  /** newest version number, from 1 */
  version: number;
  document: Recipe;
  connectionId: string;
  /** unguessable part of the address of its journey trigger; kept over all versions */
  journeyToken: string;
  grant: RecipeGrant;
  createdAt: string;
  updatedAt: string;
}

export interface RecipeStore {
  /** a new version; left out, `grant` stays as it is, and a new recipe has none; `expectedVersion` guards against lost updates (null = must not exist). Throws ITC_RECIPE_CONFLICT */
  saveRecipe(
    recipe: Omit<RecipeRecord, 'version' | 'grant' | 'createdAt' | 'updatedAt'> & { grant?: RecipeGrant },
    expectedVersion: number | null,
    nowIso: string,
    /** who made this version: an id of a person or token; null = the server itself */
    author?: string | null,
  ): Promise<RecipeRecord>;
  setRecipeGrant(name: string, grant: RecipeGrant, nowIso: string): Promise<RecipeRecord | null>;
  setRecipeEnabled(name: string, enabled: boolean, nowIso: string): Promise<RecipeRecord | null>;
  getRecipe(name: string): Promise<RecipeRecord | null>;
  getRecipeVersion(name: string, version: number): Promise<Recipe | null>;
  listRecipeVersions(name: string): Promise<{ version: number; createdAt: string; author: string | null }[]>;
  listRecipes(): Promise<RecipeRecord[]>;
}
