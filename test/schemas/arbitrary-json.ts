import fc from 'fast-check';

/** The long form runs the given number of documents instead of the share of `npm test`. */
export function documents(short: number): number {
  const long = Number(process.env['ITC_LONG'] ?? '0');
  return long > 0 ? long : short;
}

const seed = 20_240_607;

/** Options of every property: a fixed seed, so that a failure is the same for everybody. */
export function runs(short: number): { numRuns: number; seed: number } {
  return { numRuns: documents(short), seed };
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
