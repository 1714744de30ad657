import type { Json, JsonObject } from '../errors/json.ts';
import type { PathKey } from './mapping/template.ts';
import { nearestName } from './nearest-name.ts';

/** Where a look-up in a JSON Schema ended. `schema` undefined = anything can stand there. */
export type SchemaLookup =
  | { found: true; schema: Json | undefined }
  | { found: false; at: number; why: 'unknown_key' | 'no_fields' | 'no_list' | 'no_position'; known: string[] };

const maxVariants = 64;

/** Keyword of a schema whose names are those that usually come: another name may be right, one that is nearly the same is a slip. */
export const usualNames = 'x-usualNames';

function isSchema(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function followRef(ref: string, root: Json | undefined): Json | undefined {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return undefined;
  let at = root;
  for (const part of ref.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isSchema(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** The plain schemas that a schema stands for, with references and alternatives opened; `undefined` = no restriction. */
export function schemaVariants(schema: Json | undefined, root: Json | undefined): JsonObject[] | undefined {
  const open: (Json | undefined)[] = [schema];
  const variants: JsonObject[] = [];
  for (let steps = 0; open.length > 0; steps++) {
    const next = open.shift();
    if (!isSchema(next) || steps > maxVariants) return undefined;
    if (typeof next.$ref === 'string') open.push(followRef(next.$ref, root));
    else {
      const choices = [next.anyOf, next.oneOf, next.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
      open.push(...choices);
      if (choices.length === 0 || next.properties !== undefined || next.items !== undefined) variants.push(next);
    }
  }
  return variants;
}

function typesOf(variant: JsonObject): string[] | undefined {
  if (typeof variant.type === 'string') return [variant.type];
  if (Array.isArray(variant.type)) return variant.type.filter((type) => typeof type === 'string');
  const values = 'const' in variant ? [variant.const ?? null] : Array.isArray(variant.enum) ? variant.enum : undefined;
  if (values !== undefined) return [...new Set(values.map(typeName))];
  if (variant.properties !== undefined) return ['object'];
  return variant.items === undefined ? undefined : ['array'];
}

/** The JSON Schema name of a value's type. */
export function typeName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** All types a schema allows; `undefined` = not known. */
export function schemaTypes(schema: Json | undefined, root: Json | undefined): Set<string> | undefined {
  const all = new Set<string>();
  for (const variant of schemaVariants(schema, root) ?? [{}]) {
    const types = typesOf(variant);
    if (types === undefined) return undefined;
    for (const type of types) all.add(type);
  }
  return all;
}

/** The field names that a schema lists. */
export function propertyNames(schema: Json | undefined, root: Json | undefined): string[] {
  return (schemaVariants(schema, root) ?? []).flatMap(({ properties }) =>
    isSchema(properties) ? Object.keys(properties) : [],
  );
}

/** The names of the fields that must be given: those that every alternative asks for. */
export function requiredNames(schema: Json | undefined, root: Json | undefined): string[] {
  const lists = (schemaVariants(schema, root) ?? [])
    .filter((variant) => variant.properties !== undefined)
    .map(({ required }) => (Array.isArray(required) ? required.filter((name) => typeof name === 'string') : []));
  return (lists[0] ?? []).filter((name) => lists.every((list) => list.includes(name)));
}

function step(variant: JsonObject, key: PathKey): SchemaLookup {
  const types = typesOf(variant);
  const fail = (why: 'unknown_key' | 'no_fields' | 'no_list' | 'no_position', known: string[] = []): SchemaLookup => ({
    found: false,
    at: 0,
    why,
    known,
  });
  const isList = types?.includes('array') === true;
  if (isList && /^\d+$/.test(String(key))) return { found: true, schema: variant.items };
  if (types !== undefined && !types.includes('object')) {
    if (isList) return fail('no_position');
    return fail(typeof key === 'number' ? 'no_list' : 'no_fields');
  }
  const properties = isSchema(variant.properties) ? variant.properties : {};
  if (Object.hasOwn(properties, key)) return { found: true, schema: properties[key] };
  const names = Object.keys(properties);
  const rest = variant.additionalProperties;
  const isSlip = variant[usualNames] === true && nearestName(String(key), names) !== undefined;
  if (rest === false || isSlip) return fail('unknown_key', names);
  return { found: true, schema: rest === true ? undefined : rest };
}

/** Follows a path through a schema. Where alternatives differ, one that has the path is enough. */
export function lookUpSchema(
  schema: Json | undefined,
  keys: readonly PathKey[],
  root: Json | undefined = schema,
): SchemaLookup {
  let at = schema;
  for (const [index, key] of keys.entries()) {
    const variants = schemaVariants(at, root);
    if (variants === undefined) return { found: true, schema: undefined };
    const tried = variants.map((variant) => step(variant, key));
    const hits = tried.flatMap((result) => (result.found ? [result.schema] : []));
    if (hits.length === 0) {
      // the answer of an alternative with fields tells more than that of `null`
      const best = tried.find((result) => !result.found && result.why === 'unknown_key') ?? tried[0];
      return best === undefined || best.found ? { found: true, schema: undefined } : { ...best, at: index };
    }
    at = hits.length === 1 ? hits[0] : hits.includes(undefined) ? undefined : { anyOf: hits as Json[] };
  }
  return { found: true, schema: at };
}

/** Schema of a field; `undefined` where it is not known. */
export function propertySchema(schema: Json | undefined, key: string, root: Json | undefined): Json | undefined {
  const result = lookUpSchema(schema, [key], root);
  return result.found ? result.schema : undefined;
}

/** Schema of the items of a list; `undefined` where it is not known. */
export function itemSchema(schema: Json | undefined, root: Json | undefined): Json | undefined {
  return propertySchema(schema, '0', root);
}
