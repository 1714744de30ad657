import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { trackEvent } from '../../actions/events/track-event.ts';
import { getUserByEmail } from '../../actions/users/get-user-by-email.ts';
import type { Json } from '../../errors/json.ts';
import { defineRecipe, type RecipeDefinition, type RecipeWriter, when } from '../../recipes/define-recipe.ts';
import { resolveMapping } from '../../recipes/mapping/resolve.ts';
import { fieldOf, pillAt, text, textOf, through, toMapping } from '../../recipes/pill.ts';
import type { Step } from '../../recipes/recipe.ts';
import { newObject } from '../../triggers/new-object.ts';
import { scopeOf } from './scopes.ts';

type Definition = RecipeDefinition<typeof newObject.config, typeof newObject.output>;
type Writer = Parameters<Definition['steps']>[0];

const recipe = (steps: (writer: Writer) => void, more: Partial<Definition> = {}) =>
  defineRecipe({
    name: 'written',
    connection: 'main',
    trigger: newObject,
    with: { eventName: 'emailSubscribe' },
    steps,
    ...more,
  });
const stepsOf = (steps: (writer: Writer) => void): Step[] => recipe(steps).steps;
const order = pillAt<{ items: { id: number }[] }>('trigger.order');

describe('A recipe that is written in TypeScript', () => {
  test('holds its title, description and rule for drift where they are given, and no key for them elsewhere.', () => {
    const plain = {
      name: 'written',
      connection: 'main',
      trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
    };
    expect(Object.keys(recipe(() => undefined))).toEqual(['name', 'connection', 'trigger', 'steps']);
    expect(recipe(() => undefined)).toStrictEqual({ ...plain, steps: [] });
    expect(recipe(() => undefined, { title: 'T', description: 'D', onDrift: 'hold' })).toStrictEqual({
      ...plain,
      title: 'T',
      description: 'D',
      trigger: { ...plain.trigger, onDrift: 'hold' },
      steps: [],
    });
  });

  test('gives each step its options, and pills of its output.', () => {
    const steps = stepsOf(({ trigger, event, job, action }) => {
      const options = { comment: 'why', connection: 'other', onUnknownOutcome: 'retry', maxAttempts: 3 } as const;
      const user = action('who', getUserByEmail, { email: trigger.email }, options);
      action('note', trackEvent, {
        email: user.user.email,
        eventName: 'seen',
        dataFields: { event: event.id, at: event.receivedAt, job: job.id, left: undefined as unknown as null },
      });
    });
    expect(steps).toStrictEqual([
      {
        id: 'who',
        use: 'get_user_by_email',
        with: { email: '{{ trigger.email }}' },
        comment: 'why',
        connection: 'other',
        onUnknownOutcome: 'retry',
        maxAttempts: 3,
      },
      {
        id: 'note',
        use: 'track_event',
        with: {
          email: '{{ steps.who.user.email }}',
          eventName: 'seen',
          dataFields: { event: '{{ event.id }}', at: '{{ event.receivedAt }}', job: '{{ job.id }}' },
        },
      },
    ]);
  });

  test('has a condition with one branch or two, and a right side where there is one.', () => {
    const steps = stepsOf(({ trigger, if: choose, stop }) => {
      choose('one', when(trigger.email, 'is_present'), () => {
        stop('end', 'failed');
      });
      choose(
        'two',
        when(trigger.email, 'equals', 'ada@example.com'),
        () => undefined,
        () => undefined,
      );
      choose('three', when(trigger.email, 'equals', fieldOf(trigger, 'other')), () => undefined);
    });
    expect(steps).toStrictEqual([
      {
        id: 'one',
        if: { left: '{{ trigger.email }}', op: 'is_present' },
        then: [{ id: 'end', stop: { as: 'failed' } }],
      },
      { id: 'two', if: { left: '{{ trigger.email }}', op: 'equals', right: 'ada@example.com' }, then: [], else: [] },
      { id: 'three', if: { left: '{{ trigger.email }}', op: 'equals', right: '{{ trigger.other }}' }, then: [] },
    ]);
  });

  test('has loops over items, batches and pages, whose steps know the item and its position.', () => {
    const note = (writer: RecipeWriter<unknown>, id: string, item: unknown, index: unknown) =>
      writer.action(id, trackEvent, {
        email: 'a@b.c',
        eventName: 'listed',
        dataFields: { item, index } as Record<string, null>,
      });
    const steps = stepsOf((writer) => {
      writer.forEach('one', order.items, (item, index) => void note(writer, 'a', item.id, index));
      writer.forEachBatch('ten', order.items, 10, (items, index) => void note(writer, 'b', items, index));
      writer.forEachPage(
        'page',
        getUserByEmail,
        { email: 'a@b.c' },
        (rows, index) => void note(writer, 'c', rows, index),
      );
      const options = { connection: 'other', pageSize: 5, maxAttempts: 2, comment: 'slow' };
      writer.forEachPage('own', getUserByEmail, { email: 'a@b.c' }, () => undefined, options);
    });
    const noted = (id: string, item: string, loop: string) => ({
      id,
      use: 'track_event',
      with: {
        email: 'a@b.c',
        eventName: 'listed',
        dataFields: { item: `{{ loops.${loop}.${item} }}`, index: `{{ loops.${loop}.index }}` },
      },
    });
    const call = { use: 'get_user_by_email', with: { email: 'a@b.c' } };
    expect(steps).toStrictEqual([
      { id: 'one', forEach: '{{ trigger.order.items }}', steps: [noted('a', 'item.id', 'one')] },
      { id: 'ten', forEach: '{{ trigger.order.items }}', batchSize: 10, steps: [noted('b', 'item', 'ten')] },
      { id: 'page', forEachPage: call, steps: [noted('c', 'item', 'page')] },
      {
        id: 'own',
        forEachPage: { ...call, connection: 'other' },
        pageSize: 5,
        maxAttempts: 2,
        comment: 'slow',
        steps: [],
      },
    ]);
  });

  test('answers and stops with what it is given, and with nothing else.', () => {
    const steps = stepsOf(({ trigger, respond, stop }) => {
      respond('none', {});
      respond('all', { status: 201, body: { email: trigger.email, list: [trigger.email, 1] } });
      stop('end', 'stopped', text`no ${trigger.email}`);
    });
    expect(steps).toStrictEqual([
      { id: 'none', respond: {} },
      { id: 'all', respond: { status: 201, body: { email: '{{ trigger.email }}', list: ['{{ trigger.email }}', 1] } } },
      { id: 'end', stop: { as: 'stopped', reason: 'no {{ trigger.email }}' } },
    ]);
  });

  test('goes on at the level where a branch broke off, if the one who writes it catches that.', () => {
    const steps = stepsOf(({ trigger, if: choose, stop }) => {
      try {
        choose('broken', when(trigger.email, 'is_blank'), () => {
          stop('lost', 'stopped');
          throw new Error('no');
        });
      } catch {
        stop('end', 'failed');
      }
    });
    expect(steps).toEqual([{ id: 'end', stop: { as: 'failed' } }]);
  });
});

describe('A pill in TypeScript', () => {
  const at = (key: string | number): string => textOf(Reflect.get(order, key) as typeof order);

  test.each<[string | number, string]>([
    [0, '[0]'],
    ['7', '[7]'],
    [123_456_789, '[123456789]'],
    ['1234567890', '["1234567890"]'],
    ['01', '["01"]'],
    ['7a', '["7a"]'],
    ['a7', '.a7'],
    ['first name', '["first name"]'],
    ['', '[""]'],
  ])('below another has the key %j as %s.', (key, written) => {
    expect(at(key)).toBe(`{{ trigger.order${written} }}`);
  });

  test('reads every field of a payload, whatever its key, as a recipe does.', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue(), (key, value) => {
        fc.pre(!['toString', 'toJSON'].includes(key));
        const payload = JSON.parse(JSON.stringify(Object.fromEntries([[key, value]]))) as Record<string, Json>;
        const mapping = textOf(fieldOf(pillAt('trigger'), key));
        expect(resolveMapping(mapping, scopeOf(payload))).toEqual(payload[key]);
      }),
      { numRuns: 500 },
    );
  });

  test('is text where text is asked for, and cannot be changed or waited for.', () => {
    expect(`${order as unknown as string}`).toBe('{{ trigger.order }}');
    expect(String(order)).toBe('{{ trigger.order }}');
    expect(JSON.stringify({ order })).toBe('{"order":"{{ trigger.order }}"}');
    expect((order as unknown as { toString: () => string }).toString()).toBe('{{ trigger.order }}');
    expect((order as unknown as Record<symbol, unknown>)[Symbol.iterator]).toBeUndefined();
    expect('items' in order).toBe(false);
    expect(Reflect.set(order, 'items', 1)).toBe(false);
  });

  test('goes through functions one after the other, with texts, numbers, words and pills.', () => {
    const through2 = through(through(order.items, 'map', 'id'), 'default', 1, true, null, order);
    expect(textOf(through2)).toBe('{{ trigger.order.items | map: "id" | default: 1, true, null, trigger.order }}');
    expect(textOf(through(order, 'length'))).toBe('{{ trigger.order | length }}');
    expect(textOf(through(order, 'default', 'say "}}"'))).toBe('{{ trigger.order | default: "say \\"}}\\"" }}');
  });

  test('stands in text between what is literal, and values there are literal as well.', () => {
    expect(text`a`).toBe('a');
    expect(text`${order.items}, ${5} and ${'{{ x }}'} \\ {{`).toBe(
      '{{ trigger.order.items }}, 5 and \\{{ x }} \\ \\{{',
    );
    expect(text`${''}${0}`).toBe('0');
  });

  test('is told from a value at any depth of a mapping, and what is undefined is left out.', () => {
    expect(toMapping({ a: [order, 1, { b: order.items, c: undefined }], d: null, e: undefined, f: 'x' })).toStrictEqual(
      {
        a: ['{{ trigger.order }}', 1, { b: '{{ trigger.order.items }}' }],
        d: null,
        f: 'x',
      },
    );
    expect(toMapping(order)).toBe('{{ trigger.order }}');
    expect([null, 0, false, 'x'].map(toMapping)).toEqual([null, 0, false, 'x']);
  });
});
