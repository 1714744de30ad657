import { describe, expect, test } from '@jest/globals';

import { actionCalls } from '../../recipes/action-calls.ts';
import { compileStep } from '../../recipes/compile-step.ts';
import type { Step } from '../../recipes/recipe.ts';
import { findStep, innerSteps, stepIds } from '../../recipes/step-ids.ts';
import { choice, messages, note, stop } from './checked-steps.ts';

describe('Which steps have run for sure', () => {
  const use = (id: string, guard = ''): Step => note('z', `{{ steps.${id}.code${guard} }}`);
  const once = 'steps.a.code: the step a runs only in one branch of i.';
  const skipped = { skip: true };

  test.each<[string, Step[], string[]]>([
    ['after a choice without another branch', [choice('i', [note('a')])], [once]],
    ['after a choice with another branch', [choice('i', [], [note('a')])], [once]],
    ['after the other branch ended the job', [choice('i', [note('a')], [stop])], []],
    ['after the first branch ended the job', [choice('i', [stop], [note('a')])], []],
    [
      'in a branch that ended the job itself',
      [choice('i', [note('a'), stop])],
      ['steps.a.code: the step a runs later or in another place.'],
    ],
    ['after a branch with a stop that is skipped', [choice('i', [{ ...stop, ...skipped }], [note('a')])], [once]],
    [
      'after a branch in which both branches end the job',
      [choice('i', [choice('j', [stop], [{ ...stop, id: 'e2' }])], [note('a')])],
      [],
    ],
    ['after a branch in which one branch ends the job', [choice('i', [choice('j', [stop])], [note('a')])], [once]],
    [
      'after a branch in which the other branch ends the job',
      [choice('i', [choice('j', [], [stop])], [note('a')])],
      [once],
    ],
    [
      'after a branch whose loop has a stop',
      [choice('i', [{ id: 'f', forEach: [1], steps: [stop] }], [note('a')])],
      [once],
    ],
    ['after a choice in a choice', [choice('o', [choice('i', [note('a')])])], [once]],
    ['that is switched off', [note('a', 'x', skipped)], ['steps.a.code: the step a is switched off.']],
    [
      'in a choice that is switched off',
      [{ ...choice('i', [note('a')], [stop]), ...skipped }],
      ['steps.a.code: the step a is switched off.'],
    ],
  ])('A step %s is known to be there or not.', (_, steps, expected) => {
    expect(messages([...steps, use('a')])).toEqual(expected);
    // a value for what is missing helps where the step may have run
    const isGone = expected[0]?.includes('another place') === true;
    expect(messages([...steps, use('a', ' | default: "x"')])).toEqual(isGone ? expected : []);
  });

  test('Steps before a choice are known within it and after it, as the choice is.', () => {
    const steps = [note('a'), choice('i', [note('b', '{{ steps.a.code }}{{ steps.i.branch }}')])];
    expect(messages([...steps, note('z', '{{ steps.a.code }}{{ steps.i.branch }}')])).toEqual([]);
  });

  test('The branch that was taken is one word.', () => {
    expect(messages([choice('i', []), note('z', '{{ steps.i.branch.x }}')])).toEqual([
      'steps.i.branch.x: steps.i.branch has no fields.',
    ]);
  });
});

describe('The tree of steps', () => {
  const loop: Step = { id: 'f', forEach: [1], steps: [note('d')] };
  const pages: Step = { id: 'p', forEachPage: { use: 'export' }, steps: [loop] };
  const tree = [note('a'), choice('i', [note('b')], [note('c')]), pages, stop, choice('j', [])];

  test('All ids come in the order of the document, and each step is found by its own.', () => {
    const ids = ['a', 'i', 'b', 'c', 'p', 'f', 'd', 'end', 'j'];
    expect(stepIds(tree)).toEqual(ids);
    expect(ids.map((id) => findStep(tree, id)?.id)).toEqual(ids);
    expect(findStep(tree, 'd')).toEqual(note('d'));
    expect(findStep(tree, 'nobody')).toBeUndefined();
    expect(tree.map((step) => innerSteps(step).map(({ id }) => id))).toEqual([[], ['b', 'c'], ['f'], [], []]);
  });

  test('The calls of actions are those of all steps that run, of pages too.', () => {
    const off = [{ ...choice('x', [note('y')]), skip: true }, note('w', 'x', { skip: true })];
    expect(actionCalls([...tree, ...off]).map((call) => ('id' in call ? call.id : call.use))).toEqual([
      'a',
      'b',
      'c',
      'export',
      'd',
    ]);
  });

  test('The mapping of a step is parsed once for as long as its document is loaded.', () => {
    const step = note('a', '{{ trigger.email }}');
    const first = compileStep(step, { email: '{{ trigger.email }}' }, 'steps[0].with');
    expect(first).toMatchObject({ kind: 'object', entries: [['email', { path: 'steps[0].with.email' }]] });
    expect(compileStep(step, { email: '{{ trigger.email }}' }, 'steps[0].with')).toBe(first);
    const other = compileStep({ ...step }, { email: '{{ trigger.email }}' }, 'steps[1].with');
    expect(other).toMatchObject({ entries: [['email', { path: 'steps[1].with.email' }]] });
  });
});
