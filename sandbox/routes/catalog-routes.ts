import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { catalogNamed, fieldType, namePattern, withCatalog } from '../catalog-checks.ts';
import type { Catalog, FieldDefinition } from '../catalog-state.ts';
import { takeId } from '../content-state.ts';
import type { JsonObject } from '../json-value.ts';
import { pageOf } from '../page-of.ts';
import type { ApiCall, Route, World } from '../world.ts';

const types = ['boolean', 'date', 'geo_location', 'long', 'double', 'object', 'string'];

/** Names of catalogs, wrapped in the standard envelope as they are at runtime. */
function list(world: World, call: ApiCall): Answer {
  const rows = [...world.state.catalogs.values()].map(({ name }) => ({ name }));
  const paged = pageOf(call, rows, {
    itemsAs: 'catalogNames',
    totalAs: 'totalCatalogsCount',
    usual: 10,
    largest: 1000,
  });
  return 'refusal' in paged ? paged.refusal : success('', paged.page);
}

function create(world: World, name: string): Answer {
  if (!namePattern.test(name)) return refuse(400, 'BadParams', `Invalid catalog name: ${name}`);
  const key = name.toLowerCase();
  if (world.state.catalogs.has(key)) return refuse(400, 'BadParams', `Catalog already exists: ${name}`);
  const catalog: Catalog = { id: takeId(world.state, 'catalog'), name, items: new Map(), fields: [] };
  world.state.catalogs.set(key, catalog);
  const answer = success('', { id: catalog.id, name, url: `/api/catalogs/${name}` });
  return { ...answer, status: 201 };
}

function mappings({ items, fields }: Catalog): Answer {
  const defined = fields.map(({ fieldName, fieldType: type }): [string, string] => [fieldName, type]);
  const seen = new Set([...items.values()].flatMap(({ value }) => Object.keys(value)));
  for (const [name] of defined) seen.delete(name);
  return success('', { definedMappings: Object.fromEntries(defined), undefinedFields: [...seen] });
}

/** The first thing wrong with new field types: an unknown type, a dot in a name, or a type other than the one that is set. */
function mappingFault(known: readonly FieldDefinition[], updates: readonly FieldDefinition[]): Answer | undefined {
  for (const { fieldName, fieldType: type, children } of updates) {
    if (!types.includes(type)) return refuse(400, 'BadParams', `Invalid field type for ${fieldName}: ${type}`);
    if (fieldName.includes('.')) return refuse(400, 'BadParams', `Field names must not contain periods: ${fieldName}`);
    const set = fieldType(known, fieldName);
    if (set !== undefined && set !== type) {
      return refuse(400, 'BadParams', `The type of field ${fieldName} is ${set} and cannot be changed`);
    }
    const within = known.find((field) => field.fieldName === fieldName)?.children ?? [];
    const fault = mappingFault(within, children ?? []);
    if (fault) return fault;
  }
  return undefined;
}

function setMappings(catalog: Catalog, body: JsonObject): Answer {
  const updates = body.mappingsUpdates as FieldDefinition[];
  const fault = mappingFault(catalog.fields, updates);
  if (fault) return fault;
  const fields = new Map(catalog.fields.map((field) => [field.fieldName, field]));
  for (const field of updates) fields.set(field.fieldName, field);
  catalog.fields = [...fields.values()];
  return success();
}

/** Catalogs and the types of their fields. */
export const catalogRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/catalogs', limits: [{ count: 100, per: 'second' }], handle: list },
  {
    method: 'POST',
    path: '/api/catalogs/{catalogName}',
    handle: (world, call) => create(world, call.params.catalogName ?? ''),
  },
  {
    method: 'DELETE',
    path: '/api/catalogs/{catalogName}',
    handle(world, call) {
      const catalog = catalogNamed(world, call);
      if ('status' in catalog) return catalog;
      world.state.catalogs.delete(catalog.name.toLowerCase());
      return success();
    },
  },
  {
    method: 'GET',
    path: '/api/catalogs/{catalogName}/fieldMappings',
    handle: withCatalog((_, __, catalog) => mappings(catalog)),
  },
  {
    method: 'PUT',
    path: '/api/catalogs/{catalogName}/fieldMappings',
    body: { mappingsUpdates: { each: { fieldName: 'string', fieldType: 'string' } } },
    handle: withCatalog((_, call, catalog) => setMappings(catalog, call.body)),
  },
];
