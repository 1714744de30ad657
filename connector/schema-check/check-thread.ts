/** The thread in which JSON Schemas of users are compiled and run; it may be stopped at any moment. */
import { parentPort } from 'node:worker_threads';

import { ConnectorError, type ErrorJson } from '../../errors/connector-error.ts';
import { compileSchema, type SchemaFault } from '../../schemas/validate/compile-schema.ts';

/** What the thread is asked. */
export interface CheckTask {
  schema: unknown;
  values: readonly unknown[];
}

/** One list of faults per value, or why the schema cannot be used. */
export type CheckAnswer = { faults: SchemaFault[][] } | { error: ErrorJson };

const port = parentPort;
port?.on('message', ({ schema, values }: CheckTask) => {
  port.postMessage(answer(schema, values));
});
port?.postMessage('ready');

function answer(schema: unknown, values: readonly unknown[]): CheckAnswer {
  try {
    const check = compileSchema(schema);
    return { faults: values.map((value) => check(value)) };
  } catch (error) {
    if (error instanceof ConnectorError) return { error: error.toJSON() };
    // deep schemas overflow the stack inside the compiler
    return { error: new ConnectorError('ITC_SCHEMA_INVALID', 'The JSON Schema cannot be compiled.').toJSON() };
  }
}
