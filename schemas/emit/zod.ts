import { formatPatterns } from '../infer/formats.ts';
import { reduceSchema, splitNull, type ReducedSchema, type SchemaType } from './reduce-schema.ts';

const knownPatterns: ReadonlyMap<string, string> = new Map(Object.entries(formatPatterns));
const ownPatterns: ReadonlySet<string> = new Set(Object.values(formatPatterns));

/**
 * A JSON Schema as TypeScript source that builds the same check with zod 4: `import * as z from 'zod'` and one exported
 * constant. All names and values from the schema stand in string literals; none can become code.
 * @param name of the constant; characters that an identifier cannot have are replaced
 * @throws ConnectorError ITC_SCHEMA_INVALID when the schema is too large
 */
export function toZodSource(schema: unknown, name = 'schema'): string {
  const expression = write(reduceSchema(schema), '');
  return `import * as z from 'zod';\n\nexport const ${identifier(name)} = ${expression};\n`;
}

/** A valid identifier near `name`. */
export function identifier(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9_$]/g, '_').slice(0, 80);
  return /^[A-Za-z_$]/.test(safe) && !reserved.test(safe) ? safe : `_${safe}`;
}

const reserved =
  /^(?:z|arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/;

function write(schema: ReducedSchema, indent: string): string {
  const { nullable, types, anyOf } = splitNull(schema);
  if (schema.values !== undefined) return literals(schema.values);
  const branches = anyOf.map((branch) => write(branch, indent));
  if (branches.length === 0) {
    if (types.length === 0) return nullable ? 'z.null()' : 'z.unknown()';
    for (const type of types) branches.push(writeType(type, schema, indent));
  }
  const [first] = branches;
  const body = branches.length === 1 && first !== undefined ? first : `z.union([${branches.join(', ')}])`;
  return nullable ? `${body}.nullable()` : body;
}

/** JSON text is JavaScript text, except for the two line separators in old engines. */
function quote(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function literals(values: readonly unknown[]): string {
  return `z.literal([${values.map(quote).join(', ')}])`;
}

function writeType(type: SchemaType, schema: ReducedSchema, indent: string): string {
  switch (type) {
    case 'null':
      return 'z.null()';
    case 'boolean':
      return 'z.boolean()';
    case 'integer':
      // z.int() refuses integers beyond 2^53, which JSON Schema accepts
      return `z.number().refine((n) => Number.isInteger(n), 'Expected integer')${bounds(schema)}`;
    case 'number':
      return `z.number()${bounds(schema)}`;
    case 'string':
      return `z.string()${pattern(schema)}`;
    case 'array':
      return `z.array(${schema.items === undefined ? 'z.unknown()' : write(schema.items, indent)})`;
    case 'object':
      return writeObject(schema, indent);
  }
}

function bounds(schema: ReducedSchema): string {
  const least = schema.minimum === undefined ? '' : `.gte(${quote(schema.minimum)})`;
  return schema.maximum === undefined ? least : `${least}.lte(${quote(schema.maximum)})`;
}

function pattern(schema: ReducedSchema): string {
  const source = schema.format === undefined ? schema.pattern : knownPatterns.get(schema.format);
  return source === undefined || !ownPatterns.has(source) ? '' : `.regex(new RegExp(${quote(source)}))`;
}

function writeObject(schema: ReducedSchema, indent: string): string {
  const properties = [...(schema.properties ?? [])];
  const { additional } = schema;
  if (properties.length === 0 && additional !== false) {
    const values = additional === undefined ? 'z.unknown()' : write(additional, indent);
    return `z.record(z.string(), ${values})`;
  }
  const inner = `${indent}  `;
  const lines = properties.map(([name, property]) => {
    const value = write(property, inner);
    const key = name === '__proto__' ? '["__proto__"]' : quote(name);
    if (schema.required?.has(name) !== true) return `${inner}${key}: ${value}.optional(),\n`;
    // a required key may hold anything, but zod takes an absent key for an unknown one
    const present = value === 'z.unknown()' ? ".refine((value) => value !== undefined, 'Required')" : '';
    return `${inner}${key}: ${value}${present},\n`;
  });
  const body = `{\n${lines.join('')}${indent}}`;
  if (additional === false) return `z.strictObject(${body})`;
  if (additional === undefined) return `z.looseObject(${body})`;
  return `z.object(${body}).catchall(${write(additional, indent)})`;
}
