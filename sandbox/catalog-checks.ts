import { refuse } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Catalog, FieldDefinition } from './catalog-state.ts';
import { isJsonObject } from './json-value.ts';
import type { ApiCall, Route, World } from './world.ts';

/** What names of catalogs and ids of items may look like. */
export const namePattern = /^[A-Za-z0-9-]{1,255}$/;

/** 30 kB, the largest value of an item. */
const largestItem = 30_000;

/** The second form of errors, which catalogs use for what is not there. */
const missing = (what: string, code: string, name: string): Answer => ({
  status: 404,
  body: { error: 'NotFound', message: `${what} not found: ${name}`, code, data: { args: [name] } },
});

/** The 404 for an item that is not there. */
export const itemMissing = (itemId: string): Answer => missing('Catalog item', 'error.catalogs.itemNotFound', itemId);

/** The catalog that a path names, without regard to case, or its 404. */
export function catalogNamed(world: World, { params: { catalogName = '' } }: ApiCall): Catalog | Answer {
  if (!namePattern.test(catalogName)) return refuse(400, 'BadParams', `Invalid catalog name: ${catalogName}`);
  const catalog = world.state.catalogs.get(catalogName.toLowerCase());
  return catalog ?? missing('Catalog', 'error.catalogs.notFound', catalogName);
}

/** A handler that gets the catalog of its path. */
export function withCatalog(handle: (world: World, call: ApiCall, catalog: Catalog) => Answer): Route['handle'] {
  return (world, call) => {
    const catalog = catalogNamed(world, call);
    return 'status' in catalog ? catalog : handle(world, call, catalog);
  };
}

/** The type that is set for a field, or undefined. */
export const fieldType = (fields: readonly FieldDefinition[], name: string): string | undefined =>
  fields.find(({ fieldName }) => fieldName === name)?.fieldType;

/** The refusal of an item that has a bad id, a field name with a period, or too much in it. */
export function itemFault(itemId: string, value: unknown): Answer | undefined {
  if (!namePattern.test(itemId)) return refuse(400, 'BadParams', `Invalid catalog item id: ${itemId}`);
  if (!isJsonObject(value)) return refuse(400, 'BadParams', `The value of catalog item ${itemId} is not an object`);
  const dotted = Object.keys(value).find((name) => name.includes('.'));
  if (dotted !== undefined) return refuse(400, 'BadParams', `Field names must not contain periods: ${dotted}`);
  return Buffer.byteLength(JSON.stringify(value)) > largestItem
    ? refuse(400, 'BadParams', `Catalog item ${itemId} is larger than 30kb`)
    : undefined;
}
