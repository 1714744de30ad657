import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

const start = Date.UTC(2031, 0, 10);

describe('catalogs of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false, now: () => start });
    await call(sandbox, '/api/catalogs/Products', {});
  });
  afterEach(() => sandbox.close());

  const items = '/api/catalogs/Products/items';
  const write = (method: string, path: string, body?: object) => call(sandbox, path, body, { method });
  const upload = (documents: object, replaceUploadedFieldsOnly = false) =>
    call(sandbox, items, { documents, replaceUploadedFieldsOnly });
  const valueOf = async (itemId: string) =>
    ((await call(sandbox, `${items}/${itemId}`)).body as { params?: { value: unknown } }).params?.value;

  test('A catalog is created with 201 and listed in the wrapped form.', async () => {
    expect(await call(sandbox, '/api/catalogs/stores-2', {})).toMatchObject({
      status: 201,
      body: { msg: '', code: 'Success', params: { name: 'stores-2', url: '/api/catalogs/stores-2' } },
    });
    expect((await call(sandbox, '/api/catalogs')).body).toEqual({
      msg: '',
      code: 'Success',
      params: { catalogNames: [{ name: 'Products' }, { name: 'stores-2' }], totalCatalogsCount: 2 },
    });
    expect((await call(sandbox, '/api/catalogs?pageSize=1')).body).toMatchObject({
      params: { nextPageUrl: '/api/catalogs?pageSize=1&page=2' },
    });
  });

  test('Names of catalogs are letters, digits and dashes, at most 255, and the same in any case.', async () => {
    for (const name of ['a_b', 'a.b', 'a%20b', 'n'.repeat(256)]) {
      expect((await call(sandbox, `/api/catalogs/${name}`, {})).status).toBe(400);
    }
    expect((await call(sandbox, '/api/catalogs/PRODUCTS', {})).status).toBe(400);
    expect((await call(sandbox, '/api/catalogs/products/items')).status).toBe(200);
    expect((await write('DELETE', '/api/catalogs/pRoDuCtS')).status).toBe(200);
    expect((await call(sandbox, items)).body).toEqual({
      error: 'NotFound',
      message: 'Catalog not found: Products',
      code: 'error.catalogs.notFound',
      data: { args: ['Products'] },
    });
  });

  test('An item is put as a whole with 202, patched by field, and deleted.', async () => {
    expect(await write('PUT', `${items}/sku-1`, { value: { price: 10, name: 'Cup' } })).toMatchObject({
      status: 202,
      body: { code: 'Success', params: null },
    });
    await write('PATCH', `${items}/sku-1`, { update: { price: 12 } });
    expect(await valueOf('sku-1')).toEqual({ price: 12, name: 'Cup' });
    await write('PUT', `${items}/sku-1`, { value: { price: 9 } });
    expect((await call(sandbox, `${items}/sku-1`)).body).toEqual({
      msg: '',
      code: 'Success',
      params: { catalogName: 'Products', itemId: 'sku-1', lastModified: start, size: 11, value: { price: 9 } },
    });
    expect(await valueOf('SKU-1')).toBeUndefined();
    expect((await write('DELETE', `${items}/sku-1`)).status).toBe(202);
    expect((await call(sandbox, `${items}/sku-1`)).status).toBe(404);
  });

  test('Items are uploaded and deleted in bulk, whole or field by field.', async () => {
    const answer = await upload({ 'sku-1': { price: 1, name: 'Cup' }, 'sku-2': { price: 2 } });
    expect(answer).toMatchObject({
      status: 202,
      body: { msg: 'Request to bulk-upload documents into Products processed successfully' },
    });
    await upload({ 'sku-1': { price: 5 } }, true);
    expect(await valueOf('sku-1')).toEqual({ price: 5, name: 'Cup' });
    await upload({ 'sku-1': { price: 6 } });
    expect(await valueOf('sku-1')).toEqual({ price: 6 });
    expect((await write('DELETE', items, { itemIds: ['sku-1', 'sku-9'] })).status).toBe(202);
    expect((await call(sandbox, items)).body).toMatchObject({ params: { totalItemsCount: 1 } });
  });

  test('Item ids, dotted field names, size and number of documents are checked, and nothing of a refused call is kept.', async () => {
    expect((await upload({ 'sku-1': { a: 1 }, sku_2: { a: 1 } })).status).toBe(400);
    expect((await upload({ 'sku-1': { 'a.b': 1 } })).status).toBe(400);
    expect((await upload({ 'sku-1': 7 })).status).toBe(400);
    expect((await upload({ 'sku-1': { a: 'x'.repeat(30_000) } })).status).toBe(400);
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`i${i}`, {}]));
    expect((await upload(many)).body).toMatchObject({ code: 'BatchTooLarge' });
    expect((await call(sandbox, items, { documents: {} })).body).toMatchObject({
      code: 'BadJsonBody',
      params: { 'obj.replaceUploadedFieldsOnly': 'Value is required' },
    });
    expect((await call(sandbox, items)).body).toMatchObject({ params: { totalItemsCount: 0 } });
  });

  test('Field types are set once and fields without one are named.', async () => {
    await upload({ 'sku-1': { price: 1, name: 'Cup' } });
    const mappings = '/api/catalogs/Products/fieldMappings';
    const set = (fieldType: string, fieldName = 'price') =>
      write('PUT', mappings, { mappingsUpdates: [{ fieldName, fieldType }] });
    expect((await set('double')).status).toBe(200);
    expect((await set('double')).status).toBe(200);
    expect((await set('string')).status).toBe(400);
    expect((await set('money', 'name')).status).toBe(400);
    expect((await call(sandbox, mappings)).body).toEqual({
      msg: '',
      code: 'Success',
      params: { definedMappings: { price: 'double' }, undefinedFields: ['name'] },
    });
  });

  test('Items are ordered by a typed field only, descending unless told.', async () => {
    await upload({ a: { price: 2 }, b: { price: 10 }, c: { price: 1 } });
    const order = async (query: string) => {
      const { params } = (await call(sandbox, `${items}?${query}`)).body as {
        params?: { catalogItemsWithProperties: { itemId: string }[] };
      };
      return params?.catalogItemsWithProperties.map(({ itemId }) => itemId).join('');
    };
    expect((await call(sandbox, `${items}?orderBy=price`)).status).toBe(400);
    const mappingsUpdates = [{ fieldName: 'price', fieldType: 'long' }];
    await write('PUT', '/api/catalogs/Products/fieldMappings', { mappingsUpdates });
    expect(await order('orderBy=price')).toBe('bac');
    expect(await order('orderBy=price&sortAscending=true')).toBe('cab');
    expect(await order('pageSize=2&page=2')).toBe('c');
  });

  test('Catalog writes take effect later when the sandbox is told so.', async () => {
    await call(sandbox, '/sandbox/settings', { catalogDelayMs: 5000 });
    expect((await upload({ 'sku-1': { price: 1 } })).status).toBe(202);
    expect(await valueOf('sku-1')).toBeUndefined();
    await call(sandbox, '/sandbox/clock', { advanceMs: 5000 });
    expect(await valueOf('sku-1')).toEqual({ price: 1 });
  });

  test('A state file carries templates, snippets and catalogs over a restart.', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const stateFile = join(folder, 'state.json');
    const first = await startSandbox({ stateFile });
    await call(first, '/api/catalogs/Books', {});
    await call(first, '/api/catalogs/Books/items/b-1', { value: { pages: 7 } }, { method: 'PUT' });
    await call(first, '/api/snippets', { name: 'footer', content: 'Bye' });
    await call(first, '/api/templates/sms/upsert', { clientTemplateId: 't-1', message: 'Hi' });
    await first.close();
    const second = await startSandbox({ stateFile });
    const read = async (path: string) => (await call(second, path)).body;
    expect(await read('/api/catalogs/books/items/b-1')).toMatchObject({ params: { value: { pages: 7 } } });
    expect(await read('/api/snippets/footer')).toMatchObject({ snippet: { content: 'Bye' } });
    expect(await read('/api/templates/sms/get?templateId=8200001')).toMatchObject({ message: 'Hi' });
    expect(await read('/api/snippets/5002')).toMatchObject({ code: 'NotFound' });
    expect((await call(second, '/api/snippets', { name: 'header', content: 'Hi' })).body).toEqual({ snippetId: 5002 });
    await second.close();
    rmSync(folder, { recursive: true });
  });
});
