import type { Recipe } from '../../recipes/recipe.ts';

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
  createdAt: string;
  updatedAt: string;
}

export interface RecipeStore {
  /** a new version; `expectedVersion` guards against lost updates (null = must not exist). Throws ITC_RECIPE_CONFLICT */
  saveRecipe(
    recipe: Omit<RecipeRecord, 'version' | 'createdAt' | 'updatedAt'>,
    expectedVersion: number | null,
    nowIso: string,
    /** who made this version: an id of a person or token; null = the server itself */
    author?: string | null,
  ): Promise<RecipeRecord>;
  setRecipeEnabled(name: string, enabled: boolean, nowIso: string): Promise<RecipeRecord | null>;
  getRecipe(name: string): Promise<RecipeRecord | null>;
  getRecipeVersion(name: string, version: number): Promise<Recipe | null>;
  listRecipeVersions(name: string): Promise<{ version: number; createdAt: string; author: string | null }[]>;
  listRecipes(): Promise<RecipeRecord[]>;
}
