import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { Recipe } from '../../recipes/recipe.ts';
import { packageRoot } from './package-root.ts';

/** The ready-made recipes that come with the connector, in the order of their names. */
export function readRecipeTemplates(): Recipe[] {
  const folder = join(packageRoot(), 'recipes', 'templates');
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => parse(readFileSync(join(folder, file), 'utf8')) as Recipe);
}
