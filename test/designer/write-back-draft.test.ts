import { describe, expect, it } from '@jest/globals';

import type { FieldSpec } from '../../designer/fields/field-spec.ts';
import {
  delimiterOf,
  exportOf,
  formatOf,
  mappingOf,
  proposeTargets,
  repeatedTargets,
} from '../../designer/screens/write-back/draft.ts';
import { estimateOf } from '../../designer/screens/write-back/estimate.ts';

const spec = (name: string, kind: FieldSpec['kind'] = 'text'): FieldSpec => ({
  name,
  kind,
  title: name,
  isRequired: false,
  isSticky: true,
  isAdvanced: false,
  isClosed: false,
  isMultiple: false,
});
const item = [spec('email'), spec('userId'), spec('dataFields', 'data-fields')];
const to = (field: string, name = '', isJson = false) => ({ field, name, isJson });

describe('the draft of a write-back', () => {
  it('tells the form and the delimiter of a source from its name and its first line', () => {
    expect(['a,b;c;d\n1', 'a\tb\n', 'email\n', 'a|b'].map(delimiterOf)).toEqual([';', '\t', ',', '|']);
    expect(formatOf('{"a":1}', 'people.csv')).toBe('csv');
    expect(formatOf('a,b', 'people.JSONL')).toBe('ndjson');
    expect([formatOf(' {"a":1}'), formatOf('\uFEFF[1]'), formatOf('a,b', 'people.txt')]).toEqual([
      'ndjson',
      'json',
      'csv',
    ]);
  });

  it('proposes fields by name, sees JSON in the cells, and keeps what was chosen before', () => {
    const rows = [{ row: 1, value: { 'User ID': '7', tags: '["a"]', plan: 'pro' }, fault: null }];
    const sample = { columns: ['User ID', 'tags', 'plan', 'E-Mail'], rows };
    expect(proposeTargets(sample, item, { plan: to('dataFields', 'tier') })).toEqual({
      'User ID': to('userId'),
      tags: to('dataFields', 'tags', true),
      plan: to('dataFields', 'tier'),
      'E-Mail': to('email'),
    });
    expect(proposeTargets({ columns: ['plan'], rows: [] }, [spec('email')], {})).toEqual({ plan: to('') });
  });

  it('makes pills of columns with any name, over what everybody gets alike', () => {
    const targets = {
      'E-Mail "x"': to('email'),
      plan: to('dataFields', 'plan'),
      tags: to('dataFields', 'tags', true),
      gone: to(''),
    };
    const pair = (key: string, text: string) => ({
      id: key,
      key,
      type: 'text' as const,
      value: { mode: 'text' as const, text },
    });
    const fixed = { dataFields: { mode: 'text' as const, pairs: [pair('season', 'spring'), pair('plan', 'free')] } };
    expect(mappingOf(item, { targets, fixed })).toEqual({
      email: '{{ row["E-Mail \\"x\\""] }}',
      dataFields: { season: 'spring', plan: '{{ row.plan }}', tags: '{{ row.tags | parse_json }}' },
    });
    expect(repeatedTargets({ ...targets, other: to('dataFields', 'plan') })).toEqual(['dataFields.plan']);
  });

  it('writes the times and lists of an export as the API takes them', () => {
    const specs = [spec('startDateTime', 'date-time'), spec('onlyFields', 'json'), spec('dataTypeName')];
    const events = {
      startDateTime: { mode: 'text' as const, text: '2031-01-02T03:04:05.000Z' },
      onlyFields: { mode: 'text' as const, text: ['email', 'campaignId'] },
      dataTypeName: { mode: 'text' as const, text: 'emailOpen' },
    };
    expect(exportOf(specs, events)).toEqual({
      startDateTime: '2031-01-02 03:04:05 +00:00',
      onlyFields: 'email,campaignId',
      dataTypeName: 'emailOpen',
    });
  });

  it('estimates a list by its size, and an export not at all', () => {
    const action = {
      batch: { items: 'users', maxItems: 1000, maxBytes: 4_000_000 },
      limit: { calls: 5, perMs: 1000, scope: 'project' },
    };
    const check = { isComplete: false, ready: 1000, calls: 1, leastMs: 0 };
    expect(estimateOf(check, action, 12_001)).toEqual({ rows: 12_001, calls: 13, leastMs: 2000 });
    expect(estimateOf(check, action, null)).toEqual({ rows: null, calls: null, leastMs: null });
    expect(estimateOf({ ...check, isComplete: true }, action, null)).toEqual({ rows: 1000, calls: 1, leastMs: 0 });
  });
});
