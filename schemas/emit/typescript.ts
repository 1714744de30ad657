import { ConnectorError } from '../../errors/connector-error.ts';
import { inheritedNames } from '../infer/to-json-schema.ts';
import { plainSchema, reduceSchema, type ReducedSchema } from './reduce-schema.ts';
import { identifier } from './zod.ts';

/** formatting costs more than all the rest for large schemas */
const formattedProperties = 300;

/**
 * A JSON Schema as TypeScript source: one exported interface or type, nothing else. The schema is reduced to structure
 * first, so that neither a reference is followed nor a text of the schema pasted.
 * @param name of the exported type; characters that an identifier cannot have are replaced
 * @throws ConnectorError ITC_SCHEMA_INVALID when the schema is too large or cannot be written
 */
export async function toTypeScript(schema: unknown, name = 'Payload'): Promise<string> {
  const reduced = reduceSchema(schema);
  const plain = plainSchema(sayable(reduced));
  const named = identifier(name);
  const typeName = named.charAt(0).toUpperCase() + named.slice(1);
  // of a schema that says nothing the library makes an object
  if (Object.keys(plain).length === 0) return `export type ${typeName} = unknown;\n`;
  // loading it takes longer than inferring a schema, and most users of this library never emit types
  const { compile } = await import('json-schema-to-typescript');
  try {
    return await compile({ ...plain }, typeName, {
      bannerComment: '',
      additionalProperties: true,
      declareExternallyReferenced: false,
      unreachableDefinitions: false,
      ignoreMinAndMaxItems: true,
      strictIndexSignatures: false,
      unknownAny: true,
      format: countProperties(reduced) <= formattedProperties,
      style: { singleQuote: true, printWidth: 120 },
      $refOptions: { resolve: { external: false, file: false, http: false } },
    });
  } catch (cause) {
    if (cause instanceof ConnectorError) throw cause;
    const message = 'No TypeScript can be written for this JSON Schema.';
    throw new ConnectorError('ITC_SCHEMA_INVALID', message, { cause, details: { path: '' } });
  }
}

/** What TypeScript can say. Index signatures must fit all named properties; where both occur the names say more. */
function sayable(schema: ReducedSchema): ReducedSchema {
  const { additional, properties, items, anyOf, ...rest } = schema;
  const next: ReducedSchema = { ...rest };
  if (items !== undefined) next.items = sayable(items);
  // a branch that takes anything makes the others say nothing; the library would leave out the type as a whole
  const branches = anyOf?.map(sayable) ?? [];
  if (branches.length > 0 && !branches.some(saysNothing)) next.anyOf = branches;
  if (properties !== undefined)
    next.properties = new Map(
      [...properties].map(([key, value]) => [
        key,
        // TypeScript takes the inherited member for the absent one, so nothing can be said of an optional `toString`
        inheritedNames.has(key) && schema.required?.has(key) !== true ? { types: [] } : sayable(value),
      ]),
    );
  const named = properties !== undefined && properties.size > 0;
  if (additional === false) next.additional = false;
  else if (additional !== undefined && !named) next.additional = sayable(additional);
  return next;
}

const saysNothing = (schema: ReducedSchema): boolean => Object.keys(plainSchema(schema)).length === 0;

function countProperties(schema: ReducedSchema): number {
  let count = schema.properties?.size ?? 0;
  for (const property of schema.properties?.values() ?? []) count += countProperties(property);
  if (schema.items !== undefined) count += countProperties(schema.items);
  for (const branch of schema.anyOf ?? []) count += countProperties(branch);
  if (schema.additional !== undefined && schema.additional !== false) count += countProperties(schema.additional);
  return count;
}
