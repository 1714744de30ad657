import { json, refuse, success, text } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyFault } from '../body-shape.ts';
import type { JsonObject } from '../json-value.ts';
import type { MetadataItem } from '../metadata-tables.ts';
import type { ApiCall, Route, World } from '../world.ts';

const alphanumeric = /^[A-Za-z0-9]+$/;
// how many keys Iterable lists at once is not documented
const pageSize = 100;

/** Names in the path, or the 400 for one that is not alphanumeric. */
function namesOf({ params }: ApiCall): { table: string; key: string } | Answer {
  const { table = '', key = '' } = params;
  const bad = [table, ...('key' in params ? [key] : [])].find((name) => !alphanumeric.test(name));
  return bad === undefined ? { table, key } : refuse(400, 'BadParams', `Not an alphanumeric name: ${bad}`);
}

function propertiesOf({ table, key, lastModified, value }: MetadataItem): JsonObject {
  return { table, key, lastModified, size: Buffer.byteLength(JSON.stringify(value)) };
}

/** A route handler that gets checked names. */
const named =
  (handle: (world: World, names: { table: string; key: string }, call: ApiCall) => Answer) =>
  (world: World, call: ApiCall): Answer => {
    const names = namesOf(call);
    return 'status' in names ? names : handle(world, names, call);
  };

function listKeys({ state }: World, { table }: { table: string }, { query }: ApiCall): Answer {
  const marker = query.get('nextMarker');
  const items = state.metadata.itemsOf(table).filter(({ key }) => marker === null || key > marker);
  const page = items.slice(0, pageSize);
  const last = page.at(-1);
  return json({
    results: page.map(propertiesOf),
    ...(last && items.length > pageSize ? { nextMarker: last.key } : {}),
  });
}

/** A bad body is answered as text here (recorded 2017). */
function badBody({ rawBody }: ApiCall, faults: readonly BodyFault[]): Answer {
  const places = Object.fromEntries(faults.map(({ path, old }) => [path, [{ msg: old, args: [] }]]));
  return text(`Json error: ${JSON.stringify(places)}\n ${rawBody}`, 400);
}

/** Metadata: the old key-value store. */
export const metadataRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/metadata',
    handle: ({ state }) => json({ results: state.metadata.tableNames().map((name) => ({ name })) }),
  },
  { method: 'GET', path: '/api/metadata/{table}', handle: named(listKeys) },
  {
    method: 'DELETE',
    path: '/api/metadata/{table}',
    handle: named(({ state }, { table }) => {
      state.metadata.deleteTable(table);
      return success(`Successfully deleted table ${table}`);
    }),
  },
  {
    method: 'GET',
    path: '/api/metadata/{table}/{key}',
    handle: named(({ state }, { table, key }) => {
      const item = state.metadata.get(table, key);
      return item
        ? json({ ...propertiesOf(item), value: item.value })
        : refuse(404, 'NotFound', `No metadata at ${table}/${key}`);
    }),
  },
  {
    method: 'PUT',
    path: '/api/metadata/{table}/{key}',
    body: { value: 'object' },
    badBody,
    handle: named((world, { table, key }, { body }) => {
      world.state.metadata.put({ table, key, value: body.value as JsonObject, lastModified: world.now() });
      return success(`Successfully updated object ${key} in table ${table}`);
    }),
  },
  {
    method: 'DELETE',
    path: '/api/metadata/{table}/{key}',
    handle: named(({ state }, { table, key }) => {
      state.metadata.delete(table, key);
      return success(`Successfully deleted object ${key} from table ${table}`);
    }),
  },
];
