import fc from 'fast-check';

/** documents that each of the large properties sees in `npm test`; ITC_LONG asks for another number */
const shortDocuments = 5000;

/** How many times more than in `npm test` every property runs: `npm run test:infer-long` sets ITC_LONG=200000. */
export const longFactor = Math.max(1, Number(process.env['ITC_LONG'] ?? '0') / shortDocuments);

/** Longest time of one large property, in ms: a bound for hangs. */
export const patience = longFactor > 1 ? 7_200_000 : 120_000;

const seed = 20_240_607;

/** Options of every property: a fixed seed, so that a failure is the same for everybody. */
export function runs(short: number): { numRuns: number; seed: number } {
  return { numRuns: Math.ceil(short * longFactor), seed };
}

const oddKeys = [
  '__proto__',
  'constructor',
  'toString',
  'a.b',
  'a b',
  '',
  '"',
  '\\',
  'é',
  '😀',
  '\ud800',
  '\n',
  '1',
  '02',
];

const texts = fc.oneof(
  fc.constantFrom(
    'emailSend',
    'emailOpen',
    'en-US',
    '',
    ' ',
    'a"b',
    'tab\t',
    '\u2028',
    'null',
    '[1,2]',
    '{"a":1}',
    '{}',
  ),
  fc.constantFrom('2024-02-29', '2023-02-29', '12:30:00Z', '2024-01-05 10:11:12 +00:00', '2024-01-05 10:11:12 +0000'),
  fc.constantFrom('2024-01-05T10:11:12Z', '2024-01-05T10:11:12.5+02:00', '2024-01-05 10:11:12', 'ada@example.com'),
  fc.constantFrom('https://example.com/a?b=c#d', '192.0.2.1', '2001:db8::1', '17', '-3.25', '017', '+1 202 555 0100'),
  fc.uuid(),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 60 }),
);

const numbers = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, -0, 1, 1.5, -2.25, 1e21, 5e-324, 9007199254740991, 9007199254740992, 1e300, 12.34, 0.1),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const keys = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'id', 'email', 'items', 'firstName') },
  { weight: 2, arbitrary: fc.constantFrom(...oddKeys) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);

/** JSON values with odd keys, formats, nested arrays and objects; objects have an own `__proto__` where it occurs. */
export const json = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  object: fc
    .array(fc.tuple(keys, tie('value')), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries as [string, unknown][])),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    numbers,
    texts,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
}));

/** Sets of related samples: mostly objects, as webhooks are. */
export const sampleSet = fc.array(
  fc.oneof({ weight: 4, arbitrary: json.object }, { weight: 1, arbitrary: json.value }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

type Plain = Record<string, unknown>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A document with keys of both: bits of `choice` say which key is taken from whom, or left out. */
function cross(a: unknown, b: unknown, choice: number): unknown {
  if (!isPlain(a) || !isPlain(b)) return choice % 2 === 0 ? a : b;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const entries = names.flatMap((name, i): [string, unknown][] => {
    const source = [a, b, a, b][(choice >> ((i * 2) % 30)) & 3] as Plain;
    return Object.hasOwn(source, name) && ((choice >> (i % 30)) & 7) !== 7 ? [[name, source[name]]] : [];
  });
  return Object.fromEntries(entries);
}

/** At least so many samples that resemble each other, as the events of one kind do: a few, and crossings of them. */
export function crossedSet(least: number): fc.Arbitrary<unknown[]> {
  const pair = fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 2 ** 30 }));
  return fc
    .tuple(sampleSet, fc.array(pair, { minLength: least, maxLength: least + 4 }))
    .map(([set, pairs]) => [
      ...set,
      ...pairs.map(([a, b, choice]) => cross(set[a % set.length], set[b % set.length], choice)),
    ]);
}
