import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ts from 'typescript';
import {
  fromWorkatoFields,
  inferSchema,
  toDatapills,
  toTypeScript,
  toWorkatoFields,
  toZodSource,
} from '../../schemas/index.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { crossedSet, patience, runs } from './arbitrary-json.ts';

const library = new Map<string, ts.SourceFile>();

/** Type errors of in-memory files under strict, as text. */
function typeErrors(files: Map<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, target) => {
    const text = files.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, target);
    const known = library.get(name) ?? getSourceFile.call(host, name, target);
    if (known !== undefined) library.set(name, known);
    return known;
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map((d) => `${d.file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`);
}

function parsed(source: string): ts.SourceFile {
  const file = ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2022, true);
  const errors = (file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics;
  expect([source, errors.length]).toEqual([source, 0]);
  return file;
}

/** Kinds and names of all declarations at the top of generated source; other statements by their kind alone. */
function declarations(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      return [`type ${statement.name.text}`];
    if (ts.isImportDeclaration(statement)) return [statement.getText()];
    if (!ts.isVariableStatement(statement)) return [ts.SyntaxKind[statement.kind]];
    return statement.declarationList.declarations.map(({ name }) => `const ${name.getText()}`);
  });
}

/** Every name that the source looks up when it runs, and every kind of node that could run or load something. */
function lookedUp(file: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const { parent } = node;
    if (ts.isIdentifier(node)) {
      const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
      if (!isMember) found.add(node.text);
    } else if (
      ts.isImportTypeNode(node) ||
      ts.isTypeQueryNode(node) ||
      ts.isTemplateExpression(node) ||
      ts.isDecorator(node)
    )
      found.add(ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** all that zod source may look up: what is imported, what is declared, and what its checks are written with */
const zodNames = new Set(['z', 'Payload', 'RegExp', 'Number', 'n', 'value', 'undefined']);

const attacks = [
  '*/ import fs from "fs"; /*',
  '*\\/ export const x = 1; //',
  '"]: 1 }; process.exit(1); const y = { ["',
  "'; process.exit(1); '",
  '`${process.exit(1)}`',
  '\u2028process.exit(1)\u2029',
  '\nexport default 1\n',
  '</script><script>alert(1)</script>',
  '__proto__',
  'constructor',
  '}{',
  '\\',
  '\\"',
  '// x',
  '/* x',
  '@import',
  'import("x")',
  '\u0000',
];

const attackNames = fc.oneof(
  fc.constantFrom(...attacks),
  fc.tuple(fc.constantFrom(...attacks), fc.string({ maxLength: 5 })).map(([a, b]) => b + a),
  fc
    .array(fc.constantFrom('"', "'", '`', '\\', '*/', '/*', '//', '\n', '\r', '${', '}', ';', '\u2028', 'x'), {
      maxLength: 10,
    })
    .map((parts) => parts.join('')),
);

describe('generated source', () => {
  test(
    'emitted TypeScript compiles under strict and accepts the samples as typed literals.',
    async () => {
      const { numRuns } = runs(100);
      const perProgram = 100;
      for (let done = 0; done < numRuns; done += perProgram) {
        const files = new Map<string, string>();
        for (const [i, set] of fc.sample(crossedSet(50), { numRuns: perProgram, seed: 11 + done }).entries()) {
          const source = await toTypeScript(inferSchema(set, { enums: true }));
          // in source text a key __proto__ means the prototype, so such samples only have their types compiled
          const literals = set
            .filter((sample) => !JSON.stringify(sample).includes('__proto__'))
            .map((sample, j) => `export const s${String(j)}: Payload = ${JSON.stringify(sample)};`);
          files.set(`/t${String(i)}.ts`, `${source}\n${literals.join('\n')}\nexport {};\n`);
        }
        expect(typeErrors(files)).toEqual([]);
      }
    },
    patience,
  );

  test('a branch that takes anything makes the choice unknown, and still one type is written.', async () => {
    expect(await toTypeScript({ anyOf: [{}, { const: 'x' }] })).toBe('export type Payload = unknown;\n');
    const inside = { type: 'object', properties: { a: { anyOf: [{ type: 'string' }, {}] } }, required: ['a'] };
    expect(await toTypeScript(inside)).toContain('  a: unknown;');
  });

  test(
    'samples of which nothing is known yet emit a TypeScript type that takes anything.',
    async () => {
      const source = await toTypeScript(inferSchema([null, null]));
      const files = new Map([['/t.ts', `${source}\nexport const s: Payload[] = [null, 1, 'a', {}];`]]);
      expect(typeErrors(files)).toEqual([]);
    },
    patience,
  );

  test(
    'hostile names, titles, descriptions and values never become code.',
    async () => {
      const perSchema = 25;
      let tried = 0;
      const lists = fc.sample(fc.array(attackNames, { minLength: perSchema, maxLength: perSchema }), {
        numRuns: runs(200).numRuns,
        seed: 5,
      });
      for (const names of lists) {
        const properties = Object.fromEntries(
          names.map((name, i) => [
            name,
            {
              type: 'string',
              title: name,
              description: name,
              enum: [name, names[(i + 1) % perSchema]],
              tsType: 'process.exit(1)',
              tsEnumNames: names,
              $id: name,
            },
          ]),
        );
        const schema = {
          type: 'object',
          title: names[0],
          description: names[1],
          properties,
          $ref: 'http://127.0.0.1:9/x',
        };
        expect(declarations(parsed(await toTypeScript(schema)))).toEqual(['type Payload']);
        const types = parsed(await toTypeScript(schema, names[2]));
        expect(declarations(types)).toEqual([expect.stringMatching(/^type [A-Za-z0-9_$]+$/)]);
        expect(types.text).not.toContain('tsType');
        const zod = parsed(toZodSource(schema, 'Payload'));
        expect(declarations(zod)).toEqual(["import * as z from 'zod';", 'const Payload']);
        expect([...lookedUp(zod)].filter((name) => !zodNames.has(name))).toEqual([]);
        expect(declarations(parsed(toZodSource(schema, names[2])))).toHaveLength(2);
        tried += perSchema;
      }
      tellFigure({
        goal: 'G14',
        what: 'hostile names, as key, title, description and value, that became code in generated types or zod source',
        tried,
        failed: 0,
        seed: 5,
      });
    },
    patience,
  );
});

describe('fields for people', () => {
  const schema = inferSchema([
    {
      'a.b': 1,
      'first name': 'x',
      dataFields: { total: 1.5, items: [{ sku: 's', n: null }] },
      ok: true,
      at: '2024-01-05 10:11:12 +00:00',
    },
    { 'a.b': 2, dataFields: { total: 2, items: [] }, ok: false, at: '2024-01-06 10:11:12 +00:00' },
  ]);

  test('datapills keep exact keys and address odd ones with brackets.', () => {
    const pills = toDatapills(schema, 'trigger');
    expect(pills.map((pill) => pill.path)).toEqual([
      'trigger["a.b"]',
      'trigger.at',
      'trigger.dataFields',
      'trigger["first name"]',
      'trigger.ok',
    ]);
    const items = pills[2]!.children[0]!;
    expect([items.path, items.children[0]!.path, items.children[0]!.children[1]!.path]).toEqual([
      'trigger.dataFields.items',
      'trigger.dataFields.items[0]',
      'trigger.dataFields.items[0].sku',
    ]);
    expect(pills[3]).toMatchObject({ optional: true, label: 'First name', types: ['string'] });
  });

  test('Workato fields carry type, items, optional and label, and come back as the same fields.', () => {
    const fields = toWorkatoFields(schema);
    expect(fields.find((field) => field.name === 'at')).toMatchObject({
      type: 'date_time',
      control_type: 'date_time',
      optional: false,
    });
    expect(fields.find((field) => field.name === 'dataFields')?.properties?.[0]).toMatchObject({
      type: 'array',
      of: 'object',
    });
    const again = toWorkatoFields(fromWorkatoFields(fields));
    const withoutDates = JSON.stringify(fields)
      .replaceAll('date_time', 'text')
      .replaceAll('"type":"text"', '"type":"string"');
    expect(JSON.stringify(again)).toBe(withoutDates);
  });
});
