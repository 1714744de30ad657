import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';

import { actions } from '../../actions/index.ts';
import { bulkUpsertUsers } from '../../actions/users/bulk-upsert-users.ts';
import { compileItemPasses, compilePasses } from '../../connector/bulk/compile-passes.ts';
import { createRowPreparer, prepareFrame, type RowRules } from '../../connector/bulk/prepare-rows.ts';
import type { SourceRow } from '../../connector/bulk/source-row.ts';
import type { Action } from '../../connector/define.ts';
import type { JsonObject } from '../../errors/json.ts';

const batchActions = actions.flatMap((action) => (action.batch === undefined ? [] : [{ action, batch: action.batch }]));
const rulesOf = (action: Action, input: JsonObject): RowRules => ({
  action,
  connection: { projectType: 'hybrid' },
  input,
  mapRow: (row) => row,
  fieldTypes: null,
  isText: false,
  runId: 'blk_1',
});
const rowsOf = (values: readonly unknown[]): SourceRow[] =>
  values.map((value, at) => ({ row: at + 1, value: value as JsonObject, fault: null, end: 0 }));

const fieldValue = fc.oneof(
  fc.string(),
  fc.constantFrom(' a@x.io', 'a@x.io', '', 'x'.repeat(256), undefined, null, true, 1.5, NaN, [], [1, [undefined]]),
  fc.jsonValue(),
  fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, NaN, new Date(0)))),
);
const itemOf = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  const { shape } = (schema as z.core.$ZodObject)._zod.def;
  const usual = { dataFields: fc.dictionary(fc.string(), fc.jsonValue()) } as Record<string, fc.Arbitrary<unknown>>;
  const valueOf = (key: string): fc.Arbitrary<unknown> =>
    fc.oneof({ arbitrary: usual[key] ?? fc.constant('a@x.io'), weight: 4 }, { arbitrary: fieldValue, weight: 1 });
  const known = fc.record(Object.fromEntries(Object.keys(shape).map((key) => [key, valueOf(key)])), {
    requiredKeys: [],
  });
  return fc.oneof(known, fc.dictionary(fc.constantFrom(...Object.keys(shape), '__proto__', 'other'), fieldValue));
};

describe('Preparing the rows of a bulk run', () => {
  test('What the quick look passes, the schema of the action takes and gives back as it is, for every bulk action.', () => {
    let passed = 0;
    for (const { action, batch } of batchActions) {
      const list = (action.input as z.ZodObject).shape[batch.items] as z.ZodArray;
      const passes = compileItemPasses(action.input, batch.items);
      expect(passes).not.toBeNull();
      fc.assert(
        fc.property(itemOf(list.element), (item) => {
          if (passes?.(item) !== true) return;
          passed += 1;
          expect(z.safeParse(list.element, item)).toEqual({ success: true, data: item });
        }),
        { numRuns: 400 },
      );
      const shown = (action.examples[0].input as Record<string, unknown[]>)[batch.items] ?? [];
      for (const item of shown.filter((one) => passes?.(one))) {
        expect(z.safeParse(list.element, item)).toEqual({ success: true, data: item });
      }
    }
    expect(passed).toBeGreaterThan(100);
  });

  test('Rows of the usual form are passed by the quick look, and a schema with rules of its own decides alone.', () => {
    const passes = compileItemPasses(bulkUpsertUsers.input, 'users');
    expect(passes?.({ email: 'a@x.io', userId: null, dataFields: { a: [1, { b: null }] } })).toBe(true);
    for (const item of [{ email: ' a@x.io' }, { email: 1 }, { mail: 'a@x.io' }, { dataFields: { a: NaN } }, [], null]) {
      expect(passes?.(item)).toBe(false);
    }
    const text = z.string();
    for (const schema of [
      text.refine((value) => value !== 'a'),
      text.regex(/b/),
      z.coerce.string(),
      text.default('a'),
      text.transform(() => 1),
    ]) {
      expect(compilePasses(schema)('a')).toBe(false);
    }
    expect(compilePasses(z.strictObject({ a: text }).refine(() => false))({ a: 'a' })).toBe(false);
    expect(compilePasses(z.object({ a: text }))({ a: 'a', b: 1 })).toBe(false);
    expect(compilePasses(z.strictObject({ a: text }))({})).toBe(false);
    expect(compileItemPasses(z.strictObject({ a: z.array(text).max(1) }), 'a')).toBeNull();
  });

  test('Every bulk action takes rows, also when its list must not be empty, and its frame carries none.', () => {
    for (const { action, batch } of batchActions) {
      const schema = action.input as z.ZodObject;
      const list = schema.shape[batch.items] as z.ZodArray;
      const { [batch.items]: items, ...input } = action.examples[0].input as Record<string, unknown[]>;
      const rows = rowsOf(items ?? []);
      const [loose, strict] = [schema, schema.extend({ [batch.items]: list.min(1) })].map((checked) => {
        const rules = rulesOf({ ...action, input: checked }, input as unknown as JsonObject);
        const frame = prepareFrame(rules);
        expect(frame).toMatchObject({ items: [], count: 0, parts: { body: { [batch.items]: [] } } });
        return { frame, prepared: createRowPreparer(rules)(rows) };
      });
      expect(loose?.prepared).toHaveLength(rows.length);
      expect(loose?.prepared.every((row) => 'body' in row)).toBe(true);
      expect(strict).toEqual(loose);
    }
  });
});
