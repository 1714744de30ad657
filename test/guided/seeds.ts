import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { mappingFunctions, parseRecipe } from '../../recipes/index.ts';
import { inferSchema } from '../../schemas/index.ts';
import { samplePayloads } from '../../schemas/iterable/sample-payloads.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => /\.(?:json|yaml)$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));

const samples = [...samplePayloads.values()].map((payload) => JSON.stringify(payload));
const recipes = filesOf('recipes/templates');
const fixtures = [...filesOf('test/fixtures/webhooks'), ...samples];
/** short texts are varied far more often in the same time */
const short = [
  '{"a":1}',
  '[1,2]',
  '1\n2',
  '{"a":1}\n{"a":"\\u00e9"}',
  '[{"a":[]},null]',
  '\ufeff{"a":-1.5e3}',
  "{a: 'x', }",
];

const shortSchemas = [
  '{"type":"object","properties":{"a b":{"type":["string","null"],"format":"email","title":"*/"}},"required":["a b"]}',
  '{"anyOf":[{"type":"array","items":{"enum":["x",1,null]}},{"const":"`${x}"}],"description":"*/ x"}',
  '{"type":"object","additionalProperties":{"type":"integer","minimum":1,"maximum":5},"patternProperties":{}}',
  '{"type":["number","boolean","string"],"tsType":"any","$ref":"#/x","examples":[1],"pattern":"^a"}',
  '[{"name":"a","label":"A","type":"object","properties":[{"name":"b","type":"date_time"}],"optional":true}]',
];

/** bytes that choose among options stand in front of the text */
const chosen = (texts: readonly string[], ...choices: readonly string[]): string[] =>
  texts.flatMap((text, index) => [`${choices[index % choices.length] ?? ''}${text}`]);

/** What the search of each area begins with: the fixtures, samples and examples of this project. */
export const seeds: Record<string, () => string[]> = {
  scanner: () => chosen([...short, ...short, ...fixtures], '\0', '$', '\x02', '1', '\x04'),
  inference: () => chosen([...short, ...short, ...fixtures], '\0', '~', '?', '\x12', '\x01'),
  emitters: () =>
    chosen([...shortSchemas, ...[...short, ...fixtures].flatMap((text) => schemaOf(text))], '\x01', '\x08', '\x09'),
  mapping: () => [
    ...mappingFunctions.map(({ example }) => example.text),
    '{{ trigger["first name"][0] }} \\{{ x }}\n---\n{"a":1}',
  ],
  recipes: () => [...recipes, ...recipes.map((text) => JSON.stringify(parseRecipe(text))), everyStep],
  intake: () => [
    ...fixtures.map((text) => `POST /hooks/abc\ncontent-type: application/json\nx-itc-secret: s\n\n${text}`),
    'GET /hooks/abc/journeys/def?workflowId=7&a=1&a=2\nx-forwarded-for: 192.0.2.1, 10.0.0.1\npeer: 10.0.0.2\n\n',
    'PUT /hooks/abc/journeys/def\ncontent-type: application/x-www-form-urlencoded; charset=utf-8\nrange: 192.0.2.0/24\n\na=1&b=%20',
    'POST /v1/batch\ncontent-type: application/json\n\n{"batch":[{"type":"track","event":"x","userId":"1"}],"writeKey":"k"}',
  ],
  rows: () => [
    '\0\x03{"email":"ada@example.com"}\n{"a":[1,2]}\n\n7',
    '\x01\x05[{"email":"ada@example.com"}, {"a":"]"}, 7]',
    '\x02\x02email,id\r\nada@example.com,1\r\n"x ""y""\r\nz",2\r\nshort\r\n',
    '\x03\x07a;b;a\n1;;"2"\n\n3;4;5',
  ],
};

/** a recipe of all kinds of steps, for the declarations that the tests of recipes use */
const everyStep = `name: all
connection: main
trigger: {use: journey, with: {eventName: x}}
steps:
  - {id: a, use: note, with: {email: "{{ trigger.email }}", count: 1, kind: a, tags: [x], data: {y: "{{ clear }}"}}, maxAttempts: 2}
  - id: b
    if: {any: [{left: "{{ steps.a.code }}", op: in, right: [a]}, {not: {all: [{left: "{{ event.id }}", op: is_blank}]}}]}
    then: [{id: c, stop: {as: failed, reason: no}}]
    else: [{id: d, respond: {status: 200, body: {ok: true}}}]
  - id: e
    forEach: "{{ trigger.orders }}"
    batchSize: 2
    steps: [{id: f, use: note, with: {email: "{{ item[0].id }}"}, onRejected: continue, onUnknownOutcome: hold}]
  - {id: g, forEachPage: {use: note, with: &w {email: x}}, pageSize: 5, steps: [{id: h, use: note, with: *w}]}
`;

function schemaOf(text: string): string[] {
  try {
    return [JSON.stringify(inferSchema([JSON.parse(text)], { enums: true, bounds: true, examples: true }))];
  } catch {
    return [];
  }
}
