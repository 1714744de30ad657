import { describe, expect, test } from '@jest/globals';

import type { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import { evaluate } from '../../recipes/condition.ts';
import type { ComparisonOperator, Condition } from '../../recipes/recipe.ts';
import { scopeOf } from './scopes.ts';

const scope = scopeOf({
  n: 10,
  text: 'HardBounce',
  digits: '9',
  none: null,
  empty: '',
  list: ['a', 5],
  object: { a: 1 },
  spaces: ' \t',
  nothings: { list: [], object: {} },
  id: '9007199254740993',
  at: '2031-03-04 05:06:40 +00:00',
});

describe('evaluate', () => {
  test.each<[Json, ComparisonOperator, Json | undefined, boolean]>([
    ['{{ trigger.text }}', 'equals', 'HardBounce', true],
    ['{{ trigger.text }}', 'equals', 'hardbounce', false],
    ['{{ trigger.n }}', 'equals', '10', true],
    ['{{ trigger.n }}', 'equals', '10.0', true],
    ['{{ trigger.id }}', 'equals', '9007199254740992', false],
    ['{{ trigger.none }}', 'equals', '', true],
    ['{{ trigger.missing }}', 'equals', null, true],
    ['{{ trigger.n }}', 'not_equals', 11, true],
    ['{{ trigger.digits }}', 'less_than', '{{ trigger.n }}', true],
    ['{{ trigger.digits }}', 'less_than', '10', true],
    ['{{ trigger.missing }}', 'less_than', 10, false],
    ['{{ trigger.missing }}', 'greater_than', -1, false],
    ['{{ trigger.text }}', 'greater_than', 1, false],
    ['{{ trigger.at }}', 'greater_than', '2031-03-04T05:06:39Z', true],
    ['{{ trigger.at }}', 'less_than', '2031-03-05', true],
    ['{{ trigger.text }}', 'contains', 'Bounce', true],
    ['{{ trigger.list }}', 'contains', '5', true],
    ['{{ trigger.missing }}', 'contains', 'x', false],
    ['{{ trigger.missing }}', 'not_contains', 'x', true],
    ['{{ trigger.text }}', 'contains', '{{ trigger.missing }}', false],
    ['{{ trigger.text }}', 'starts_with', 'Hard', true],
    ['{{ trigger.text }}', 'starts_with', '{{ trigger.missing }}', false],
    ['{{ trigger.text }}', 'starts_with', 'Bounce', false],
    ['{{ trigger.n }}', 'starts_with', 1, true],
    ['{{ trigger.missing }}', 'starts_with', 'un', false],
    ['{{ trigger.list }}', 'starts_with', 'a', false],
    ['{{ trigger.list }}', 'ends_with', 5, false],
    ['{{ trigger.text }}', 'ends_with', 'Bounce', true],
    ['{{ trigger.text }}', 'ends_with', 'Hard', false],
    ['{{ trigger.text }}', 'ends_with', '{{ trigger.missing }}', false],
    ['{{ trigger.text }}', 'ends_with', '{{ trigger.empty }}', false],
    ['{{ trigger.missing }}', 'ends_with', 'fined', false],
    ['{{ trigger.object }}', 'starts_with', '[object', false],
    ['{{ trigger.n }}', 'in', ['5', '10'], true],
    ['{{ trigger.n }}', 'in', '{{ trigger.list }}', false],
    ['{{ trigger.empty }}', 'is_present', undefined, false],
    ['{{ trigger.list }}', 'is_present', undefined, true],
    ['{{ trigger.text }}', 'is_present', undefined, true],
    ['{{ trigger.n }}', 'is_present', undefined, true],
    [false, 'is_present', undefined, true],
    ['{{ trigger.spaces }}', 'is_present', undefined, false],
    ['{{ trigger.spaces }}', 'is_blank', undefined, true],
    ['{{ trigger.nothings.list }}', 'is_blank', undefined, true],
    ['{{ trigger.nothings.object }}', 'is_blank', undefined, true],
    ['{{ trigger.object }}', 'is_blank', undefined, false],
    ['{{ trigger.none }}', 'is_blank', undefined, true],
    ['{{ trigger.missing.deep }}', 'is_blank', undefined, true],
    ['{{ clear }}', 'is_blank', undefined, true],
    [' TRUE ', 'is_true', undefined, true],
    [1, 'is_true', undefined, false],
    ['yes', 'is_true', undefined, false],
    ['{{ trigger.missing }}', 'is_true', undefined, false],
    ['False', 'is_false', undefined, true],
    [0, 'is_false', undefined, false],
    ['{{ trigger.n }}', 'greater_than', 10, false],
    ['{{ trigger.n }}', 'less_than', 10, false],
    ['{{ trigger.n }}', 'not_equals', 10, false],
    ['{{ trigger.text }}', 'not_contains', 'Bounce', false],
    ['{{ trigger.n }}', 'in', 10, true],
    [false, 'is_false', undefined, true],
    ['{{ trigger.missing }}', 'is_false', undefined, false],
  ])('The comparison %j %s %j is %s.', (left, op, right, result) => {
    expect(evaluate({ left, op, ...(right === undefined ? {} : { right }) }, scope)).toBe(result);
  });

  test('Conditions combine with all, any and not, and stop at the first that decides.', () => {
    const yes = { left: 1, op: 'equals', right: 1 } as const;
    const fails = { left: '{{ trigger.text | number }}', op: 'equals', right: 1 } as const;
    expect(evaluate({ all: [yes, { not: { not: yes } }] }, scope)).toBe(true);
    expect(evaluate({ any: [yes, fails] }, scope)).toBe(true);
    expect(evaluate({ all: [{ not: yes }, fails] }, scope)).toBe(false);
    expect(() => evaluate({ all: [yes, fails] }, scope, 'steps[0].if')).toThrow('number');
  });

  test('A side that cannot be read names its place in the document.', () => {
    const yes = { left: 1, op: 'equals', right: 1 } as const;
    const left = { left: '{{ trigger.text | number }}', op: 'equals', right: 1 } as const;
    const right = { left: 1, op: 'equals', right: '{{ trigger.text | number }}' } as const;
    const placeOf = (condition: Condition, path?: string): unknown => {
      try {
        return evaluate(condition, scope, path);
      } catch (error) {
        return (error as ConnectorError).details?.path;
      }
    };
    expect(placeOf({ all: [yes, { any: [{ not: left }] }] }, 'steps[0].if')).toBe('steps[0].if.all[1].any[0].not.left');
    expect(placeOf(right, 'steps[0].if')).toBe('steps[0].if.right');
    expect(placeOf(left)).toBe('.left');
  });
});
