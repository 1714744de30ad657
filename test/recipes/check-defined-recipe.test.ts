import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';

import { actions, picklists } from '../../actions/index.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { checkRecipeText, createCheckContext } from '../../connector/runtime/check-recipe-text.ts';
import { triggers } from '../../triggers/index.ts';
import { welcome } from './welcome-recipe.ts';

// apart from the other tests of defineRecipe, since it loads every declaration
describe('A recipe written in TypeScript', () => {
  test('The server that checks recipes of people finds nothing wrong with one written in TypeScript.', async () => {
    const context = createCheckContext(loadRegistry({ actions, triggers, picklists }));
    const { problems } = await checkRecipeText(stringify(welcome()), { ...context, hasConnection: () => true }, () =>
      Promise.resolve(null),
    );
    expect(problems).toEqual([]);
  });
});
