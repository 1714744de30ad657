import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { fieldType, itemFault, itemMissing, namePattern, withCatalog } from '../catalog-checks.ts';
import type { Catalog, CatalogItem } from '../catalog-state.ts';
import type { JsonObject } from '../json-value.ts';
import { pageOf } from '../page-of.ts';
import type { ApiCall, Route, World } from '../world.ts';

const hundred = [{ count: 100, per: 'second' }] as const;
const longestBatch = 1000;

/** 202 for a write that takes effect after a while: at once unless the settings say otherwise. */
function accepted(world: World, msg: string, write: () => void): Answer {
  const { catalogDelayMs } = world.settings;
  if (catalogDelayMs === 0) write();
  else world.at(world.now() + catalogDelayMs, write);
  return { ...success(msg), status: 202 };
}

const view = (catalog: Catalog, { itemId, value, lastModified }: CatalogItem): JsonObject => ({
  catalogName: catalog.name,
  itemId,
  lastModified,
  size: Buffer.byteLength(JSON.stringify(value)),
  value,
});

function put(world: World, { items }: Catalog, itemId: string, value: JsonObject, merge: boolean): void {
  const before = merge ? items.get(itemId)?.value : undefined;
  items.set(itemId, { itemId, value: { ...before, ...value }, lastModified: world.now() });
}

function list(_: World, call: ApiCall, catalog: Catalog): Answer {
  const rows = [...catalog.items.values()];
  const orderBy = call.query.get('orderBy');
  if (orderBy !== null) {
    if (fieldType(catalog.fields, orderBy) === undefined) {
      return refuse(400, 'BadParams', `orderBy needs a field with a defined type: ${orderBy}`);
    }
    const sign = call.query.get('sortAscending') === 'true' ? 1 : -1;
    rows.sort((a, b) => sign * compare(a.value[orderBy], b.value[orderBy]));
  }
  const options = { itemsAs: 'catalogItemsWithProperties', totalAs: 'totalItemsCount', usual: 10, largest: 1000 };
  const shown = rows.map((item) => view(catalog, item));
  const paged = pageOf(call, shown, options);
  return 'refusal' in paged ? paged.refusal : success('', paged.page);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return JSON.stringify(a ?? null) < JSON.stringify(b ?? null) ? -1 : 1;
}

function bulkUpload(world: World, call: ApiCall, catalog: Catalog): Answer {
  const documents = Object.entries(call.body.documents as JsonObject);
  if (documents.length > longestBatch) return refuse(400, 'BatchTooLarge', 'Too many documents in one call');
  for (const [itemId, value] of documents) {
    const fault = itemFault(itemId, value);
    if (fault) return fault;
  }
  const merge = call.body.replaceUploadedFieldsOnly === true;
  return accepted(world, `Request to bulk-upload documents into ${catalog.name} processed successfully`, () => {
    for (const [itemId, value] of documents) put(world, catalog, itemId, value as JsonObject, merge);
  });
}

function bulkDelete(world: World, call: ApiCall, catalog: Catalog): Answer {
  const itemIds = call.body.itemIds as string[];
  const bad = itemIds.find((itemId) => !namePattern.test(itemId));
  if (bad !== undefined) return refuse(400, 'BadParams', `Invalid catalog item id: ${bad}`);
  return accepted(world, `Request to bulk-delete items from ${catalog.name} processed successfully`, () => {
    for (const itemId of itemIds) catalog.items.delete(itemId);
  });
}

/** PUT replaces an item, PATCH keeps the fields it does not name; both make it when it is not there. */
function writeItem(member: 'value' | 'update'): Route['handle'] {
  return withCatalog((world, call, catalog) => {
    const { itemId = '' } = call.params;
    const value = call.body[member] as JsonObject;
    const fault = itemFault(itemId, value);
    if (fault) return fault;
    return accepted(world, `Request to update item ${itemId} of ${catalog.name} processed successfully`, () => {
      put(world, catalog, itemId, value, member === 'update');
    });
  });
}

const itemsPath = '/api/catalogs/{catalogName}/items';
const itemPath = `${itemsPath}/{itemId}`;

/** Items of catalogs. */
export const catalogItemRoutes: readonly Route[] = [
  { method: 'GET', path: itemsPath, limits: hundred, handle: withCatalog(list) },
  {
    method: 'POST',
    path: itemsPath,
    limits: hundred,
    body: { documents: 'object', replaceUploadedFieldsOnly: 'boolean' },
    handle: withCatalog(bulkUpload),
  },
  { method: 'DELETE', path: itemsPath, body: { itemIds: { each: 'string' } }, handle: withCatalog(bulkDelete) },
  {
    method: 'GET',
    path: itemPath,
    handle: withCatalog((_, { params: { itemId = '' } }, catalog) => {
      const item = catalog.items.get(itemId);
      return item ? success('', view(catalog, item)) : itemMissing(itemId);
    }),
  },
  {
    method: 'PUT',
    path: itemPath,
    limits: [{ count: 1000, per: 'second' }],
    body: { value: 'object' },
    handle: writeItem('value'),
  },
  { method: 'PATCH', path: itemPath, body: { update: 'object' }, handle: writeItem('update') },
  {
    method: 'DELETE',
    path: itemPath,
    handle: withCatalog((world, { params: { itemId = '' } }, catalog) =>
      accepted(world, `Request to delete item ${itemId} of ${catalog.name} processed successfully`, () => {
        catalog.items.delete(itemId);
      }),
    ),
  },
];
