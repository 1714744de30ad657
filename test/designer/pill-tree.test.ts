import { describe, expect, it } from '@jest/globals';

import { fieldFrom, jsonOf, withPill } from '../../designer/fields/field-value.ts';
import type { FieldKind, FieldSpec } from '../../designer/fields/field-spec.ts';
import { findPills, pillLines, type PillSource } from '../../designer/screens/recipe-builder/pill-tree.ts';

const source: PillSource = {
  path: ['trigger'],
  title: 'Trigger',
  sample: { email: 'ada@example.com', 'first name': 'Ada', items: [{ id: 1 }, { id: 2 }] },
  schema: {
    $defs: { address: { type: 'object', properties: { city: { type: 'string' } } } },
    properties: { email: { type: 'string' }, address: { $ref: '#/$defs/address' } },
  },
};
const everything = (): boolean => true;
const place = { position: 1, siblings: 1 };

describe('the fields to map', () => {
  it('shows what the sample has and what only the schema knows, with pills as the mapping reads them', () => {
    const lines = pillLines(source, everything, place);
    expect(lines.map(({ pill, type }) => `${pill}: ${type}`)).toEqual([
      'trigger: object',
      'trigger.email: text',
      'trigger["first name"]: text',
      'trigger.items: list',
      'trigger.items[0]: object',
      'trigger.items[0].id: number',
      'trigger.items[1]: object',
      'trigger.items[1].id: number',
      'trigger.address: object',
      'trigger.address.city: text',
    ]);
    expect(pillLines(source, (_pill, level) => level < 1, place)).toHaveLength(1);
  });

  it('guards the pills of a step that may not have run', () => {
    const lines = pillLines({ ...source, path: ['steps', 'a'], isUncertain: true }, everything, place);
    expect(lines[1]?.text).toBe('{{ steps.a.email | default: "" }}');
  });

  it('finds fields by path and by value, closed ones too, up to a number', () => {
    expect(findPills([source], 'ADA', 10).map(({ pill }) => pill)).toEqual(['trigger.email', 'trigger["first name"]']);
    expect(findPills([source], 'city', 10).map(({ pill }) => pill)).toEqual(['trigger.address.city']);
    expect(findPills([source], '', 3)).toHaveLength(3);
  });

  it('shows a payload of 1 MB without walking what is closed', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`f${index}`, { text: 'x'.repeat(40) }]),
    );
    const lines = pillLines({ ...source, sample: { many } }, (_pill, level) => level <= 1, place);
    expect(lines.map(({ pill }) => pill)).toEqual(['trigger', 'trigger.many', 'trigger.email', 'trigger.address']);
  });
});

describe('a pill put into a field', () => {
  const spec = (kind: FieldKind): FieldSpec => ({
    name: 'f',
    kind,
    title: 'F',
    isRequired: false,
    isSticky: true,
    isAdvanced: false,
    isClosed: false,
    isMultiple: false,
  });
  const put = (kind: FieldKind, json: string | number | undefined) => {
    const next = withPill(spec(kind), fieldFrom(spec(kind), json), '{{ trigger.a }}');
    return next === null ? null : jsonOf(spec(kind), next);
  };

  it('goes after what is there, takes the place of a choice, and becomes a row of data fields', () => {
    expect(put('text', 'Hello ')).toBe('Hello {{ trigger.a }}');
    expect(put('text', '{{ trigger.b }} ')).toBe('{{ trigger.b }} {{ trigger.a }}');
    expect(put('select', 7)).toBe('{{ trigger.a }}');
    expect(put('number', 7)).toBe('{{ trigger.a }}');
    expect(put('data-fields', undefined)).toEqual({ a: '{{ trigger.a }}' });
    expect(put('object', undefined)).toBeNull();
  });

  it('leaves the literal where it is for the way back', () => {
    const next = withPill(spec('text'), { mode: 'text', text: 'kept' }, '{{ trigger.a }}');
    expect(next).toEqual({ mode: 'formula', text: 'kept', formula: 'kept{{ trigger.a }}' });
  });
});
