import fc from 'fast-check';

import type { Json } from '../../errors/json.ts';
import type { Condition, Mapping, Recipe, Step } from '../../recipes/recipe.ts';

const pill = fc.constantFrom(
  '{{ trigger.list }}',
  '{{ trigger.n }}',
  '{{ trigger.text | upper }}',
  'Hi {{ trigger.text | default: "you" }}',
  '{{ item }}',
  '{{ index }}',
  '{{ steps.s1.code }}',
  '{{ steps.s2 }}',
  '{{ event.id }}',
  '{{ clear }}',
);
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replaceAll('{{', '(('));
const mapping: fc.Arbitrary<Mapping> = fc.oneof(
  pill,
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(pill, { maxLength: 2 }),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ left: mapping, op: fc.constantFrom('equals', 'is_present', 'contains', 'greater_than'), right: mapping }),
  fc.record({ not: fc.record({ left: mapping, op: fc.constant('is_blank' as const) }) }),
  fc.record({
    any: fc.array(fc.record({ left: mapping, op: fc.constant('is_true' as const) }), { minLength: 1, maxLength: 2 }),
  }),
);

const key = text.filter((name) => name !== '__proto__');
const action = fc.record({
  use: fc.constantFrom('note', 'send'),
  with: fc.dictionary(key, mapping, { maxKeys: 3, noNullPrototype: true }),
  onRejected: fc.constantFrom<'stop' | 'continue'>('stop', 'continue'),
});

type Kind<T> = T extends { id: string } ? Omit<T, 'id'> : never;
const { steps } = fc.letrec<{ steps: Kind<Step>[]; step: Kind<Step> }>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 3, depthIdentifier: 'step' }),
  step: fc.oneof(
    { depthSize: 'small', depthIdentifier: 'step', maxDepth: 3 },
    { arbitrary: action, weight: 4 },
    {
      arbitrary: fc.record({ if: condition, then: tie('steps'), else: tie('steps') }) as unknown as fc.Arbitrary<
        Kind<Step>
      >,
      weight: 2,
    },
    {
      arbitrary: fc.record({
        forEach: fc.constantFrom<Json>('{{ trigger.list }}', [1, 2], '{{ item }}'),
        steps: tie('steps'),
      }) as unknown as fc.Arbitrary<Kind<Step>>,
      weight: 2,
    },
    {
      arbitrary: fc.record({
        stop: fc.record({ as: fc.constantFrom<'stopped' | 'failed'>('stopped', 'failed'), reason: mapping }),
      }),
      weight: 1,
    },
    { arbitrary: fc.record({ respond: fc.record({ body: mapping }), skip: fc.boolean() }), weight: 1 },
  ),
}));

function number(list: Kind<Step>[], next: () => string): Step[] {
  return list.map((step) => {
    const id = next();
    const inner = (name: 'then' | 'else' | 'steps') => {
      const found = (step as Record<string, unknown>)[name];
      return found === undefined ? {} : { [name]: number(found as Kind<Step>[], next) };
    };
    return { id, ...step, ...inner('then'), ...inner('else'), ...inner('steps') } as Step;
  });
}

/** Recipes of every kind of step, valid by their schema, some of which fail when run. */
export const anyRecipe: fc.Arbitrary<Recipe> = steps.map((list) => {
  let count = 0;
  return {
    name: 'random',
    connection: 'main',
    trigger: { use: 'new_object', with: { eventName: 'x' } },
    steps: number(list, () => `s${String(++count)}`),
  };
});
