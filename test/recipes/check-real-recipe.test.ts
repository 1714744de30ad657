import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { checkRecipe } from '../../recipes/check-recipe.ts';
import { parseRecipe } from '../../recipes/parse-recipe.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { realContext } from './real-declarations.ts';

// apart from the other tests of checkRecipe, since it loads every declaration
describe('checkRecipe against the real declarations', () => {
  test.each(readdirSync(new URL('../../recipes/templates/', import.meta.url)).filter((file) => file.endsWith('.yaml')))(
    'The ready-made recipe %s has no fault against the real actions and triggers.',
    (file) => {
      const recipe = parseRecipe(readFileSync(new URL(`../../recipes/templates/${file}`, import.meta.url), 'utf8'));
      expect(recipe.name).toBe(file.replace('.yaml', ''));
      expect(checkRecipe(recipe, realContext)).toEqual([]);
    },
  );

  test('The config of a trigger is checked against its schema and its own rules.', () => {
    const recipe: Recipe = {
      name: 'demo',
      connection: 'sandbox',
      trigger: { use: 'new_object', with: {} },
      steps: [{ id: 'a', use: 'list_channels' }],
    };
    expect(checkRecipe(recipe, realContext)).toMatchObject([
      { code: 'ITC_INPUT_INVALID', path: 'trigger.with.eventName' },
    ]);
    const typed = { ...recipe, trigger: { use: 'new_object', with: { eventName: 5, other: true } } };
    expect(checkRecipe(typed, realContext).map(({ path }) => path)).toEqual([
      'trigger.with.other',
      'trigger.with.eventName',
    ]);
  });
});
