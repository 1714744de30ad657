import { describe, expect, it } from '@jest/globals';

import { diffSchemas, editSchema, joinEdits, manualMark } from '../../connector/learning/edit-schema.ts';
import { inferSchema } from '../../schemas/index.ts';

const learned = inferSchema([{ id: '007', user: { name: 'Ada' }, lines: [{ sku: 'a' }] }]);
const at = (schema: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], schema);

describe('edits of a learned schema', () => {
  it('leaves the learned schema itself unchanged', () => {
    const before = JSON.stringify(learned);
    editSchema(learned, [{ path: '/id', type: 'integer' }]);
    expect(JSON.stringify(learned)).toBe(before);
  });

  it('lets a type set by hand win over the samples and marks it', () => {
    const edited = editSchema(learned, [{ path: '/id', type: 'integer', label: 'Order number', nullable: true }]);
    expect(at(edited, 'properties.id')).toEqual({
      type: ['integer', 'null'],
      $comment: manualMark,
      title: 'Order number',
    });
  });

  it('declares a field below others that do not exist yet, with its exact name', () => {
    const edited = editSchema(learned, [{ path: '/ship/to the~1door/0', type: 'boolean' }]);
    expect(at(edited, 'properties.ship.properties.to the/door.properties.0.type')).toBe('boolean');
  });

  it('declares a field of the items of a list', () => {
    const edited = editSchema(learned, [{ path: '/lines/*/qty', type: 'integer' }]);
    expect(at(edited, 'properties.lines.items.properties.qty.type')).toBe('integer');
  });

  it('takes a field out of properties and required', () => {
    const edited = editSchema(learned, [{ path: '/id', include: false }]);
    expect(diffSchemas(learned, edited).removed).toEqual(['/id']);
    expect(edited['required']).toEqual(['lines', 'user']);
  });

  it('refuses a label for a field that is not there and a field below a text', () => {
    expect(() => editSchema(learned, [{ path: '/nothing', label: 'X' }])).toThrow('is not in the schema');
    expect(() => editSchema(learned, [{ path: '/id/below', type: 'string' }])).toThrow('no object');
    expect(() => editSchema(learned, [{ path: 'id', type: 'string' }])).toThrow('no path');
  });

  it('joins old and new edits choice by choice', () => {
    expect(joinEdits([{ path: '/a', label: 'A', nullable: true }], [{ path: '/a', nullable: false }])).toEqual([
      { path: '/a', label: 'A', nullable: false },
    ]);
  });
});
