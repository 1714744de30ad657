import type { JsonSchema } from '../../schemas/index.ts';
import { load } from './competitors.ts';

interface Connection {
  runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): { structure: string }[] }>;
}

/** DuckDB's own summary of a file of JSON documents: text of nested names and column types. */
export async function openStructure(): Promise<(path: string, one: boolean) => Promise<string>> {
  const { DuckDBInstance } = load('@duckdb/node-api') as {
    DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
  };
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return async (path, one) => {
    const options = one ? "format='unstructured', maximum_object_size=1000000000" : "format='newline_delimited'";
    const sql = `SELECT json_group_structure(json) AS structure FROM read_json_objects('${path}', ${options})`;
    const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    return rows[0]!.structure;
  };
}

const columnTypes: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  BIGINT: 'integer',
  UBIGINT: 'integer',
  HUGEINT: 'integer',
  UHUGEINT: 'integer',
  DOUBLE: 'number',
  VARCHAR: 'string',
};

/** below this a structure is not written out: this translation must not be what runs out of stack */
const levels = 200;

/** A structure as a JSON Schema. DuckDB keeps no presence and no nulls: every column may be absent or null. */
export function structureSchema(structure: unknown, depth = 0): JsonSchema {
  if (depth > levels) return {};
  if (Array.isArray(structure))
    return { type: ['array', 'null'], items: structureSchema(structure[0] ?? 'NULL', depth + 1) };
  if (typeof structure === 'object' && structure !== null)
    return {
      type: ['object', 'null'],
      properties: Object.fromEntries(
        Object.entries(structure).map(([name, inner]) => [name, structureSchema(inner, depth + 1)] as const),
      ),
    };
  const type = columnTypes[String(structure)];
  return type === undefined ? {} : { type: [type, 'null'] };
}
