import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import { checkRecipe } from '../../recipes/check-recipe.ts';
import type { Condition, Problem, Recipe, Step } from '../../recipes/recipe.ts';
import type { RecipeCheckContext } from '../../recipes/recipe-check-context.ts';
import { closedContext } from './declarations.ts';

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
  triggerNames: ['system', 'journey'],
};

const note = (id: string, pill = 'ada@example.com', more: object = {}): Step => ({
  id,
  use: 'note',
  with: { email: pill },
  ...more,
});
const recipeOf = (steps: Step[], more: Partial<Recipe> = {}): Recipe => ({
  name: 'demo',
  connection: 'main',
  trigger: { use: 'system', with: {} },
  steps,
  ...more,
});
const check = (steps: Step[], more?: Partial<Recipe>): Problem[] => checkRecipe(recipeOf(steps, more), context);
const said = (steps: Step[], more?: Partial<Recipe>): string[][] =>
  check(steps, more).map(({ path, message, hint }) => [path, message, hint]);
const here: Condition = { left: '{{ trigger.email }}', op: 'is_present' };
const loop = (id: string, steps: Step[], forEach: Json = '{{ trigger.orders }}'): Step => ({ id, forEach, steps });

describe('What the check says of a pill', () => {
  test.each<[string, string, string]>([
    [
      'trigger.nothing_like',
      'trigger has no field nothing_like.',
      'The fields of trigger are email, orders, dataFields.',
    ],
    ['trigger.emial', 'trigger has no field emial.', 'Did you mean email?'],
    ['trigger.orders[0].idd', 'trigger.orders[0] has no field idd.', 'Did you mean id?'],
    ['trigger.orders.id', 'trigger.orders is a list.', 'Take an item with trigger.orders[0], or use the function map.'],
    ['trigger.email[0]', 'trigger.email is not a list.', 'Leave out the position.'],
    ['trigger.email.domain', 'trigger.email has no fields.', 'Use trigger.email itself.'],
    ['event.time', 'event has no field time.', 'The fields of event are id, receivedAt.'],
    ['event.receivedat', 'event has no field receivedat.', 'Did you mean receivedAt?'],
    ['event.id.x', 'event.id has no fields.', 'Use event.id itself.'],
    ['event.receivedAt.x', 'event.receivedAt has no fields.', 'Use event.receivedAt itself.'],
    ['job.name', 'job has no field name.', 'The fields of job are id.'],
    ['job.id.x', 'job.id has no fields.', 'Use job.id itself.'],
    ['item', 'there is no for-each around this step.', 'Use it within a for-each.'],
    ['index', 'there is no for-each around this step.', 'Use it within a for-each.'],
    [
      'loops.each.item',
      'the step each is no for-each around this step.',
      'Name one of the for-each steps around this one.',
    ],
    ['loops', 'no step is named.', 'Write the id of the step after a dot.'],
    ['triger.email', 'nothing has this name.', 'Did you mean trigger?'],
    ['elsewhere', 'nothing has this name.', 'A pill begins with trigger, steps, item, index, loops, event, job.'],
    ['later.code', 'nothing has this name.', 'Did you mean steps.later.code?'],
    ['steps.nobody_known', 'there is no step nobody_known.', 'Earlier steps are first, if_so.'],
    ['steps.frist.code', 'there is no step frist.', 'Did you mean steps.first?'],
    ['steps', 'no step is named.', 'Write the id of the step after a dot.'],
    ['steps.later.code', 'the step later runs later or in another place.', 'Use the output of an earlier step.'],
    [
      'steps.branch.code',
      'the step branch runs only in one branch of if_so.',
      'Move this step, or give a value with `| default: …`.',
    ],
    ['steps.off.code', 'the step off is switched off.', 'Move this step, or give a value with `| default: …`.'],
    [
      'steps.first.orders[0].x',
      'steps.first.orders[0] has no field x.',
      'The fields of steps.first.orders[0] are id, skus.',
    ],
    ['steps.if_so.x', 'steps.if_so has no field x.', 'The fields of steps.if_so are branch.'],
    ['steps["odd id"].x', 'there is no step odd id.', 'Earlier steps are first, if_so.'],
  ])('Of %s it says: %s %s', (reference, message, hint) => {
    const before: Step[] = [
      note('first'),
      { id: 'if_so', if: here, then: [note('branch')] },
      note('off', undefined, { skip: true }),
    ];
    const steps = [...before, note('now', `{{ ${reference} }}`), note('later')];
    const found = said(steps);
    expect(found).toEqual([['steps[3].with.email', `${reference}: ${message}`, hint]]);
    expect(check(steps).map(({ code }) => code)).toEqual(['ITC_PILL_UNKNOWN']);
  });

  test('Where no step ran before, it says so.', () => {
    expect(said([note('a', '{{ steps.nobody_known.x }}')])).toEqual([
      ['steps[0].with.email', 'steps.nobody_known.x: there is no step nobody_known.', 'No step runs before this one.'],
    ]);
  });

  test('It names at most 30 steps and fields.', () => {
    const ids = Array.from({ length: 31 }, (_, n) => `number_${String(n)}`);
    const hint = said([...ids.map((id) => note(id)), note('z', '{{ steps.quite_another }}')])[0]?.[2];
    expect(hint).toBe(`Earlier steps are ${ids.slice(0, 30).join(', ')}.`);
    const properties = Object.fromEntries(ids.map((id) => [id, { type: 'string' }]));
    const outputSchema = () => ({ type: 'object', properties, additionalProperties: false });
    const wide: RecipeCheckContext = {
      ...context,
      trigger: () => ({ source: 'system_webhook', configSchema: {}, outputSchema }),
    };
    expect(checkRecipe(recipeOf([note('a', '{{ trigger.quite_another }}')]), wide)[0]?.hint).toBe(
      `The fields of trigger are ${ids.slice(0, 30).join(', ')}.`,
    );
  });

  test('A function that is not known is named with the nearest, and a wrong call with an example.', () => {
    expect(said([note('a', '{{ trigger.email | uper }}'), note('b', '{{ trigger.email | nothing_like_it }}')])).toEqual(
      [
        ['steps[0].with.email', 'There is no function uper.', 'Did you mean upper?'],
        [
          'steps[1].with.email',
          'There is no function nothing_like_it.',
          'The functions are listed in docs/mapping.md.',
        ],
      ],
    );
    expect(said([note('a', '{{ trigger.email | upper: 1 }}')])).toEqual([
      [
        'steps[0].with.email',
        'The function upper is written `upper`, but has 1 argument.',
        'For example {{ "Ada" | upper }}.',
      ],
    ]);
  });

  test('Arguments of functions are pills as well, and texts in them are not.', () => {
    const pill = '{{ trigger.email | replace: trigger.emial, "trigger.nobody" | default: steps.nobody_known }}';
    expect(said([note('a', pill)]).map(([, message]) => message)).toEqual([
      'trigger.emial: trigger has no field emial.',
      'steps.nobody_known: there is no step nobody_known.',
    ]);
    expect(said([note('a', '{{ "x" | upper }}{{ 5 | add: 1 }}'), note('b', '{{ clear }}')])).toEqual([]);
  });

  test('A value for what is missing makes a step that may not have run usable, as its argument too, but checks its fields.', () => {
    const before: Step = { id: 'i', if: here, then: [note('a')] };
    const guarded = (pill: string) => said([before, note('z', pill)]).map(([, message]) => message);
    expect(guarded('{{ steps.a.code | upper | default: "x" }}')).toEqual([]);
    expect(guarded('{{ trigger.email | default: steps.a.code }}')).toEqual([]);
    expect(guarded('{{ steps.a.orders.x | default: "x" }}')).toEqual(['steps.a.orders.x: steps.a.orders is a list.']);
    expect(guarded('{{ steps.a.code | upper }}')).toEqual(['steps.a.code: the step a runs only in one branch of i.']);
  });

  test('A text that is no pill syntax says where reading stopped, once, at its place in the document.', () => {
    const data = { 'odd key': ['fine', { deep: 'a {{ trigger.email' }] };
    const [problem, ...others] = check([{ id: 'a', use: 'note', with: { email: 'x', data } }]);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'ITC_PILL_SYNTAX', path: 'steps[0].with.data["odd key"][1].deep' });
    expect(problem?.message).toContain('at character 19 of the text.');
    expect(problem?.hint).toMatch(/\w/);
  });

  test('All pills of a text and of a mapping are looked at, in order.', () => {
    const data = { a: '{{ trigger.a }}{{ trigger.b }}', b: [['{{ trigger.c }}'], null, 5] };
    const messages = said([{ id: 'a', use: 'note', with: { email: 'x', data } }]).map(([path, message]) => [
      path,
      message,
    ]);
    expect(messages).toEqual([
      ['steps[0].with.data.a', 'trigger.a: trigger has no field a.'],
      ['steps[0].with.data.a', 'trigger.b: trigger has no field b.'],
      ['steps[0].with.data.b[0][0]', 'trigger.c: trigger has no field c.'],
    ]);
  });
});

describe('What a pill in a loop can refer to', () => {
  const inside = (pill: string, more: object = {}): string[] =>
    said([{ ...loop('f', [note('a', pill)]), ...more } as Step]).map(([, message]) => message ?? '');

  test.each<[string, string[]]>([
    ['{{ item.id }}{{ item.skus[0] }}{{ index }}{{ loops.f.index }}{{ loops.f.item.id }}{{ loops.f }}', []],
    ['{{ item.sku }}', ['item.sku: item has no field sku.']],
    ['{{ index.x }}', ['index.x: index has no fields.']],
    ['{{ loops.f.index.x }}', ['loops.f.index.x: loops.f.index has no fields.']],
    ['{{ loops.f.item.sku }}', ['loops.f.item.sku: loops.f.item has no field sku.']],
    ['{{ loops.f.itm }}', ['loops.f.itm: loops.f has no field itm.']],
    ['{{ loops.g.item }}', ['loops.g.item: the step g is no for-each around this step.']],
    ['{{ steps.f.count }}', ['steps.f.count: the step f runs later or in another place.']],
  ])('%s: %j', (pill, messages) => {
    expect(inside(pill)).toEqual(messages);
  });

  test('The item is that of the innermost loop, and a loop that ended is none.', () => {
    const inner = loop('g', [note('a', '{{ item.id }}')], '{{ item.skus }}');
    expect(
      said([loop('f', [inner]), note('z', '{{ loops.f.item }}')]).map(([path, message]) => [path, message]),
    ).toEqual([
      ['steps[0].steps[0].steps[0].with.email', 'item.id: item has no fields.'],
      ['steps[1].with.email', 'loops.f.item: the step f is no for-each around this step.'],
    ]);
  });

  test('In a batch the item is a list of items.', () => {
    expect(inside('{{ item[0].id }}', { batchSize: 5 })).toEqual([]);
    expect(inside('{{ item.id }}', { batchSize: 5 })).toEqual(['item.id: item is a list.']);
    expect(inside('{{ item[0].sku }}', { batchSize: 5 })).toEqual(['item[0].sku: item[0] has no field sku.']);
    const open = said([
      { ...loop('f', [note('a', '{{ item[0].any.thing }}{{ item.x }}')], [1]), batchSize: 2 } as Step,
    ]);
    expect(open.map(([, message]) => message)).toEqual(['item.x: item is a list.']);
  });

  test('What a loop gives afterwards is how many items it had.', () => {
    const after = (pill: string) => said([loop('f', [note('a')]), note('z', pill)]).map(([, message]) => message);
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
    const found = check([loop('f', [], forEach)]).filter(({ code }) => code === 'ITC_INPUT_INVALID');
    const fault = { path: 'steps[0].forEach', message: 'A for-each needs a list, but this is none.' };
    expect(found).toEqual(
      mayBe ? [] : [{ code: 'ITC_INPUT_INVALID', ...fault, hint: 'Give a pill whose value is a list.' }],
    );
  });

  test('What a list holds is known behind the functions of an earlier step only where they keep it.', () => {
    expect(said([note('a'), loop('f', [note('b', '{{ item.idd }}')], '{{ steps.a.orders }}')])[0]?.[1]).toBe(
      'item.idd: item has no field idd.',
    );
    expect(said([loop('f', [note('b', '{{ item.idd }}')], '{{ trigger.orders | compact }}')])).toEqual([]);
  });
});

describe('What the check says of pages of rows', () => {
  const pages = (use: string, steps: Step[] = [], more: object = {}): Step => ({
    id: 'p',
    forEachPage: { use, ...more },
    steps,
  });

  test('The action must be one that answers in rows, and its call is checked as any other.', () => {
    expect(said([pages('export_csv', [], { with: { range: 'All' } })])).toEqual([]);
    expect(said([pages('note', [], { with: { email: 'x' } })])).toEqual([
      [
        'steps[0].forEachPage.use',
        'The action note does not answer in rows.',
        'Actions that do: export_csv, export_json.',
      ],
    ]);
    const faults = check([pages('export_cvs', [], { with: { range: '{{ trigger.emial }}' }, connection: 'x' })]);
    expect(faults.map(({ code, path }) => [code, path])).toEqual([
      ['ITC_CONNECTION_UNKNOWN', 'steps[0].forEachPage.connection'],
      ['ITC_ACTION_UNKNOWN', 'steps[0].forEachPage.use'],
      ['ITC_PILL_UNKNOWN', 'steps[0].forEachPage.with.range'],
    ]);
    expect(said([pages('export_csv', [], { with: { range: 5 } })]).map(([path]) => path)).toEqual([
      'steps[0].forEachPage.with.range',
    ]);
  });

  test('An action that does not answer in rows is refused also where no other is known.', () => {
    const { actionNames: _, ...unnamed } = context;
    expect(checkRecipe(recipeOf([pages('note', [], { with: { email: 'x' } })]), unnamed)).toMatchObject([
      { path: 'steps[0].forEachPage.use', message: 'The action note does not answer in rows.' },
    ]);
  });

  test('In it the item is a list of rows with any fields, and behind it there are its counts.', () => {
    const messages = (pill: string) =>
      said([pages('export_csv', [note('a', pill)])]).map(([path, message]) => [path, message]);
    expect(messages('{{ item[0].any.thing }}{{ index }}{{ loops.p.item }}')).toEqual([]);
    expect(messages('{{ item.email }}')).toEqual([['steps[0].steps[0].with.email', 'item.email: item is a list.']]);
    const after = (pill: string) => said([pages('export_csv'), note('z', pill)]).map(([, message]) => message);
    expect(after('{{ steps.p.pages }}{{ steps.p.rows }}{{ steps.p.badRows }}')).toEqual([]);
    expect(after('{{ steps.p.count }}')).toEqual(['steps.p.count: steps.p has no field count.']);
    for (const name of ['pages', 'rows', 'badRows']) {
      expect(after(`{{ steps.p.${name}.x }}`)).toEqual([`steps.p.${name}.x: steps.p.${name} has no fields.`]);
    }
  });
});
