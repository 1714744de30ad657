import assert from 'node:assert/strict';

import ts from 'typescript';

import { ConnectorError } from '../../../errors/connector-error.ts';
import {
  compileSchema,
  fromWorkatoFields,
  sampleOf,
  toDatapills,
  toTypeScript,
  toWorkatoFields,
  toZodSource,
} from '../../../schemas/index.ts';
import { refusalOf, resultOf } from '../refusals.ts';

/** A JSON Schema from anybody becomes declarations and nothing else, or is refused by its code. First byte: also as TypeScript. */
export async function fuzz(data: Buffer): Promise<void> {
  const schema = read(data.toString('utf8', 1));
  if (schema === undefined) return;
  const source = resultOf(() => toZodSource(schema), 'ITC_SCHEMA_INVALID');
  if (!(source instanceof ConnectorError)) {
    assert.deepEqual(
      statementsOf(source).map(({ kind }) => kind),
      [ts.SyntaxKind.ImportDeclaration, ts.SyntaxKind.VariableStatement],
      'zod source holds something else',
    );
  }
  const check = resultOf(() => compileSchema(schema), 'ITC_SCHEMA_INVALID');
  if (!(check instanceof ConnectorError)) check({ a: [1, 'x', null] });
  const writers: ((schema: unknown) => unknown)[] = [toDatapills, toWorkatoFields, sampleOf];
  for (const write of writers) {
    assert.equal(
      resultOf((): unknown => write(schema), 'ITC_SCHEMA_INVALID') instanceof ConnectorError,
      source instanceof ConnectorError,
      'one writer refuses what another takes',
    );
  }
  if (Array.isArray(schema)) fromWorkatoFields(schema);
  // formatting costs a hundred times more than all of the above
  if (((data[0] ?? 0) & 7) !== 0) return;
  try {
    const kinds = statementsOf(await toTypeScript(schema)).map(({ kind }) => kind);
    const isDeclared =
      kinds[0] === ts.SyntaxKind.InterfaceDeclaration || kinds[0] === ts.SyntaxKind.TypeAliasDeclaration;
    assert.ok(isDeclared && kinds.length === 1, 'TypeScript source holds something else');
  } catch (error) {
    refusalOf(error, ['ITC_SCHEMA_INVALID']);
  }
}

function statementsOf(source: string): readonly ts.Statement[] {
  const file = ts.createSourceFile('made.ts', source, ts.ScriptTarget.Latest);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly ts.Diagnostic[] };
  assert.deepEqual(
    parseDiagnostics.map(({ messageText }) => messageText),
    [],
    'the source made is not well-formed',
  );
  return file.statements;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
