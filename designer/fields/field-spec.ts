import type { Json, JsonSchema } from '../api/types.ts';

/** What kind of control draws a field. */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'number'
  | 'boolean'
  | 'select'
  | 'date-time'
  | 'json'
  | 'key-value'
  | 'list'
  | 'object'
  | 'data-fields';

/** One field of a form, as drawn. */
export interface FieldSpec {
  /** key in the input; empty for the item of a list */
  name: string;
  kind: FieldKind;
  title: string;
  help?: string;
  example?: Json;
  isRequired: boolean;
  /** optional, yet shown at once */
  isSticky: boolean;
  /** optional and rarely used */
  isAdvanced: boolean;
  /** choices that are loaded from the account */
  picklist?: { name: string; args: Record<string, string> };
  /** choices that are known; others may be typed unless `isClosed` */
  options?: { value: string | number; label: string }[];
  isClosed: boolean;
  /** whether several may be chosen */
  isMultiple: boolean;
  maxLength?: number;
  /** fields of an object */
  fields?: FieldSpec[];
  /** what each item of a list is */
  item?: FieldSpec;
}

/** The schema that says what a value is, past references and a mere "or null". */
function settle(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/$defs/', '');
    // a schema that names itself ends here: it is drawn as JSON
    return root.$defs?.[name] === undefined ? {} : { ...root.$defs[name], ...schema, $ref: undefined };
  }
  const variants = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null');
  if (variants.length !== 1) return schema;
  return { ...variants[0], ...schema, anyOf: undefined, oneOf: undefined };
}

const typesOf = (schema: JsonSchema): string[] => {
  const own = schema.type === undefined ? [] : [schema.type].flat();
  const inner = (schema.anyOf ?? schema.oneOf ?? []).flatMap(({ type }) => (type === undefined ? [] : [type].flat()));
  return [...own, ...inner].filter((type) => type !== 'null');
};

function kindOf(schema: JsonSchema): FieldKind {
  const { form, properties, additionalProperties, items } = schema;
  const control = form?.control;
  if (control === 'dataFields') return 'data-fields';
  if (control === 'date' || schema.format === 'date-time') return 'date-time';
  if (control === 'textarea') return 'long-text';
  if (form?.picklist !== undefined || schema.options !== undefined || schema.enum !== undefined) return 'select';
  const types = typesOf(schema);
  if (types.includes('array')) return items === undefined && control !== 'items' ? listOfVariants(schema) : 'list';
  if (types.includes('object')) {
    if (properties !== undefined) return 'object';
    return additionalProperties === false ? 'json' : 'key-value';
  }
  if (types.includes('boolean') && types.length === 1) return 'boolean';
  if (types.some((type) => type === 'integer' || type === 'number')) return 'number';
  return types.includes('string') ? 'text' : 'json';
}

// an array beside text, such as ids written `12, 34`, is a list of what its array holds
const arrayVariant = (schema: JsonSchema): JsonSchema | undefined =>
  schema.anyOf?.find(({ type }) => type === 'array') ?? schema.oneOf?.find(({ type }) => type === 'array');
const listOfVariants = (schema: JsonSchema): FieldKind => (arrayVariant(schema)?.items === undefined ? 'json' : 'list');

/** @param around the definitions that this one stands in */
function specOf(
  name: string,
  given: JsonSchema,
  isRequired: boolean,
  root: JsonSchema,
  around: readonly string[] = [],
): FieldSpec {
  const { $ref } = given;
  // any JSON is defined by lists and objects of itself: inside, it is drawn as JSON
  const isInsideItself = $ref !== undefined && around.includes($ref);
  const inside = $ref === undefined ? around : [...around, $ref];
  const schema = isInsideItself ? { ...given, $ref: undefined } : settle(given, root);
  const kind = kindOf(schema);
  const { form = {} } = schema;
  const items = schema.items ?? arrayVariant(schema)?.items;
  const choices = schema.enum ?? schema.options;
  const [example] = schema.examples ?? [];
  return {
    name,
    kind,
    title: schema.title ?? name,
    ...(schema.description === undefined ? {} : { help: schema.description }),
    ...(example === undefined ? {} : { example }),
    isRequired,
    isSticky: form.sticky === true,
    isAdvanced: form.advanced === true,
    ...(form.picklist === undefined
      ? {}
      : {
          picklist: {
            name: form.picklist.name,
            args: Object.fromEntries(
              Object.entries(form.picklist.args ?? {}).map(([key, value]) => [key, String(value)]),
            ),
          },
        }),
    ...(choices === undefined
      ? {}
      : {
          options: choices.map((value) => ({
            value: typeof value === 'number' ? value : String(value),
            label: String(value),
          })),
        }),
    isClosed: schema.enum !== undefined,
    isMultiple: typesOf(schema).includes('array'),
    ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }),
    ...(kind === 'object' ? { fields: fieldsOf(schema, root, inside) } : {}),
    ...(kind === 'list' && items !== undefined ? { item: specOf('', items, true, root, inside) } : {}),
  };
}

/** The fields of an input schema in its order; what is required first, then what is shown at once. */
export function fieldsOf(schema: JsonSchema, root: JsonSchema = schema, around: readonly string[] = []): FieldSpec[] {
  const required = new Set(schema.required ?? []);
  const rank = ({ isRequired, isSticky, isAdvanced }: FieldSpec): number =>
    isRequired ? 0 : isSticky ? 1 : isAdvanced ? 3 : 2;
  return Object.entries(schema.properties ?? {})
    .map(([name, property]) => specOf(name, property, required.has(name), root, around))
    .sort((a, b) => rank(a) - rank(b));
}
