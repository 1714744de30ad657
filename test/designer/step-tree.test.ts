import { describe, expect, it } from '@jest/globals';

import { changeDocument, redo, startHistory, undo } from '../../designer/screens/recipe-builder/history.ts';
import { locateProblem, startId } from '../../designer/screens/recipe-builder/locate-problem.ts';
import { formulasIn, moveFault, pillScopes } from '../../designer/screens/recipe-builder/pill-scope.ts';
import type { RecipeDocument, Step } from '../../designer/screens/recipe-builder/recipe-document.ts';
import { readYaml, writeYaml } from '../../designer/screens/recipe-builder/recipe-yaml.ts';
import * as deeds from '../../designer/screens/recipe-builder/step-actions.ts';
import {
  duplicateStep,
  freshId,
  moveStep,
  neighbourPlace,
  placedSteps,
  renameStep,
} from '../../designer/screens/recipe-builder/step-tree.ts';

const act = (id: string, input: Record<string, string> = {}): Step => ({ id, use: 'track_event', with: input });
const recipe = (...steps: Step[]): RecipeDocument => ({
  name: 'r',
  connection: 'c',
  trigger: { use: 'new_object', with: {} },
  steps,
});
const outline = (document: RecipeDocument): string =>
  placedSteps(document)
    .map(({ step, number }) => `${number} ${step.id}`)
    .join(', ');
const choice = (id: string, then: Step[], otherwise: Step[] = []): Step => ({
  id,
  if: { left: '{{ trigger.a }}', op: 'is_present' },
  then,
  else: otherwise,
});

describe('the step tree of the builder', () => {
  const nested = recipe(act('a'), choice('q', [act('b'), act('c')], [act('d')]), act('e'));

  it('numbers steps as people count, branches of a block in one row', () => {
    expect(outline(nested)).toBe('1 a, 2 q, 2.1 b, 2.2 c, 2.3 d, 3 e');
    expect(placedSteps(nested).find(({ step }) => step.id === 'd')?.path).toBe('steps[1].else[0]');
  });

  it.each([
    ['b', 'down', '1 a, 2 q, 2.1 c, 2.2 b, 2.3 d, 3 e'],
    ['b', 'up', '1 a, 2 b, 3 q, 3.1 c, 3.2 d, 4 e'],
    ['d', 'down', '1 a, 2 q, 2.1 b, 2.2 c, 3 d, 4 e'],
    ['e', 'up', '1 a, 2 e, 3 q, 3.1 b, 3.2 c, 3.3 d'],
  ] as const)('moves %s %s within its list, or out of the block at its edge', (id, direction, expected) => {
    const place = neighbourPlace(nested, id, direction);
    expect(place && outline(moveStep(nested, id, place))).toBe(expected);
  });

  it('knows where the recipe ends and never moves a block into itself', () => {
    expect(neighbourPlace(nested, 'a', 'up')).toBeNull();
    expect(neighbourPlace(nested, 'e', 'down')).toBeNull();
    expect(moveStep(nested, 'q', { parent: 'q', branch: 'then', before: null })).toBe(nested);
  });

  it('duplicates a block with ids of its own and keeps pills of the copy within the copy', () => {
    const each: Step = {
      id: 'each',
      forEach: '{{ trigger.x }}',
      steps: [act('in'), act('use', { v: '{{ steps.in.code }} {{ loops.each.item }}' })],
    };
    const { document, copyId } = duplicateStep(recipe(each, act('end')), 'each');
    expect(outline(document)).toBe('1 each, 1.1 in, 1.2 use, 2 each_2, 2.1 in_2, 2.2 use_2, 3 end');
    expect(copyId).toBe('each_2');
    expect(JSON.stringify(document.steps[1])).toContain('{{ steps.in_2.code }} {{ loops.each_2.item }}');
    expect(document.steps[0]).toEqual(each);
  });

  it('renames a step and every pill that refers to it, and nothing that merely looks alike', () => {
    const document = recipe(
      act('a'),
      act('ab'),
      act('c', { v: '{{ steps.a.x }} {{ steps["a"].y }} {{ steps.ab.z }} steps.a' }),
    );
    expect(
      renameStep(document, 'a', 'z')
        .steps.map((step) => ('use' in step ? step.with : null))
        .at(-1),
    ).toEqual({
      v: '{{ steps.z.x }} {{ steps.z.y }} {{ steps.ab.z }} steps.a',
    });
    expect(freshId(document, 'Ab!')).toBe('ab_');
    expect(freshId(document, 'ab')).toBe('ab_2');
  });

  it('refuses an order in which a step would use what has not run, and says which', () => {
    const document = recipe(act('a'), act('b', { v: '{{ steps.a.x }}' }), act('c'));
    expect(deeds.moveBy(document, 'a', 'down')).toEqual({ refused: expect.stringMatching(/Step b uses .* step a/) });
    expect(deeds.moveBy(document, 'b', 'down')).toMatchObject({ told: 'Step b is now number 3.' });
    const faulty = recipe(act('b', { v: '{{ steps.a.x }}' }), act('a'), act('c'));
    expect(deeds.moveBy(faulty, 'c', 'up')).toHaveProperty('document');
    expect(moveFault(document, recipe(act('b', { v: '{{ steps.a.x }}' }), act('c')))).toBeNull();
  });

  it('offers steps before a place, those of branches as uncertain, those of a loop not after it', () => {
    const loop: Step = { id: 'l', forEach: '{{ trigger.x }}', steps: [act('in')] };
    const scopes = pillScopes(recipe(act('a'), choice('q', [act('b')]), loop, act('z')));
    const seen = (id: string) =>
      scopes.get(id)?.steps.map(({ step, isUncertain }) => `${step.id}${isUncertain ? '?' : ''}`);
    expect(seen('b')).toEqual(['a', 'q']);
    expect(seen('in')).toEqual(['a', 'q', 'b?']);
    expect(seen('z')).toEqual(['a', 'q', 'b?', 'l']);
    expect(scopes.get('in')?.loops.map(({ id }) => id)).toEqual(['l']);
  });

  it('names the formulas of a value as faults name their fields', () => {
    const value = { a: '{{ x }}', 'b c': ['plain', { d: '{{ y }}' }], e: 5 };
    expect(formulasIn(value)).toEqual({ a: '{{ x }}', '["b c"][1].d': '{{ y }}' });
  });

  it('finds the innermost step of a fault', () => {
    const at = (path: string) => locateProblem(nested, { path });
    expect(at('steps[1].else[0].with.email')).toMatchObject({ selected: 'd', field: 'with.email' });
    expect(at('steps[1].if.left')).toMatchObject({ selected: 'q', field: 'if.left' });
    expect(at('trigger.with.eventName')).toMatchObject({ selected: startId, field: 'with.eventName' });
    expect(at('steps')).toMatchObject({ selected: null });
  });
});

describe('the history of the builder', () => {
  const at = (title: string): RecipeDocument => ({ ...recipe(), title });

  it('undoes typing in one place as one and other changes one by one', () => {
    let history = startHistory(at('0'));
    history = changeDocument(history, at('1'), 0, 'title');
    history = changeDocument(history, at('2'), 500, 'title');
    history = changeDocument(history, at('3'), 900, 'other');
    history = changeDocument(history, at('4'), 5_000, 'other');
    const titles: (string | undefined)[] = [];
    for (let back = history; back.past.length > 0;) {
      back = undo(back);
      titles.push(back.document.title);
    }
    expect(titles).toEqual(['3', '2', '0']);
    expect(redo(undo(history)).document.title).toBe('4');
    expect(changeDocument(undo(history), at('5'), 9_000).future).toEqual([]);
  });
});

describe('the YAML of the builder', () => {
  it('gives back the document that was written', () => {
    const document = { ...recipe(act('a', { v: 'yes', w: '07', x: '{{ trigger.a }}' })), title: 'T: #1' };
    expect(readYaml(writeYaml(document))).toEqual({ document });
    expect(writeYaml(document).split('\n').slice(0, 2)).toEqual(['name: r', 'title: "T: #1"']);
  });

  it.each([
    ['name: [', 1],
    ['name: r\nname: s', 2],
    ['just text', 1],
    ['name: r\nconnection: c\ntrigger: { use: x, with: {} }\nsteps: [{ id: a, then: [] }]', 1],
    ['name: r\nconnection: c\ntrigger: { use: x, with: {} }\nsteps: [{ id: a, use: b, with: 5 }]', 1],
  ])('names the line of what is no recipe: %j', (text, line) => {
    expect(readYaml(text)).toMatchObject({ fault: { line, message: expect.stringMatching(/./) } });
  });
});
