import type { z } from 'zod';

/** True: the schema takes the value and gives it back as it is. False says nothing: the schema itself decides then. */
export type Passes = (value: unknown) => boolean;

const never: Passes = () => false;

/**
 * A quick first look at values that a schema will mostly take, for bulk runs check millions of rows of one form: the kinds of
 * fields that rows mostly have are compiled, and all else is left to the schema.
 */
export function compilePasses(schema: z.core.$ZodType): Passes {
  const def = defOf(schema);
  // checks of a whole object or list are left to the schema; those of a text are compiled below
  if ((def.checks ?? []).length > 0 && def.type !== 'string') return never;
  switch (def.type) {
    case 'string':
      return compileText(def);
    case 'boolean':
      return def.coerce === true ? never : (value) => typeof value === 'boolean';
    case 'custom':
      return isCustom(def) ? def.fn : never;
    case 'nullable': {
      const inner = compilePasses(def.innerType);
      return (value) => value === null || inner(value);
    }
    case 'optional': {
      const inner = compilePasses(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case 'record':
      return compileRecord(def);
    case 'object':
      return compileObject(def);
    default:
      return never;
  }
}

/** The same for the items of a list; null where the list has rules besides its items and not being empty. */
export function compileItemPasses(input: z.core.$ZodType, key: string): Passes | null {
  const root = defOf(input);
  if (root.type !== 'object' || (root.checks ?? []).length > 0) return null;
  const list = root.shape[key] === undefined ? null : defOf(root.shape[key]);
  if (list?.type !== 'array') return null;
  const isPlain = checksOf(list).every((check) => check.check === 'min_length' && check.minimum <= 1);
  return isPlain ? compilePasses(list.element) : null;
}

const defOf = (schema: z.core.$ZodType): z.core.$ZodTypes['_zod']['def'] => (schema as z.core.$ZodTypes)._zod.def;

const checksOf = ({ checks = [] }: z.core.$ZodTypeDef): z.core.$ZodChecks['_zod']['def'][] =>
  (checks as z.core.$ZodChecks[]).map((check) => check._zod.def);

const isCustom = (def: z.core.$ZodTypeDef): def is z.core.$ZodCustomDef & { fn: Passes } =>
  typeof (def as { fn?: unknown }).fn === 'function';

function compileText(def: z.core.$ZodStringDef): Passes {
  if (def.coerce === true) return never;
  const rules: ((text: string) => boolean)[] = [];
  for (const check of checksOf(def)) {
    if (check.check === 'max_length') rules.push((text) => text.length <= check.maximum);
    else if (check.check === 'min_length') rules.push((text) => text.length >= check.minimum);
    // such as trim: what it would change is not as it was
    else if (check.check === 'overwrite') rules.push((text) => check.tx(text) === text);
    else return never;
  }
  return (value) => typeof value === 'string' && rules.every((rule) => rule(value));
}

function compileRecord(def: z.core.$ZodRecordDef): Passes {
  const name = defOf(def.keyType);
  if (name.type !== 'string' || name.coerce === true || (name.checks ?? []).length > 0) return never;
  const passes = compilePasses(def.valueType);
  return (value) => isPlain(value) && Object.keys(value).every((key) => key !== '__proto__' && passes(value[key]));
}

function compileObject(def: z.core.$ZodObjectDef): Passes {
  const rest = def.catchall === undefined ? null : defOf(def.catchall);
  // an object that is not strict drops or checks other keys
  if (rest?.type !== 'never') return never;
  const fields = new Map(Object.entries(def.shape).map(([key, schema]) => [key, compilePasses(schema)]));
  const needed = [...fields].filter(([, passes]) => !passes(undefined)).map(([key]) => key);
  return (value) =>
    isPlain(value) &&
    Object.keys(value).every((key) => fields.get(key)?.(value[key]) === true) &&
    needed.every((key) => Object.hasOwn(value, key));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
