import { describe, expect, test } from '@jest/globals';

import type { Json } from '../../errors/json.ts';
import type { Recipe, Step } from '../../recipes/recipe.ts';
import type { CheckedAction, RecipeCheckContext, ValueFault } from '../../recipes/recipe-check-context.ts';
import { choice, here, messages, note, said, stop } from './checked-steps.ts';
import { closedContext } from './declarations.ts';

const answer: Step = { id: 'r', respond: {} };

describe('What the check says of the start of a recipe', () => {
  const triggerNames = ['system', 'journey'];
  test.each<[string, Partial<Recipe>, string[][]]>([
    [
      'a connection that nobody made',
      { connection: 'mian' },
      [
        [
          'ITC_CONNECTION_UNKNOWN',
          'connection',
          'There is no connection mian.',
          'List the connections with `itc connect list`.',
        ],
      ],
    ],
    [
      'a mistyped trigger',
      { trigger: { use: 'sistem', with: {} } },
      [['ITC_TRIGGER_UNKNOWN', 'trigger.use', 'There is no trigger sistem.', 'Did you mean system?']],
    ],
    [
      'a trigger that is like none',
      { trigger: { use: 'something_else', with: {} } },
      [
        [
          'ITC_TRIGGER_UNKNOWN',
          'trigger.use',
          'There is no trigger something_else.',
          'List the triggers with `itc triggers list`.',
        ],
      ],
    ],
    [
      'a config with a mistyped field',
      { trigger: { use: 'system', with: { eventNam: 'x' } } },
      [['ITC_INPUT_INVALID', 'trigger.with.eventNam', 'There is no field eventNam here.', 'Did you mean eventName?']],
    ],
  ])('Of %s it says what to do.', (_, more, expected) => {
    expect(said([note('a')], more, { ...closedContext, triggerNames })).toEqual(expected);
  });

  test('Names are proposed only where they are known.', () => {
    expect(said([{ id: 'a', use: 'nota' }], { trigger: { use: 'sistem', with: {} } })).toEqual([
      [
        'ITC_TRIGGER_UNKNOWN',
        'trigger.use',
        'There is no trigger sistem.',
        'List the triggers with `itc triggers list`.',
      ],
      ['ITC_ACTION_UNKNOWN', 'steps[0].use', 'There is no action nota.', 'Did you mean note?'],
    ]);
    const { actionNames: _, ...unnamed } = closedContext;
    expect(said([{ id: 'a', use: 'nota' }], {}, unnamed)).toEqual([
      ['ITC_ACTION_UNKNOWN', 'steps[0].use', 'There is no action nota.', 'List the actions with `itc actions list`.'],
    ]);
  });

  test('The config of a trigger says what its payload holds, and may have rules of its own.', () => {
    const trigger = closedContext.trigger('system');
    if (trigger === undefined) throw new Error('no trigger');
    const context: RecipeCheckContext = {
      ...closedContext,
      trigger: () => ({
        ...trigger,
        configFaults: ({ eventName }): ValueFault[] =>
          eventName === 'odd' ? [{ path: ['eventName'], message: 'It is odd.' }] : [],
        outputSchema: ({ eventName }) => ({
          type: 'object',
          properties: { [String(eventName)]: { type: 'string' } },
          additionalProperties: false,
        }),
      }),
    };
    const faults = (eventName: string): string[][] =>
      said([note('a', '{{ trigger.opened }}')], { trigger: { use: 'system', with: { eventName } } }, context);
    expect(faults('opened')).toEqual([]);
    expect(faults('odd')).toEqual([
      ['ITC_INPUT_INVALID', 'trigger.with.eventName', 'It is odd.', 'Give another value.'],
      [
        'ITC_PILL_UNKNOWN',
        'steps[0].with.email',
        'trigger.opened: trigger has no field opened.',
        'The fields of trigger are odd.',
      ],
    ]);
  });
});

describe('What the check says of steps', () => {
  test('A step id is used once in the whole document, and each further use is named.', () => {
    const twice = (path: string): string[] => [
      'ITC_RECIPE_STEP_ID',
      path,
      'The step id a is used twice.',
      'Give every step its own id.',
    ];
    const loop: Step = { id: 'f', forEach: [1], steps: [note('a')] };
    expect(said([note('a'), choice('b', [note('c')], [note('a')]), loop])).toEqual([
      twice('steps[1].else[0].id'),
      twice('steps[2].steps[0].id'),
    ]);
  });

  test('Another connection of a step must be there.', () => {
    expect(said([note('a', 'x', { connection: 'main' }), note('b', 'x', { connection: 'other' })])).toEqual([
      [
        'ITC_CONNECTION_UNKNOWN',
        'steps[1].connection',
        'There is no connection other.',
        'List the connections with `itc connect list`.',
      ],
    ]);
  });

  test('An answer is refused where nobody reads it, wherever it stands.', () => {
    const fault = (path: string): string[] => [
      'ITC_RECIPE_FIELD',
      path,
      'Only recipes of a journey webhook can respond.',
      'Remove the step: Iterable does not read the answer to a system webhook.',
    ];
    expect(said([answer, choice('i', [{ ...answer, id: 'q' }])])).toEqual([
      fault('steps[0].respond'),
      fault('steps[1].then[0].respond'),
    ]);
    expect(said([answer], { trigger: { use: 'journey', with: {} } })).toEqual([]);
  });

  test.each<[string, Step]>([
    ['steps[0].stop.reason', { id: 's', stop: { as: 'failed', reason: 'at {{ trigger.emial }}' } }],
    ['steps[0].respond.body.a', { id: 's', respond: { body: { a: '{{ trigger.emial }}' } } }],
    ['steps[0].forEach', { id: 's', forEach: '{{ trigger.emial }}', steps: [] }],
    ['steps[0].if.left', { id: 's', if: { left: '{{ trigger.emial }}', op: 'is_present' }, then: [] }],
    ['steps[0].if.right', { id: 's', if: { left: 1, op: 'equals', right: '{{ trigger.emial }}' }, then: [] }],
    [
      'steps[0].if.all[1].left',
      { id: 's', if: { all: [here, { left: '{{ trigger.emial }}', op: 'is_true' }] }, then: [] },
    ],
    [
      'steps[0].if.any[0].not.left',
      { id: 's', if: { any: [{ not: { left: '{{ trigger.emial }}', op: 'is_true' } }] }, then: [] },
    ],
    ['steps[0].then[0].with.email', choice('s', [note('a', '{{ trigger.emial }}')])],
    ['steps[0].else[0].with.email', choice('s', [], [note('a', '{{ trigger.emial }}')])],
  ])('Pills are checked at %s.', (path, step) => {
    const found = said([step], { trigger: { use: 'journey', with: {} } });
    expect(found.map(([code, at]) => [code, at])).toEqual([['ITC_PILL_UNKNOWN', path]]);
  });

  test.each([
    'equals',
    'not_equals',
    'contains',
    'not_contains',
    'starts_with',
    'ends_with',
    'greater_than',
    'less_than',
    'in',
  ] as const)('The comparison %s needs a right side.', (op) => {
    expect(said([{ id: 'i', if: { left: 'x', op }, then: [] }])).toEqual([
      ['ITC_RECIPE_FIELD', 'steps[0].if.right', `The operator ${op} needs a right side.`, 'Add `right`.'],
    ]);
    expect(said([{ id: 'i', if: { left: 'x', op, right: null }, then: [] }])).toEqual([]);
  });

  test.each(['is_present', 'is_blank', 'is_true', 'is_false'] as const)('The test %s needs no right side.', (op) => {
    expect(said([{ id: 'i', if: { left: 'x', op }, then: [] }])).toEqual([]);
  });

  test('The input of an action may have rules of its own, and its output may depend on its input.', () => {
    const base = closedContext.action('note') as CheckedAction;
    const context: RecipeCheckContext = {
      ...closedContext,
      action: () => ({
        ...base,
        inputFaults: ({ email }) => (email === 'odd' ? [{ path: ['email'], message: 'It is odd.' }] : []),
        outputOf: ({ kind }): Json | undefined =>
          kind === 'a'
            ? { type: 'object', properties: { only: { type: 'string' } }, additionalProperties: false }
            : undefined,
      }),
    };
    const step = (kind: string, email = 'x'): Step => ({ id: 'a', use: 'note', with: { email, kind } });
    expect(said([step('a', 'odd')], {}, context)).toEqual([
      ['ITC_INPUT_INVALID', 'steps[0].with.email', 'It is odd.', 'Give another value.'],
    ]);
    expect(said([step('a'), note('b', '{{ steps.a.only }}')], {}, context)).toEqual([]);
    expect(said([step('a'), note('b', '{{ steps.a.code }}')], {}, context)).toHaveLength(1);
    expect(said([step('b'), note('b', '{{ steps.a.code }}')], {}, context)).toEqual([]);
  });

  test('Of a step whose action is not known, any field may be used.', () => {
    expect(said([{ id: 'a', use: 'nobody' }, note('b', '{{ steps.a.any.thing }}')]).map(([, path]) => path)).toEqual([
      'steps[0].use',
    ]);
  });

  test('A stop and an answer give nothing.', () => {
    const steps = [choice('i', [stop]), note('z', '{{ steps.end.as | default: "x" }}')];
    expect(messages(steps)).toEqual(['steps.end.as: the step end runs later or in another place.']);
    const answered = said([answer, note('z', '{{ steps.r.status }}')], { trigger: { use: 'journey', with: {} } });
    expect(answered.map(([, , message]) => message)).toEqual(['steps.r.status: steps.r has no field status.']);
    const stopped = messages([choice('i', [note('a')]), stop, note('z', '{{ steps.end.as }}')]);
    expect(stopped).toEqual(['steps.end.as: steps.end has no field as.']);
  });
});
