import { describe, expect, it } from '@jest/globals';

import { payloadFaults } from '../../connector/learning/payload-faults.ts';
import type { Json } from '../../errors/json.ts';
import type { Recipe, Step } from '../../recipes/recipe.ts';

const schema = {
  type: 'object',
  properties: {
    email: { type: ['string', 'null'] },
    total: { type: 'number' },
    note: { type: 'string' },
    anything: {},
    'a/b': { type: 'string' },
    items: {
      type: 'array',
      items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
    },
    prices: { type: 'object', additionalProperties: { type: 'number' } },
  },
  required: ['email', 'total', 'a/b', 'items'],
};

const use = (id: string, value: Json): Step => ({ id, use: 'note', with: { value } });
const recipe = (...steps: Step[]): Recipe => ({
  name: 'demo',
  connection: 'main',
  trigger: { use: 'new_object', with: {} },
  steps,
});
const sound = { email: null, total: 1.5, 'a/b': 'x', items: [{ sku: 'a' }], prices: { eur: 1 } };
const paths = (steps: Step[], payload: Json): string[] =>
  payloadFaults(recipe(...steps), payload, schema).map(({ path, found }) => `${path} ${found}`);

const each: Step = { id: 'each', forEach: '{{ trigger.items }}', steps: [use('one', '{{ item.sku }}')] };

describe('the faults of a payload against the saved schema', () => {
  it.each<[string, Step[], Json, string[]]>([
    ['none for a payload that fits', [use('a', '{{ trigger.total }}'), each], sound, []],
    ['a required field that is missing', [use('a', '{{ trigger.total }}')], { email: null }, ['/total missing']],
    ['another type', [use('a', '{{ trigger.total }}')], { total: '1' }, ['/total string']],
    ['null where null is not allowed', [use('a', '{{ trigger.total }}')], { total: null }, ['/total null']],
    ['none for null where it is allowed', [use('a', '{{ trigger.email }}')], sound, []],
    ['none for a whole number among numbers', [use('a', '{{ trigger.total }}')], { total: 3 }, []],
    ['an item of a list in a loop', [each], { items: [{ sku: 'a' }, { sku: 5 }] }, ['/items/*/sku number']],
    ['an item without its field', [each], { items: [{}] }, ['/items/*/sku missing']],
    ['a list that is none any more', [each], { items: 'x' }, ['/items string']],
    ['a value of a dictionary', [use('a', '{{ trigger.prices.eur }}')], { prices: { eur: 'x' } }, ['/prices/* string']],
    ['none for a key that a dictionary does not have', [use('a', '{{ trigger.prices.usd }}')], sound, []],
    ['a name with a slash', [use('a', '{{ trigger["a/b"] }}')], { 'a/b': 1 }, ['/a~1b number']],
    ['a payload that is no object', [use('a', '{{ trigger.total }}')], 'text', [' string']],
    ['none for a field that nobody maps', [use('a', '{{ trigger.email }}')], { email: 'x', total: 'x' }, []],
    ['none for an optional field that is missing', [use('a', '{{ trigger.note }}')], {}, []],
    ['none where the schema says nothing', [use('a', '{{ trigger.anything }}'), use('b', '{{ trigger.new }}')], {}, []],
    ['none for a pill with a stand-in', [use('a', '{{ trigger.total | default: 0 }}')], {}, []],
    ['none for a step that is switched off', [{ ...use('a', '{{ trigger.total }}'), skip: true }], {}, []],
    [
      'none for a condition, yet for what its branches map',
      [
        {
          id: 'choice',
          if: { left: '{{ trigger.total }}', op: 'is_present' },
          then: [use('a', '{{ trigger["a/b"] }}')],
        },
      ],
      {},
      ['/a~1b missing'],
    ],
  ])('are %s', (_what, steps, payload, expected) => {
    expect(paths(steps, payload)).toEqual(expected);
  });
});
