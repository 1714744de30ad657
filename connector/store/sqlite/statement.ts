import type { Database, RunResult } from 'better-sqlite3';
import { sql, type Compilable, type RawBuilder } from 'kysely';

import { storeError } from './store-error.ts';

export { queries } from '../sql/queries.ts';

/** Stands for a value that is given when the statement runs. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type Given<Input> = { readonly [K in keyof Input]: RawBuilder<Input[K]> };

/** A query that was built and prepared once. */
export interface Statement<Input, Row> {
  run(input: Input): RunResult;
  get(input: Input): Row | undefined;
  all(input: Input): Row[];
}

/** Builds a query with placeholders, compiles it once and keeps it prepared. */
export function prepare<Input extends object, Row>(
  db: Database,
  build: (given: Given<Input>) => Compilable<Row>,
): Statement<Input, Row> {
  const given = new Proxy({} as Given<Input>, {
    get: (_, name) => sql`${new Placeholder(String(name))}`,
  });
  const { sql: text, parameters } = build(given).compile();
  const statement = db.prepare<unknown[], Row>(text);
  const bind = (input: Input): unknown[] => {
    const values: unknown[] = [];
    for (const parameter of parameters) {
      values.push(parameter instanceof Placeholder ? (input as Record<string, unknown>)[parameter.name] : parameter);
    }
    return values;
  };
  // one argument per value: better-sqlite3 reads those faster than an array
  return {
    run: (input) => statement.run(...bind(input)),
    get: (input) => statement.get(...bind(input)),
    all: (input) => statement.all(...bind(input)),
  };
}

/** Runs queries whose form depends on the caller (filters), each form prepared once. */
export function createQueryRunner(db: Database): <Row>(query: Compilable<Row>) => Row[] {
  const prepared = new Map<string, ReturnType<Database['prepare']>>();
  return <Row>(query: Compilable<Row>) => {
    const { sql: text, parameters } = query.compile();
    let statement = prepared.get(text);
    if (statement === undefined) {
      statement = db.prepare(text);
      prepared.set(text, statement);
    }
    return statement.all(parameters) as Row[];
  };
}

/** Runs a read; a fault of the medium rejects with ITC_STORE_UNAVAILABLE. */
export async function read<T>(query: () => T): Promise<T> {
  try {
    return query();
  } catch (error) {
    throw storeError(error);
  }
}
