import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  conflicts,
  describeShape,
  emptyShape,
  hasStructure,
  merge,
  observe,
  parseSamples,
  repeatShape,
  SampleStream,
  scanSamples,
  shapeFromJson,
  shapeToJson,
  structureOf,
  toJsonSchema,
  type Shape,
  type ShapeLimits,
} from '../../schemas/index.ts';
import { runs, sampleSet } from './arbitrary-json.ts';

const text = (shape: Shape): string => JSON.stringify(shape);

function shapeOf(samples: unknown[], limits: Partial<ShapeLimits> = {}): Shape {
  const shape = emptyShape(limits);
  for (const sample of samples) observe(shape, sample);
  return shape;
}

/** small caps, so that the rules past a cap are exercised by small documents */
const limitSets: Partial<ShapeLimits>[] = [{}, { keys: 3, depth: 2 }, { insideStrings: true, keys: 2 }];
const limits = fc.constantFrom(...limitSets);

describe('the algebra of shapes', () => {
  test('a sample repeated in one step counts as the same samples one by one, as does another of its structure.', () => {
    const counts = (shape: Shape): unknown =>
      describeShape(shape).map(({ path, present, of, types, bigs }) => ({ path, present, of, types, bigs }));
    fc.assert(
      fc.property(sampleSet, fc.integer({ min: 1, max: 5 }), (samples, times) => {
        for (const sample of samples) {
          const repeated = shapeOf([sample]);
          repeatShape(repeated, times);
          expect(counts(repeated)).toEqual(counts(shapeOf(Array.from({ length: times }, () => sample))));
          expect(text(shapeFromJson(shapeToJson(repeated)))).toBe(text(repeated));
          expect(hasStructure(sample, structureOf(sample))).toBe(true);
          for (const other of samples)
            if (hasStructure(other, structureOf(sample)))
              expect(counts(shapeOf([other]))).toEqual(counts(shapeOf([sample])));
        }
      }),
      runs(300),
    );
  });

  test('merge is associative and commutative and the empty shape is its identity.', () => {
    fc.assert(
      fc.property(sampleSet, sampleSet, sampleSet, limits, (a, b, c, bound) => {
        const [x, y, z] = [shapeOf(a, bound), shapeOf(b, bound), shapeOf(c, bound)];
        expect(text(merge(merge(x, y), z))).toBe(text(merge(x, merge(y, z))));
        expect(text(merge(x, y))).toBe(text(merge(y, x)));
        expect(text(merge(x, emptyShape()))).toBe(text(x));
        expect(text(merge(emptyShape(), x))).toBe(text(x));
      }),
      runs(400),
    );
  });

  test('merging shapes of parts equals observing all samples in one shape.', () => {
    fc.assert(
      fc.property(sampleSet, sampleSet, limits, (a, b, bound) => {
        expect(text(merge(shapeOf(a, bound), shapeOf(b, bound)))).toBe(text(shapeOf([...a, ...b], bound)));
      }),
      runs(400),
    );
  });

  test('the same samples in any order give byte-identical schemas, reports and conflicts.', () => {
    fc.assert(
      fc.property(
        sampleSet.chain((set) => fc.tuple(fc.constant(set), fc.shuffledSubarray(set, { minLength: set.length }))),
        limits,
        ([set, shuffled], bound) => {
          const [a, b] = [shapeOf(set, bound), shapeOf(shuffled, bound)];
          const options = { enums: true, examples: true, bounds: true } as const;
          expect(JSON.stringify(toJsonSchema(b, options))).toBe(JSON.stringify(toJsonSchema(a, options)));
          expect(JSON.stringify(describeShape(b))).toBe(JSON.stringify(describeShape(a)));
          expect(conflicts(b)).toEqual(conflicts(a));
        },
      ),
      runs(400),
    );
  });

  test('a shape that went through JSON is the same shape and goes on learning alike.', () => {
    fc.assert(
      fc.property(sampleSet, sampleSet, limits, (a, b, bound) => {
        const shape = shapeOf(a, bound);
        const stored = JSON.stringify(shapeToJson(shape, { order: true }));
        const again = shapeFromJson(JSON.parse(stored));
        expect(text(again)).toBe(text(shape));
        for (const sample of b) observe(again, sample);
        expect(text(again)).toBe(text(shapeOf([...a, ...b], bound)));
      }),
      runs(300),
    );
  });
});

describe('the byte scanner', () => {
  test('it gives the shape that parsing and observing gives.', () => {
    fc.assert(
      fc.property(sampleSet, limits, fc.boolean(), (set, bound, pretty) => {
        const source = set.map((sample) => JSON.stringify(sample, null, pretty ? 2 : 0)).join('\n');
        const scanned = scanSamples(new TextEncoder().encode(source), emptyShape(bound));
        expect(text(scanned)).toBe(text(shapeOf(parseSamples(source), bound)));
        expect(text(scanned)).toBe(text(shapeOf(set, bound)));
      }),
      runs(1200),
    );
  });

  test('it agrees with the parser on number tokens that JSON.parse would change.', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 25 });
    const token = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits,
        fc.option(digits),
        fc.option(fc.tuple(fc.constantFrom('e', 'E+', 'e-'), digits)),
      )
      .map(([sign, whole, fraction, exponent]) => {
        const head = `${sign}${whole.replace(/^0+(?=\d)/, '')}`;
        return `${head}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : exponent[0] + exponent[1].slice(0, 3)}`;
      });
    fc.assert(
      fc.property(fc.array(token, { minLength: 1, maxLength: 5 }), (tokens) => {
        const source = `[${tokens.join(',')}]`;
        const scanned = scanSamples(new TextEncoder().encode(source));
        expect(text(scanned)).toBe(text(shapeOf(parseSamples(source))));
      }),
      runs(600),
    );
  });

  test('a stream cut anywhere gives the shape of the whole text.', () => {
    fc.assert(
      fc.property(sampleSet, fc.integer({ min: 1, max: 40 }), fc.boolean(), (set, size, list) => {
        const lines = set.map((sample) => JSON.stringify(sample));
        const bytes = new TextEncoder().encode(list ? `[${lines.join(',')}]` : lines.join('\n'));
        const stream = new SampleStream({ arraySamples: list });
        for (let p = 0; p < bytes.length; p += size) stream.push(bytes.subarray(p, p + size));
        // in a text of one line per sample a first sample that is an array is no list
        expect(text(stream.finish())).toBe(text(shapeOf(set)));
      }),
      runs(400),
    );
  });

  test('it refuses exactly the texts that the parser refuses.', () => {
    fc.assert(
      fc.property(sampleSet, fc.nat(), fc.constantFrom(...'{}[]",:\\0-e.x \n'), fc.boolean(), (set, at, byte, cut) => {
        const source = set.map((sample) => JSON.stringify(sample)).join('\n');
        const p = at % (source.length + 1);
        const broken = cut ? source.slice(0, p) : source.slice(0, p) + byte + source.slice(p + 1);
        const accepts = (read: () => unknown): boolean => {
          try {
            read();
            return true;
          } catch {
            return false;
          }
        };
        const bytes = new TextEncoder().encode(broken);
        expect(accepts(() => scanSamples(bytes))).toBe(accepts(() => parseSamples(broken, { repair: false })));
      }),
      runs(1000),
    );
  });

  test('every value of a repeated key counts and the key counts once.', () => {
    const shape = scanSamples(new TextEncoder().encode('{"a":1,"a":"x"}\n{"a":2}'));
    expect(toJsonSchema(shape)['required']).toEqual(['a']);
    expect(describeShape(shape).find((report) => report.path === '/a')?.types).toEqual({ integer: 2, string: 1 });
  });
});
