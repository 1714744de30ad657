import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { ConnectorError } from '../../errors/connector-error.ts';
import { formatLengthLimit, formatPatterns } from '../infer/formats.ts';
import { isJsonText } from '../infer/text-stats.ts';
import { checkUserSchema } from './check-user-schema.ts';

/** One way in which a value does not fit. */
export interface SchemaFault {
  /** JSON Pointer into the value */
  path: string;
  message: string;
}

/** Faults of a value, empty when it fits; at most the first ones that ajv finds. */
export type SchemaCheck = (value: unknown) => SchemaFault[];

/**
 * Compiles a JSON Schema (2020-12 keywords; draft-07 schemas that inference wrote are a subset) to a check. The schema
 * goes through `checkUserSchema` first. Compiling a large hostile schema takes time: the caller runs it in a worker.
 * @throws ConnectorError ITC_SCHEMA_INVALID
 */
export function compileSchema(schema: unknown): SchemaCheck {
  const { $schema: _draft, ...rest } = checkUserSchema(schema);
  const validate = compile((shared ??= makeAjv()), rest);
  return (value) => (validate(value) === true ? [] : (validate.errors ?? []).map(asFault));
}

/** standard formats that a schema may name; they are not checked */
const unchecked = [
  'hostname',
  'duration',
  'uri-reference',
  'iri',
  'idn-email',
  'int32',
  'int64',
  'float',
  'double',
  'password',
];

let shared: Ajv2020 | undefined;

function makeAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, ownProperties: true, messages: true, logger: false });
  for (const [name, pattern] of Object.entries(formatPatterns)) {
    const tested = new RegExp(pattern);
    ajv.addFormat(name, (text: string) => text.length <= formatLengthLimit && tested.test(text));
  }
  ajv.addFormat('json-string', isJsonText);
  for (const name of unchecked) ajv.addFormat(name, true);
  return ajv;
}

function compile(ajv: Ajv2020, schema: Record<string, unknown>): ReturnType<Ajv2020['compile']> {
  try {
    const validate = ajv.compile(schema);
    // ajv would keep every schema for ever
    ajv.removeSchema(schema);
    return validate;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason';
    throw new ConnectorError('ITC_SCHEMA_INVALID', `The JSON Schema does not compile: ${reason}.`, { cause });
  }
}

function asFault(error: ErrorObject): SchemaFault {
  return { path: error.instancePath, message: error.message ?? error.keyword };
}
