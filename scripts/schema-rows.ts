import type { FormSchema } from '../connector/check-declaration.ts';

export interface SchemaRow {
  /** path of the field, e.g. `users[].email` */
  path: string;
  type: string;
  isRequired: boolean;
  text: string;
}

/** The part of JSON Schema that is shown; zod writes a list of types for what may be null. */
interface Shown {
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  anyOf?: Shown[];
  required?: string[];
  properties?: Record<string, Shown>;
  items?: Shown;
}

const typeNames: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'yes or no',
  object: 'object',
  array: 'list',
  null: 'null',
};

/** The type of a field in words. */
function typeOf(schema: Shown): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined) {
    const types = schema.anyOf.map(typeOf).filter((type) => type !== 'null');
    return [...new Set(types)].join(' or ');
  }
  if (Array.isArray(schema.type)) {
    return typeOf({ ...schema, type: schema.type.find((type) => type !== 'null') ?? 'null' });
  }
  if (schema.type === 'array') {
    const item = schema.items === undefined ? 'anything' : typeOf(schema.items);
    return item.includes(' or ') ? `list of (${item})` : `list of ${item}`;
  }
  return typeNames[schema.type ?? ''] ?? 'any JSON';
}

/** The fields of a schema, nested ones after the field that holds them. */
export const schemaRows = (schema: FormSchema): SchemaRow[] => rowsOf(schema as Shown, '');

function rowsOf({ properties = {}, required = [] }: Shown, prefix: string): SchemaRow[] {
  return Object.entries(properties).flatMap(([name, shown]): SchemaRow[] => {
    const path = `${prefix}${name}`;
    const text = [shown.title, shown.description].filter((part) => part !== undefined && part !== '').join('. ');
    const row = { path, type: typeOf(shown), isRequired: required.includes(name), text };
    const inner = shown.items === undefined ? [] : rowsOf(shown.items, `${path}[].`);
    return [row, ...inner, ...rowsOf(shown, `${path}.`)];
  });
}
