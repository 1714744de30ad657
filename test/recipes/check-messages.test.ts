import { describe, expect, test } from '@jest/globals';

import type { Step } from '../../recipes/recipe.ts';
import type { RecipeCheckContext } from '../../recipes/recipe-check-context.ts';
import { here, messages, note, placed, said } from './checked-steps.ts';
import { closedContext } from './declarations.ts';

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
    expect(said(steps)).toEqual([['ITC_PILL_UNKNOWN', 'steps[3].with.email', `${reference}: ${message}`, hint]]);
  });

  test('Where no step ran before, it says so.', () => {
    expect(said([note('a', '{{ steps.nobody_known.x }}')])).toEqual([
      [
        'ITC_PILL_UNKNOWN',
        'steps[0].with.email',
        'steps.nobody_known.x: there is no step nobody_known.',
        'No step runs before this one.',
      ],
    ]);
  });

  test('It names at most 30 steps and fields.', () => {
    const ids = Array.from({ length: 31 }, (_, n) => `number_${String(n)}`);
    const hint = said([...ids.map((id) => note(id)), note('z', '{{ steps.quite_another }}')])[0]?.[3];
    expect(hint).toBe(`Earlier steps are ${ids.slice(0, 30).join(', ')}.`);
    const properties = Object.fromEntries(ids.map((id) => [id, { type: 'string' }]));
    const outputSchema = () => ({ type: 'object', properties, additionalProperties: false });
    const wide: RecipeCheckContext = {
      ...closedContext,
      trigger: () => ({ source: 'system_webhook', configSchema: {}, outputSchema }),
    };
    expect(said([note('a', '{{ trigger.quite_another }}')], {}, wide)[0]?.[3]).toBe(
      `The fields of trigger are ${ids.slice(0, 30).join(', ')}.`,
    );
  });

  test('A function that is not known is named with the nearest, and a wrong call with an example.', () => {
    expect(said([note('a', '{{ trigger.email | uper }}'), note('b', '{{ trigger.email | nothing_like_it }}')])).toEqual(
      [
        ['ITC_FUNCTION_UNKNOWN', 'steps[0].with.email', 'There is no function uper.', 'Did you mean upper?'],
        [
          'ITC_FUNCTION_UNKNOWN',
          'steps[1].with.email',
          'There is no function nothing_like_it.',
          'The functions are listed in docs/mapping.md.',
        ],
      ],
    );
    expect(said([note('a', '{{ trigger.email | upper: 1 }}')])).toEqual([
      [
        'ITC_FUNCTION_ARGUMENT',
        'steps[0].with.email',
        'The function upper is written `upper`, but has 1 argument.',
        'For example {{ "Ada" | upper }}.',
      ],
    ]);
  });

  test('Arguments of functions are pills as well, and texts in them are not.', () => {
    const pill = '{{ trigger.email | replace: trigger.emial, "trigger.nobody" | default: steps.nobody_known }}';
    expect(messages([note('a', pill)])).toEqual([
      'trigger.emial: trigger has no field emial.',
      'steps.nobody_known: there is no step nobody_known.',
    ]);
    expect(said([note('a', '{{ "x" | upper }}{{ 5 | add: 1 }}'), note('b', '{{ clear }}')])).toEqual([]);
  });

  test('A value for what is missing makes a step that may not have run usable, as its argument too, but checks its fields.', () => {
    const before: Step = { id: 'i', if: here, then: [note('a')] };
    const guarded = (pill: string) => messages([before, note('z', pill)]);
    expect(guarded('{{ steps.a.code | upper | default: "x" }}')).toEqual([]);
    expect(guarded('{{ trigger.email | default: steps.a.code }}')).toEqual([]);
    expect(guarded('{{ steps.a.orders.x | default: "x" }}')).toEqual(['steps.a.orders.x: steps.a.orders is a list.']);
    expect(guarded('{{ steps.a.code | upper }}')).toEqual(['steps.a.code: the step a runs only in one branch of i.']);
  });

  test('A text that is no pill syntax says where reading stopped, once, at its place in the document.', () => {
    const data = { 'odd key': ['fine', { deep: 'a {{ trigger.email' }] };
    expect(said([{ id: 'a', use: 'note', with: { email: 'x', data } }])).toEqual([
      [
        'ITC_PILL_SYNTAX',
        'steps[0].with.data["odd key"][1].deep',
        expect.stringContaining('at character 19 of the text.'),
        expect.stringMatching(/\w/),
      ],
    ]);
  });

  test('All pills of a text and of a mapping are looked at, in order.', () => {
    const data = { a: '{{ trigger.a }}{{ trigger.b }}', b: [['{{ trigger.c }}'], null, 5] };
    expect(placed([{ id: 'a', use: 'note', with: { email: 'x', data } }])).toEqual([
      ['steps[0].with.data.a', 'trigger.a: trigger has no field a.'],
      ['steps[0].with.data.a', 'trigger.b: trigger has no field b.'],
      ['steps[0].with.data.b[0][0]', 'trigger.c: trigger has no field c.'],
    ]);
  });
});
