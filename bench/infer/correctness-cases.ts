/** Samples as JSON texts, and documents that the schema made of them must accept (the samples are among them) or reject. */
export interface Case {
  group: string;
  samples: string[];
  accepts: string[];
  rejects: string[];
}

type Values = readonly unknown[];

/** Values at one path: each stands in an object of its own. */
function values(group: string, samples: Values, accepts: Values, rejects: Values): Case {
  const wrap = (list: Values): string[] => list.map((value) => JSON.stringify({ v: value }));
  return { group, samples: wrap(samples), accepts: wrap(accepts), rejects: wrap(rejects) };
}

function documents(group: string, samples: Values, accepts: Values, rejects: Values): Case {
  const write = (list: Values): string[] => list.map((value) => JSON.stringify(value));
  return { group, samples: write(samples), accepts: write(accepts), rejects: write(rejects) };
}

/** Texts, for what JSON.stringify would not write. */
function texts(group: string, samples: string[], accepts: string[], rejects: string[]): Case {
  return { group, samples, accepts, rejects };
}

const optional = [
  documents('optional', [{ a: 1, b: 1 }, { a: 2 }], [{ a: 3 }], [{ b: 1 }, {}]),
  documents('optional', [{ a: 1 }, { a: 2, b: 'x' }], [{ a: 3 }], [{ b: 'x' }, { a: 1, b: 5 }]),
  values('optional', [{ x: 1, y: 1 }, { x: 1 }], [{ x: 2 }], [{ y: 1 }, {}]),
  documents('optional', [{ u: { x: 1 } }, {}], [{}], [{ u: {} }]),
  values('optional', [[{ a: 1 }, { a: 1, b: 2 }]], [[{ a: 1 }], []], [[{ b: 1 }], [{ a: 1 }, {}]]),
  documents('optional', [{ a: 1, b: 1 }, { b: 1, c: 1 }, { b: 1 }], [{ b: 2 }, { b: 1, c: 1 }], [{ a: 1, c: 1 }]),
];

const nulls = [
  values('null', [1, null], [null, 2], ['x']),
  values('null', [null, 1], [null, 2], ['x']),
  values('null', ['x', null, 'y'], [null, 'z'], [1]),
  values('null', [{ a: 1 }, null], [null, { a: 2 }], [{}, 'x']),
  values('null', [null, null], [null], []),
  values('null', [1, 2], [3], [null]),
  values('null', [[1, null, 2]], [[null], [3]], [['x'], null]),
  values('null', [[{ a: null }, { a: 'x' }]], [[{ a: null }]], [[{ a: 1 }], [{}]]),
  values('null', [null, [1]], [null, [2]], [['x']]),
];

const integers = [
  values('integer', [1, 2], [3, -4], [1.5, '1', true]),
  values('integer', [1, 1.5], [2.5, 7], ['x']),
  values('integer', [1.5, 2], [2.5, 7], [null]),
  texts('integer', ['{"v":2.0}'], ['{"v":3}'], ['{"v":2.5}']),
  texts('integer', ['{"v":1e3}'], ['{"v":5}'], ['{"v":0.5}']),
  values('integer', [0, -1], [5], [true, []]),
  values('integer', [true, false], [true], [1, 0, 'true']),
  values('integer', [[1, 2], [3]], [[4]], [[1.5]]),
];

/** Format, texts that have it, a text that looks near and has it not. */
const formatTexts: readonly (readonly [string[], string, string])[] = [
  [['ada@example.com', 'bob.b@mail.example.org'], 'eve+x@example.net', 'ada at example.com'],
  [['2024-01-05T10:11:12Z', '2024-02-29T23:59:59.5+02:00'], '2031-12-31T00:00:00Z', '2024-01-05'],
  [['2024-01-05', '2024-02-29'], '1999-12-31', 'yesterday'],
  [['10:11:12Z', '23:59:59+02:00'], '00:00:00Z', 'noon'],
  [['https://example.com/a?b=c', 'http://example.org/'], 'https://example.net/x#y', 'no address'],
  [
    ['123e4567-e89b-12d3-a456-426614174000', '00000000-0000-4000-8000-000000000000'],
    'ffffffff-ffff-4fff-8fff-ffffffffffff',
    'ffff',
  ],
  [['192.0.2.1', '198.51.100.7'], '203.0.113.9', '300.1.2.3'],
  [['2001:db8::1', '::1'], 'fe80::2', 'fe80'],
  [['2024-01-05 10:11:12 +00:00', '2024-02-29 00:00:00 -07:30'], '2031-03-04 05:07:10 +01:00', '2024-01-05'],
  [['2024-01-05 10:11:12 +0000', '2024-02-29 00:00:00 -0730'], '2031-03-04 05:07:10 +0100', '2024-01-05'],
  [['2024-01-05 10:11:12', '2024-02-29 00:00:00'], '2031-03-04 05:07:10', '2024-01-05'],
];

const formats = [
  ...formatTexts.map(([samples, other, near]) => values('formats', samples, [other], [near])),
  // a format holds only when every string has it
  ...formatTexts.map(([samples, , near]) => values('formats', [...samples, near], ['anything'], [1])),
  values('formats', ['17', '18'], ['19'], [17]),
  values('formats', ['ada@example.com', null], [null, 'bob@example.com'], ['none']),
];

const mixedArrays = [
  values('mixed arrays', [[1, 'a']], [['b', 2], []], [[true], [{}]]),
  values('mixed arrays', [[1, { a: 1 }]], [[{ a: 2 }], [3]], [[{ a: 'x' }], ['x']]),
  values('mixed arrays', [[[1], ['a']]], [[['b']], [[2]]], [[[true]], [1]]),
  values('mixed arrays', [[{ a: 1 }, { b: 'x' }]], [[{ a: 1, b: 'y' }]], [[{ a: 'x' }], [{ b: 1 }]]),
  values('mixed arrays', [[1], ['a']], [['b', 2]], [[null], [true]]),
  values('mixed arrays', [[1], 1], [[2], 2], ['x', ['x']]),
  values('mixed arrays', [{ a: 1 }, 'x'], [{ a: 2 }, 'y'], [1, { a: 'x' }]),
  values('mixed arrays', [[1, 2.5, null]], [[3.5, null]], [['x']]),
];

const emptyThenFilled = [
  values('empty then filled', [[], [1]], [[], [2]], [['x']]),
  values('empty then filled', [[1], []], [[], [2]], [['x']]),
  values('empty then filled', [{}, { a: 1 }], [{}, { a: 2 }], [{ a: 'x' }]),
  values('empty then filled', [null, { a: 1 }], [null, { a: 2 }], [{ a: 'x' }]),
  values('empty then filled', [[], [{ a: 1 }], []], [[], [{ a: 2 }]], [[{ a: 'x' }], [{}]]),
  values('empty then filled', [[[]], [[1]]], [[[]], [[2]]], [[['x']]]),
  values('empty then filled', ['', 'x'], ['', 'y'], [1]),
  documents('empty then filled', [{}, { a: 1 }], [{}, { a: 2 }], [{ a: 'x' }]),
];

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const word = (n: number): string => String(n).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!);

function keyed(name: (n: number) => string, objects: number, each: number): Values {
  return Array.from({ length: objects }, (_, i) =>
    Object.fromEntries(Array.from({ length: each }, (_, j) => [name(i * each + j + 1), { n: i }])),
  );
}

const dictionaries = [
  ...[
    (n: number) => String(100 + n),
    uuid,
    (n: number) => `2024-01-${String((n % 28) + 1).padStart(2, '0')}`,
    (n: number) => `user${String(n)}@example.com`,
  ].map((name) =>
    values(
      'dictionaries',
      keyed(name, 6, 3),
      [{ [name(25)]: { n: 1 } }, {}],
      [{ [name(26)]: { n: 'x' } }, { [name(27)]: 1 }],
    ),
  ),
  values(
    'dictionaries',
    keyed((n) => String(n), 1, 10),
    [{ '77': { n: 1 } }],
    [{ '77': 'x' }],
  ),
  values('dictionaries', keyed(word, 30, 4), [{ [word(999)]: { n: 1 } }], [{ [word(998)]: 'x' }]),
  values(
    'dictionaries',
    keyed((n) => `key ${word(n)}`, 1, 1500),
    [{ 'a new one': { n: 1 } }],
    [{ 'a new one': 5 }],
  ),
  // fixed names stay a record
  values(
    'dictionaries',
    Array.from({ length: 3 }, (_, i) => ({ a: i, b: i, c: i })),
    [{ a: 1, b: 1, c: 1 }],
    [{ a: 1, b: 1 }],
  ),
  values(
    'dictionaries',
    Array.from({ length: 20 }, (_, i) => ({ a: i, b: i, [`opt${'abcde'[i % 5]!}`]: i })),
    [{ a: 1, b: 2 }],
    [{ a: 1 }, { opta: 1 }],
  ),
];

const oddNames = [
  ...['toString', 'hasOwnProperty', 'valueOf', 'length', 'name', 'type', 'properties'],
  ...[
    '$ref',
    '$schema',
    '$id',
    'enum',
    'default',
    'required',
    'a.b',
    'a b',
    'a/b',
    'a~b',
    '',
    ' ',
    '"',
    "'",
    '\\',
    '`',
  ],
  ...['\n', '\u0000', '\u2028', 'é', '日本', '😀', '\ud800', '1', '01', '-1', '*', '%', '{{x}}', '<b>', '[0]', '*/'],
  // last: a tool that changes the prototype of all objects has every later answer wrong
  'constructor',
  '__proto__',
];

const oddKeys = oddNames.flatMap((name) => {
  const key = JSON.stringify(name);
  return [
    texts('odd keys', [`{${key}:1}`, `{${key}:2}`], [`{${key}:3}`], name === '\ud800' ? [] : [`{${key}:"x"}`]),
    // now and then absent: an inherited member must not be taken for it
    texts('odd keys', [`{${key}:1}`, '{"z":true}'], ['{}'], []),
  ];
});

const bigIntegers = [
  '9007199254740993',
  '18446744073709551615',
  '-9223372036854775808',
  '123456789012345678901234567890',
]
  .flatMap((digits) => [
    texts('big integers', [`{"v":${digits}}`, '{"v":1}'], ['{"v":2}'], ['{"v":1.5}', '{"v":"x"}']),
    texts('big integers', [`{"v":[${digits},null]}`], ['{"v":[2,null]}'], ['{"v":[1.5]}']),
    texts('big integers', [`{"v":"${digits}"}`, `{"v":"1"}`], ['{"v":"2"}'], ['{"v":2}']),
  ])
  .concat(texts('big integers', ['{"v":1e300}', '{"v":0.5}'], ['{"v":1}'], ['{"v":"x"}']));

export const cases: readonly Case[] = [
  ...optional,
  ...nulls,
  ...integers,
  ...formats,
  ...mixedArrays,
  ...emptyThenFilled,
  ...dictionaries,
  ...bigIntegers,
  ...oddKeys,
];
