import { describe, expect, test } from '@jest/globals';
import { ConnectorError } from '../../errors/connector-error.ts';
import { parseSamples, SampleStream, scanSamples } from '../../schemas/index.ts';

function failure(run: () => unknown): ConnectorError {
  try {
    run();
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('reading samples', () => {
  test('a single document is one sample, lines are samples, and a list is one on request.', () => {
    expect([...parseSamples('{\n "a": [1,\n2]\n}')]).toEqual([{ a: [1, 2] }]);
    expect([...parseSamples('\ufeff{"a":1}\r\n\r\n{"a":2}\n')]).toEqual([{ a: 1 }, { a: 2 }]);
    expect([...parseSamples('[{"a":1},2]')]).toEqual([[{ a: 1 }, 2]]);
    expect([...parseSamples('[{"a":1},2]', { arraySamples: true })]).toEqual([{ a: 1 }, 2]);
    expect([...parseSamples(' \n ')]).toEqual([]);
  });

  const lists: [text: string, samples: number | null][] = [
    ['[]', 0],
    ['[ \n]', 0],
    ['[1,2]', 2],
    ['\ufeff[1,2]', 2],
    ['\n\ufeff[1]', null],
    ['[1,]', null],
    ['[,1]', null],
    ['[1,,2]', null],
    ['[,]', null],
    ['[}', null],
    ['[1\n}', null],
    ['1\n[2,3]', 2],
    ['[1]\n[2]', null],
    ['{"a":1}\n\ufeff{"a":2}', null],
    ['\ufeff{"a":1}\n{"a":2}', 2],
    ['\ufeff', 0],
    ['\ufeff\ufeff1', null],
  ];
  test.each(lists)('parser, scanner and stream find the same samples in %j, wherever it is cut.', (text, samples) => {
    const bytes = new TextEncoder().encode(text);
    const options = { arraySamples: true };
    const found = (run: () => number): number | null => {
      try {
        return run();
      } catch (error) {
        if (error instanceof ConnectorError) return null;
        throw error;
      }
    };
    expect(found(() => parseSamples(text, options).length)).toBe(samples);
    expect(found(() => scanSamples(bytes, undefined, options).samples)).toBe(samples);
    for (const size of [1, 2, 100]) {
      const stream = new SampleStream(options);
      const read = (): number => {
        for (let p = 0; p < bytes.length; p += size) stream.push(bytes.subarray(p, p + size));
        return stream.finish().samples;
      };
      expect([size, found(read)]).toEqual([size, samples]);
    }
  });

  test('what JSON.parse loses is kept and noted with line and column.', () => {
    const samples = parseSamples('{"id":9007199254740993,\n"a":1,"a":2,"__proto__":{"x":1},"s":"\\ud800"}');
    const sample = samples[0] as Record<string, unknown>;
    expect(sample['id']).toBe(9007199254740993n);
    expect(sample['a']).toBe(2);
    expect(Object.keys(sample)).toContain('__proto__');
    expect(Object.getPrototypeOf(sample)).toBe(Object.prototype);
    expect(sample['s']).toBe('\ud800');
    expect(samples.notices).toEqual([
      { kind: 'big-integer', sample: 0, line: 1, column: 7 },
      { kind: 'duplicate-key', sample: 0, line: 2, column: 7, key: 'a' },
      { kind: 'proto-key', sample: 0, line: 2, column: 13, key: '__proto__' },
      { kind: 'lone-surrogate', sample: 0, line: 2, column: 37 },
    ]);
  });

  test('errors carry line and column in parser, scanner and stream alike.', () => {
    const text = '{"a":1}\n{"ü":1 "b":2}';
    const bytes = new TextEncoder().encode(text);
    for (const run of [
      () => parseSamples(text),
      () => scanSamples(bytes),
      () => {
        const stream = new SampleStream();
        stream.push(bytes);
        stream.finish();
      },
    ]) {
      const error = failure(run);
      expect(error.code).toBe('ITC_SAMPLE_SYNTAX');
      expect(error.details).toMatchObject({ line: 2, column: 8 });
    }
  });

  test.each([
    ['a trailing comma', '{"a":[1,2,],}', '{"a":[1,2]}'],
    ['single quotes', "{'a': 'it\\'s \"b\"'}", '{"a": "it\'s \\"b\\""}'],
    ['comments', '{"a":1, // one\n/* two */"b":"//"}', '{"a":1, \n"b":"//"}'],
    ['bare keys and Python words', '{a: True, b: None}', '{"a": true, "b": null}'],
    ['a log line', '2024-01-05 10:00:00 INFO [hook] body={"a":1} took 3 ms', '{"a":1}'],
    ['log lines', 'INFO {"a":1}\nINFO {"a":2}', '{"a":1}\n{"a":2}'],
  ])('a repair of %s is offered and reads as JSON.', (_slip, text, repaired) => {
    const error = failure(() => parseSamples(text));
    expect(error.code).toBe('ITC_SAMPLE_SYNTAX');
    const repair = error.details?.['repair'] as { text: string; what: string[] };
    expect(repair.text).toBe(repaired);
    expect(repair.what.length).toBeGreaterThan(0);
    expect(() => parseSamples(repair.text)).not.toThrow();
  });

  test('no repair is offered for a text that is no JSON at all.', () => {
    expect(failure(() => parseSamples('hello, world')).details?.['repair']).toBeUndefined();
    expect(failure(() => parseSamples('{"a":1')).details?.['repair']).toBeUndefined();
    // a blank to JavaScript, and none in JSON
    for (const blank of ['\ufeff', '\u00a0', '\u2028']) {
      const { details } = failure(() => parseSamples(`{"a":1}${blank}`));
      expect(details?.['repair']).toMatchObject({ text: '{"a":1}' });
    }
  });
});
