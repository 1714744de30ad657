import { describe, expect, it } from '@jest/globals';

import {
  changeOf,
  emptyDraft,
  hasSample,
  withAddition,
  type SampleFile,
} from '../../designer/screens/schemas/draft.ts';
import { maskText, maskValue, personalNames } from '../../designer/screens/schemas/mask-personal.ts';

const file: SampleFile = { id: 'smp_1', name: 'orders.jsonl', bytes: 19_000_000, samples: 48_000 };

describe('the samples of the schema wizard', () => {
  it('are joined or replaced, texts and files alike', () => {
    const pasted = withAddition(emptyDraft, { text: '{"a": 1}\n' }, false);
    expect(withAddition(pasted, { text: '{"b": 2}' }, false).text).toBe('{"a": 1}\n{"b": 2}');
    const both = withAddition(pasted, { file }, false);
    expect(changeOf(both)).toEqual({ text: '{"a": 1}\n', sampleFiles: ['smp_1'], replace: false, edits: [] });
    expect(changeOf(withAddition(both, { file: { ...file, id: 'smp_2' } }, true))).toEqual({
      sampleFiles: ['smp_2'],
      replace: false,
      edits: [],
    });
    expect(hasSample(both)).toBe(true);
    expect(hasSample({ ...emptyDraft, text: ' \n' })).toBe(false);
  });
});

describe('personal data in samples', () => {
  const names = personalNames([
    { path: '/customer/phone', personal: true },
    { path: '/customer/name', personal: true },
    { path: '/items/*/sku', personal: false },
  ]);

  it('is made unreadable by name and by look, letter for letter, also in faulty text', () => {
    const text = '{"name": "Ada Lovelace", \'note\': "write to ada@example.com", "phone": 15555550100, "total": 12.5,}';
    const masked = maskText(text, names);
    expect(masked).toHaveLength(text.length);
    expect(masked).toBe(
      '{"name": "••• ••••••••", \'note\': "write to •••••••••••••••", "phone": •••••••••••, "total": 12.5,}',
    );
  });

  it('is made unreadable in values, with everything below a personal name', () => {
    const value = { customer: { name: { first: 'Ada' }, phone: 155 }, sku: '007', note: 'call +1 555 555 0100' };
    expect(maskValue(value, names)).toEqual({
      customer: { name: { first: '•••' }, phone: '•••' },
      sku: '007',
      note: 'call •• ••• ••• ••••',
    });
  });
});
