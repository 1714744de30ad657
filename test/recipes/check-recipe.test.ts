import { describe, expect, test } from '@jest/globals';

import { checkRecipe } from '../../recipes/check-recipe.ts';
import type { Recipe, Step } from '../../recipes/recipe.ts';
import { closedContext } from './declarations.ts';

const email = 'ada@example.com';
const note = (id: string, fields: Record<string, string> = {}): Step => ({
  id,
  use: 'note',
  with: { email, ...fields },
});

function recipeOf(steps: Step[], use = 'system'): Recipe {
  return { name: 'demo', connection: 'main', trigger: { use, with: {} }, steps };
}

function faultsOf(steps: Step[], use?: string): [string, string][] {
  return checkRecipe(recipeOf(steps, use), closedContext).map(({ code, path }) => [code, path]);
}

const condition = { left: '{{ trigger.email }}', op: 'is_present' } as const;
const stop: Step = { id: 'end', stop: { as: 'stopped' } };

describe('checkRecipe', () => {
  test.each<[string, Step[], [string, string][]]>([
    ['an unknown action', [{ id: 'a', use: 'not' }], [['ITC_ACTION_UNKNOWN', 'steps[0].use']]],
    [
      'an unknown connection of a step',
      [{ id: 'a', use: 'note', with: { email }, connection: 'x' }],
      [['ITC_CONNECTION_UNKNOWN', 'steps[0].connection']],
    ],
    ['an unknown input field', [note('a', { emial: 'x' })], [['ITC_INPUT_INVALID', 'steps[0].with.emial']]],
    ['a missing required field', [{ id: 'a', use: 'note' }], [['ITC_INPUT_INVALID', 'steps[0].with.email']]],
    [
      'a number where a text belongs',
      [{ id: 'a', use: 'note', with: { email: 5 } }],
      [['ITC_INPUT_INVALID', 'steps[0].with.email']],
    ],
    [
      'a text item of a wrong type in a list',
      [{ id: 'a', use: 'note', with: { email, tags: ['x', 5] } }],
      [['ITC_INPUT_INVALID', 'steps[0].with.tags[1]']],
    ],
    ['a literal that is no id', [note('a', { count: 'abc' })], [['ITC_INPUT_INVALID', 'steps[0].with.count']]],
    ['a literal outside its choices', [note('a', { kind: 'c' })], [['ITC_INPUT_INVALID', 'steps[0].with.kind']]],
    [
      'an unknown trigger field',
      [note('a', { email: '{{ trigger.emial }}' })],
      [['ITC_PILL_UNKNOWN', 'steps[0].with.email']],
    ],
    [
      'a field of a text',
      [note('a', { email: '{{ trigger.email.x }}' })],
      [['ITC_PILL_UNKNOWN', 'steps[0].with.email']],
    ],
    [
      'a field of a list',
      [note('a', { email: '{{ trigger.orders.id }}' })],
      [['ITC_PILL_UNKNOWN', 'steps[0].with.email']],
    ],
    ['an unknown step', [note('a', { email: '{{ steps.x.code }}' })], [['ITC_PILL_UNKNOWN', 'steps[0].with.email']]],
    ['its own output', [note('a', { email: '{{ steps.a.code }}' })], [['ITC_PILL_UNKNOWN', 'steps[0].with.email']]],
    [
      'a later step',
      [note('a', { email: '{{ steps.b.code }}' }), note('b')],
      [['ITC_PILL_UNKNOWN', 'steps[0].with.email']],
    ],
    ['an unknown root', [note('a', { email: '{{ user.email }}' })], [['ITC_PILL_UNKNOWN', 'steps[0].with.email']]],
    ['an item without a loop', [note('a', { email: '{{ item.id }}' })], [['ITC_PILL_UNKNOWN', 'steps[0].with.email']]],
    ['a pill with bad syntax', [note('a', { email: '{{ trigger. }}' })], [['ITC_PILL_SYNTAX', 'steps[0].with.email']]],
    [
      'an unknown function',
      [note('a', { email: '{{ trigger.email | uper }}' })],
      [['ITC_FUNCTION_UNKNOWN', 'steps[0].with.email']],
    ],
    [
      'a wrong number of arguments',
      [note('a', { email: '{{ trigger.email | truncate }}' })],
      [['ITC_FUNCTION_ARGUMENT', 'steps[0].with.email']],
    ],
    [
      'a step id used twice',
      [note('a'), { id: 'i', if: condition, then: [note('a')] }],
      [['ITC_RECIPE_STEP_ID', 'steps[1].then[0].id']],
    ],
    ['an answer to a system webhook', [{ id: 'r', respond: {} }], [['ITC_RECIPE_FIELD', 'steps[0].respond']]],
    [
      'a for-each over a text',
      [{ id: 'f', forEach: '{{ trigger.email }}', steps: [] }],
      [['ITC_INPUT_INVALID', 'steps[0].forEach']],
    ],
    [
      'a for-each over a text made by a function',
      [{ id: 'f', forEach: '{{ trigger.orders | join: "," }}', steps: [] }],
      [['ITC_INPUT_INVALID', 'steps[0].forEach']],
    ],
    [
      'a comparison without its right side',
      [{ id: 'i', if: { not: { left: 'x', op: 'equals' } }, then: [] }],
      [['ITC_RECIPE_FIELD', 'steps[0].if.not.right']],
    ],
    [
      'an item field that the list does not have',
      [{ id: 'f', forEach: '{{ trigger.orders }}', steps: [note('a', { email: '{{ item.sku }}' })] }],
      [['ITC_PILL_UNKNOWN', 'steps[0].steps[0].with.email']],
    ],
    [
      'an item field in the batch form, where the item is a list',
      [{ id: 'f', forEach: '{{ trigger.orders }}', batchSize: 2, steps: [note('a', { email: '{{ item.id }}' })] }],
      [['ITC_PILL_UNKNOWN', 'steps[0].steps[0].with.email']],
    ],
    [
      'a step of the other branch',
      [{ id: 'i', if: condition, then: [note('a')], else: [note('b', { email: '{{ steps.a.code }}' })] }],
      [['ITC_PILL_UNKNOWN', 'steps[0].else[0].with.email']],
    ],
    [
      'a step that runs in one branch only',
      [{ id: 'i', if: condition, then: [note('a')] }, note('b', { email: '{{ steps.a.code }}' })],
      [['ITC_PILL_UNKNOWN', 'steps[1].with.email']],
    ],
    [
      'a step of a round after the loop',
      [{ id: 'f', forEach: [1], steps: [note('a')] }, note('b', { email: '{{ steps.a.code | default: "x" }}' })],
      [['ITC_PILL_UNKNOWN', 'steps[1].with.email']],
    ],
    [
      'a step that is switched off',
      [{ ...note('a'), skip: true }, note('b', { email: '{{ steps.a.code }}' })],
      [['ITC_PILL_UNKNOWN', 'steps[1].with.email']],
    ],
    [
      'a field that no if has',
      [{ id: 'i', if: condition, then: [] }, note('b', { email: '{{ steps.i.x }}' })],
      [['ITC_PILL_UNKNOWN', 'steps[1].with.email']],
    ],
  ])('The check finds %s, and where it stands.', (_, steps, faults) => {
    expect(faultsOf(steps)).toEqual(faults);
  });

  test.each<[string, Step[]]>([
    ['unknown keys below a loose object', [note('a', { email: '{{ trigger.dataFields.any["x y"].deep }}' })]],
    [
      'fields of an earlier step behind references',
      [note('a'), note('b', { email: '{{ steps.a.orders[0].skus[1] }}' })],
    ],
    [
      'a branch step with a default',
      [{ id: 'i', if: condition, then: [note('a')] }, note('b', { email: '{{ steps.a.code | default: "x" }}' })],
    ],
    [
      'a branch step after the other branch ended the job',
      [
        { id: 'i', if: condition, then: [stop], else: [note('a')] },
        note('b', { email: '{{ steps.a.code }} {{ steps.i.branch }}' }),
      ],
    ],
    [
      'item, index, outer loops and the count',
      [
        {
          id: 'f',
          forEach: '{{ trigger.orders }}',
          steps: [
            {
              id: 'g',
              forEach: '{{ item.skus }}',
              steps: [note('a', { email: '{{ item }}{{ index }}{{ loops.f.item.id }}{{ loops.f.index }}' })],
            },
          ],
        },
        note('b', { email: '{{ steps.f.count | string }}' }),
      ],
    ],
    [
      'data fields with any keys',
      [{ id: 'a', use: 'note', with: { email, data: { 'first name': ['{{ event.id }}'] } } }],
    ],
  ])('The check allows %s.', (_, steps) => {
    expect(faultsOf(steps)).toEqual([]);
  });

  test('A journey recipe may respond, and an unknown trigger is one fault only.', () => {
    const answer: Step = { id: 'r', respond: { body: '{{ trigger.anything }}' } };
    expect(faultsOf([{ id: 'r', respond: {} }], 'journey')).toEqual([]);
    expect(faultsOf([answer], 'nothing')).toEqual([['ITC_TRIGGER_UNKNOWN', 'trigger.use']]);
  });

  test('Each fault says what was found and what to do, with the nearest name.', () => {
    const [first] = checkRecipe(recipeOf([note('a', { email: '{{ trigger.emial }}' })]), closedContext);
    expect(first).toMatchObject({ message: 'trigger.emial: trigger has no field emial.', hint: 'Did you mean email?' });
    const [second] = checkRecipe(recipeOf([note('a', { email: '{{ a }}' }), note('b')]), closedContext);
    expect(second?.hint).toBe('Did you mean steps.a?');
  });
});
