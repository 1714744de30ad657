import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import type { Step } from '../../recipes/recipe.ts';
import type { RecipeCheckContext } from '../../recipes/recipe-check-context.ts';
import { loop, messages, note, placed, said } from './checked-steps.ts';
import { closedContext } from './declarations.ts';

describe('What a pill in a loop can refer to', () => {
  const inside = (pill: string, more: object = {}): string[] =>
    messages([{ ...loop('f', [note('a', pill)]), ...more } as Step]);

  test.each<[string, string[]]>([
    ['{{ item.id }}{{ item.skus[0] }}{{ index }}{{ loops.f.index }}{{ loops.f.item.id }}{{ loops.f }}', []],
    ['{{ item.sku }}', ['item.sku: item has no field sku.']],
    ['{{ index.x }}', ['index.x: index has no fields.']],
    ['{{ loops.f.index.x }}', ['loops.f.index.x: loops.f.index has no fields.']],
    ['{{ loops.f.item.sku }}', ['loops.f.item.sku: loops.f.item has no field sku.']],
    ['{{ loops.f.itm }}', ['loops.f.itm: loops.f has no field itm.']],
    ['{{ loops.g.item }}', ['loops.g.item: the step g is no for-each around this step.']],
    ['{{ steps.f.count }}', ['steps.f.count: the step f runs later or in another place.']],
  ])('%s: %j', (pill, expected) => {
    expect(inside(pill)).toEqual(expected);
  });

  test('The item is that of the innermost loop, and a loop that ended is none.', () => {
    const inner = loop('g', [note('a', '{{ item.id }}')], '{{ item.skus }}');
    expect(placed([loop('f', [inner]), note('z', '{{ loops.f.item }}')])).toEqual([
      ['steps[0].steps[0].steps[0].with.email', 'item.id: item has no fields.'],
      ['steps[1].with.email', 'loops.f.item: the step f is no for-each around this step.'],
    ]);
  });

  test('In a batch the item is a list of items.', () => {
    expect(inside('{{ item[0].id }}', { batchSize: 5 })).toEqual([]);
    expect(inside('{{ item.id }}', { batchSize: 5 })).toEqual(['item.id: item is a list.']);
    expect(inside('{{ item[0].sku }}', { batchSize: 5 })).toEqual(['item[0].sku: item[0] has no field sku.']);
    const open = loop('f', [note('a', '{{ item[0].any.thing }}{{ item.x }}')], [1]);
    expect(messages([{ ...open, batchSize: 2 } as Step])).toEqual(['item.x: item is a list.']);
  });

  test('What a loop gives afterwards is how many items it had.', () => {
    const after = (pill: string) => messages([loop('f', [note('a')]), note('z', pill)]);
    expect(after('{{ steps.f.count }}')).toEqual([]);
    expect(after('{{ steps.f.count.x }}')).toEqual(['steps.f.count.x: steps.f.count has no fields.']);
    expect(after('{{ steps.f.items }}')).toEqual(['steps.f.items: steps.f has no field items.']);
    expect(after('{{ steps.a.code }}')).toEqual(['steps.a.code: the step a runs later or in another place.']);
  });

  test.each<[Json, boolean]>([
    ['{{ trigger.orders }}', true],
    [[1, 2], true],
    ['{{ trigger.dataFields.anything }}', true],
    ['{{ trigger.dataFields.text | split: "," }}', true],
    ['{{ trigger.dataFields.text | parse_json }}', true],
    ['{{ trigger.email | nothing_like_it }}', true],
    ['{{ trigger.orders | first }}', true],
    ['{{ "x" }}', true],
    ['{{ trigger.', true],
    ['{{ trigger.nothing_like }}', true],
    ['{{ trigger.email }}', false],
    ['{{ trigger.orders }} and more', false],
    ['no pill', false],
    [5, false],
    [true, false],
    [null, false],
    [{ a: 1 }, false],
    ['{{ trigger.orders | length }}', false],
    ['{{ trigger.orders | join: "," }}', false],
    ['{{ trigger.email | contains: "a" }}', false],
    ['{{ trigger.dataFields | merge: trigger.dataFields }}', false],
  ])('Whether %j may be a list is %s.', (forEach, mayBe) => {
    const found = said([loop('f', [], forEach)]).filter(([code]) => code === 'ITC_INPUT_INVALID');
    const fault = 'A for-each needs a list, but this is none.';
    expect(found).toEqual(
      mayBe ? [] : [['ITC_INPUT_INVALID', 'steps[0].forEach', fault, 'Give a pill whose value is a list.']],
    );
  });

  test('What a list holds is known behind the functions of an earlier step only where they keep it.', () => {
    expect(messages([note('a'), loop('f', [note('b', '{{ item.idd }}')], '{{ steps.a.orders }}')])).toEqual([
      'item.idd: item has no field idd.',
    ]);
    expect(messages([loop('f', [note('b', '{{ item.idd }}')], '{{ trigger.orders | compact }}')])).toEqual([]);
  });
});

const exported = {
  inputSchema: { type: 'object', properties: { range: { type: 'string' } }, additionalProperties: false },
  outputSchema: { type: 'object' },
  hasRows: true,
};
/** The small closed declarations, with two actions that answer in rows. */
const context: RecipeCheckContext = {
  ...closedContext,
  action: (name) => (name === 'export_csv' || name === 'export_json' ? exported : closedContext.action(name)),
  actionNames: ['note', 'export_csv', 'export_json'],
};

describe('What the check says of pages of rows', () => {
  const pages = (use: string, steps: Step[] = [], more: object = {}): Step => ({
    id: 'p',
    forEachPage: { use, ...more },
    steps,
  });

  test('The action must be one that answers in rows, and its call is checked as any other.', () => {
    expect(messages([pages('export_csv', [], { with: { range: 'All' } })], context)).toEqual([]);
    expect(said([pages('note', [], { with: { email: 'x' } })], {}, context)).toEqual([
      [
        'ITC_RECIPE_FIELD',
        'steps[0].forEachPage.use',
        'The action note does not answer in rows.',
        'Actions that do: export_csv, export_json.',
      ],
    ]);
    const wrong = pages('export_cvs', [], { with: { range: '{{ trigger.emial }}' }, connection: 'x' });
    expect(said([wrong], {}, context).map(([code, path]) => [code, path])).toEqual([
      ['ITC_CONNECTION_UNKNOWN', 'steps[0].forEachPage.connection'],
      ['ITC_ACTION_UNKNOWN', 'steps[0].forEachPage.use'],
      ['ITC_PILL_UNKNOWN', 'steps[0].forEachPage.with.range'],
    ]);
    expect(placed([pages('export_csv', [], { with: { range: 5 } })], context)).toEqual([
      ['steps[0].forEachPage.with.range', 'The value must be a text, but is a number.'],
    ]);
  });

  test('An action that does not answer in rows is refused also where no other is known.', () => {
    const { actionNames: _, ...unnamed } = context;
    expect(placed([pages('note', [], { with: { email: 'x' } })], unnamed)).toEqual([
      ['steps[0].forEachPage.use', 'The action note does not answer in rows.'],
    ]);
  });

  test('In it the item is a list of rows with any fields, and behind it there are its counts.', () => {
    const inside = (pill: string) => placed([pages('export_csv', [note('a', pill)])], context);
    expect(inside('{{ item[0].any.thing }}{{ index }}{{ loops.p.item }}')).toEqual([]);
    expect(inside('{{ item.email }}')).toEqual([['steps[0].steps[0].with.email', 'item.email: item is a list.']]);
    const after = (pill: string) => messages([pages('export_csv'), note('z', pill)], context);
    expect(after('{{ steps.p.pages }}{{ steps.p.rows }}{{ steps.p.badRows }}')).toEqual([]);
    expect(after('{{ steps.p.count }}')).toEqual(['steps.p.count: steps.p has no field count.']);
    for (const name of ['pages', 'rows', 'badRows']) {
      expect(after(`{{ steps.p.${name}.x }}`)).toEqual([`steps.p.${name}.x: steps.p.${name} has no fields.`]);
    }
  });
});
