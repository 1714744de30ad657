import { describe, expect, test } from '@jest/globals';
import { runChild } from '../../bench/infer/run-child.ts';
import { hostileTexts } from '../../bench/infer/hostile-texts.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { parseSamples, SampleStream, scanSamples } from '../../schemas/index.ts';
import { longFactor, patience } from './arbitrary-json.ts';

const tooLarge = 'ITC_SAMPLE_TOO_LARGE';
const syntax = 'ITC_SAMPLE_SYNTAX';

/** The code, or the schema, that reading each hostile text ends in. */
const outcomes: Readonly<Record<string, string>> = {
  'arrays to a depth of 10,000': tooLarge,
  'objects to a depth of 10,000': tooLarge,
  'arrays to a depth of 1,000,000': tooLarge,
  'objects to a depth of 1,000,000': tooLarge,
  '1,000,000 keys in one object':
    '{"type":"object","additionalProperties":{"type":"integer"},"$comment":"dictionary decided from one object"}',
  'a string of 100 MB': '{"type":"object","properties":{"v":{"type":"string"}},"required":["v"]}',
  // beyond what a double can hold: JSON.parse reads it as Infinity
  'a number of 1,000,000 digits': '{"type":"object","properties":{"v":{"type":"number"}},"required":["v"]}',
  '1,000,000 items of all kinds':
    '{"type":"array","items":{"anyOf":[{"type":"integer"},{"type":"string"},{"type":"array","items":{}},' +
    '{"type":"object","properties":{}},{"type":"null"}]}}',
  'keys that reach for prototypes':
    '{"type":"object","properties":{"constructor":{"type":"object","properties":{"prototype":{"type":"object",' +
    '"properties":{"polluted":{"type":"boolean"}},"required"',
  'a text that ends inside a string': syntax,
  '1,000,000 arrays that are not closed': tooLarge,
  'a wrong escape': syntax,
  'a NaN': syntax,
};

const manyLevels = (open: string): string => `{"type":"${open}"`;

/** Where a reader ends in something else: its own bounds, or what JSON.parse made of the text before. */
const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scanSamples: {},
  SampleStream: { '1,000,000 keys in one object': tooLarge, 'a string of 100 MB': tooLarge },
  parseSamples: { '1,000,000 keys in one object': tooLarge, 'a string of 100 MB': tooLarge },
  observe: {
    'arrays to a depth of 10,000': manyLevels('array'),
    'objects to a depth of 10,000': manyLevels('object'),
    'arrays to a depth of 1,000,000': manyLevels('array'),
    'objects to a depth of 1,000,000': manyLevels('object'),
    'a text that ends inside a string': 'SyntaxError',
    '1,000,000 arrays that are not closed': 'SyntaxError',
    'a wrong escape': 'SyntaxError',
    'a NaN': 'SyntaxError',
  },
};

function failure(run: () => unknown): ConnectorError {
  try {
    run();
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('hostile samples', () => {
  test.each(Object.entries(exceptions))(
    '%s ends in a coded error or the right schema for every hostile text.',
    async (reader, others) => {
      const script = new URL('read-hostile.ts', import.meta.url);
      const found = (await runChild(script, reader, patience)) as { name: string; outcome: string; ms: number }[];
      if (longFactor > 1) console.log(reader, found.map(({ name, ms }) => `${name}: ${ms.toFixed(0)} ms`).join('\n'));
      expect(found.map(({ name }) => name)).toEqual(hostileTexts.map(({ name }) => name));
      const wanted = { ...outcomes, ...others };
      const wrong = found.filter(({ name, outcome }) => !outcome.startsWith(wanted[name] ?? 'an outcome'));
      expect(wrong).toEqual([]);
    },
    patience * 2,
  );

  test('slips repeated half a million times are a coded error, whether or not a repair is looked for.', () => {
    expect(failure(() => parseSamples(`{"a":'${"'".repeat(500_000)}`)).code).toBe(syntax);
    expect(failure(() => parseSamples('/*'.repeat(400_000))).code).toBe(syntax);
    expect(failure(() => parseSamples('[[1,'.repeat(100))).code).toBe(syntax);
    expect(failure(() => parseSamples('{"a":'.repeat(1_000_000))).code).toBe(tooLarge);
    const digits = '9'.repeat(1_000_000);
    expect([...parseSamples(digits)]).toHaveLength(1);
    expect(scanSamples(new TextEncoder().encode(digits)).samples).toBe(1);
  });

  test('a text or a streamed sample past the byte bound is a coded error.', () => {
    expect(failure(() => parseSamples('[1,2,3]', { maxLength: 5 })).code).toBe(tooLarge);
    const stream = new SampleStream({ maxSampleBytes: 10 });
    expect(failure(() => stream.push(new TextEncoder().encode('{"a":"0123456789"}'))).code).toBe(tooLarge);
  });
});
