import { describe, expect, it } from '@jest/globals';

import { actions, picklists } from '../../actions/index.ts';
import { loadRegistry } from '../../connector/registry.ts';
import type { Json, JsonSchema } from '../../designer/api/types.ts';
import { fieldsOf } from '../../designer/fields/field-spec.ts';
import { fieldFrom, inputOf, valuesFrom } from '../../designer/fields/field-value.ts';
import { triggers } from '../../triggers/index.ts';

const registry = loadRegistry({ actions, triggers, picklists });
const specsOf = (name: string) => fieldsOf(registry.describeAction(name).input as unknown as JsonSchema);
const kinds = (name: string): Record<string, string> =>
  Object.fromEntries(specsOf(name).map((spec) => [spec.name, spec.kind]));

describe('the fields of an action', () => {
  it('are drawn by what the schema and its hints say', () => {
    expect(kinds('upsert_user')).toMatchObject({
      email: 'text',
      dataFields: 'data-fields',
      mergeNestedObjects: 'boolean',
    });
    expect(kinds('track_event')).toMatchObject({ createdAt: 'date-time', campaignId: 'number' });
    expect(kinds('update_user_subscriptions')).toMatchObject({ emailListIds: 'select' });
    expect(kinds('bulk_upsert_users')).toMatchObject({ users: 'list' });
  });

  it('come required first, then the usual ones, then the others', () => {
    const specs = specsOf('track_event');
    const ranks = specs.map(({ isRequired, isSticky, isAdvanced }) =>
      isRequired ? 0 : isSticky ? 1 : isAdvanced ? 3 : 2,
    );
    expect(ranks).toEqual([...ranks].sort());
    expect(specs[0]?.name).toBe('eventName');
  });

  it('of the items of a list are fields themselves', () => {
    const [users] = specsOf('bulk_upsert_users');
    expect(users?.item?.fields?.map(({ name }) => name)).toContain('dataFields');
  });
});

describe('the value of a form', () => {
  it.each(actions.flatMap(({ name, examples }) => examples.map(({ input }, index) => [name, index, input] as const)))(
    'of %s, example %i, comes out as it went in',
    (name, _index, input) => {
      const specs = specsOf(name);
      expect(inputOf(specs, valuesFrom(specs, input as Record<string, Json>))).toEqual(input);
    },
  );

  it('keeps one value for each mode, so that a switch and back loses nothing', () => {
    const [spec] = specsOf('track_event');
    if (spec === undefined) throw new Error('no field');
    const typed = fieldFrom(spec, 'cartAbandoned');
    const formula = { ...typed, mode: 'formula' as const, formula: '{{ trigger.eventName }}' };
    expect(inputOf([spec], { eventName: formula })).toEqual({ eventName: '{{ trigger.eventName }}' });
    expect(inputOf([spec], { eventName: { ...formula, mode: 'text' } })).toEqual({ eventName: 'cartAbandoned' });
  });

  it('tells what is left out from null, false and the empty list', () => {
    const specs = specsOf('update_user_subscriptions');
    const input = { email: null, emailListIds: [], validateChannelAlignment: false } as unknown as Record<string, Json>;
    expect(inputOf(specs, valuesFrom(specs, input))).toEqual(input);
    expect(inputOf(specs, valuesFrom(specs, {}))).toEqual({});
  });

  it('keeps the keys of data fields exactly as typed', () => {
    const specs = specsOf('upsert_user');
    const input = { dataFields: { 'with space': 1, 'a.b': null, ärger: true, '0': 'x', nested: { a: [1] } } };
    expect(inputOf(specs, valuesFrom(specs, input))).toEqual(input);
  });
});
