export { createConnector, type Connector, type ConnectorOptions } from './create-connector.ts';
export { runAction, type ProjectAccess } from './run-once.ts';
export * from './define.ts';
export type { ActionResult } from './iterable/action-result.ts';
export { defineRecipe, when, type RecipeDefinition, type RecipeWriter } from '../recipes/define-recipe.ts';
export { fieldOf, pillAt, text, through, type OpenPill, type Pill, type PillOf } from '../recipes/pill.ts';
export type { Recipe } from '../recipes/recipe.ts';
export { inferSchema } from '../schemas/index.ts';
export { ConnectorError } from '../errors/connector-error.ts';
