import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call } from './sandbox-client.ts';

describe('metadata of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
  });
  afterEach(() => sandbox.close());
  const put = (path: string, body: unknown) => call(sandbox, `/api/metadata/${path}`, body, { method: 'PUT' });
  const get = (path: string) => call(sandbox, `/api/metadata${path}`);
  const remove = (path: string) => call(sandbox, `/api/metadata/${path}`, undefined, { method: 'DELETE' });

  test('A value is put as recorded and read with its size and time in milliseconds.', async () => {
    expect((await put('exampletable/foo', { value: { bar: 'bling' } })).body).toEqual({
      msg: 'Successfully updated object foo in table exampletable',
      code: 'Success',
      params: null,
    });
    expect((await get('/exampletable/foo')).body).toEqual({
      table: 'exampletable',
      key: 'foo',
      value: { bar: 'bling' },
      size: 15,
      lastModified: expect.any(Number),
    });
  });

  test('Table names have no case, keys have one.', async () => {
    await put('Table1/Key', { value: { n: 1 } });
    expect((await get('/TABLE1/Key')).status).toBe(200);
    expect(await get('/table1/key')).toMatchObject({ status: 404, body: { code: 'NotFound' } });
    expect((await get('')).body).toEqual({ results: [{ name: 'table1' }] });
  });

  test('A value that is no object is refused as text in the recorded form.', async () => {
    expect(await put('exampletable/foo', '{"value":null}')).toMatchObject({
      status: 400,
      contentType: 'text/plain; charset=utf-8',
      text: 'Json error: {"obj.value":[{"msg":"error.expected.jsobject","args":[]}]}\n {"value":null}',
    });
  });

  test('Names that are not alphanumeric are refused.', async () => {
    for (const path of ['my-table/foo', 'table/my.key', '__proto__/x']) {
      expect((await put(path, { value: {} })).status).toBe(400);
    }
    expect((await get('/my-table')).status).toBe(400);
  });

  test('Keys are listed without their values, a hundred at a time.', async () => {
    for (let n = 0; n < 102; n += 1) await put(`big/key${String(n).padStart(3, '0')}`, { value: { n } });
    const first = (await get('/big')).body as { results: object[]; nextMarker: string };
    expect(first.results).toHaveLength(100);
    expect(first.results[0]).not.toHaveProperty('value');
    const rest = (await get(`/big?nextMarker=${first.nextMarker}`)).body;
    expect(rest).toMatchObject({ results: [{ key: 'key100' }, { key: 'key101' }] });
    expect(rest).not.toHaveProperty('nextMarker');
  });

  test('Deleting a key or a table takes it away, and deleting what is not there is no fault.', async () => {
    await put('one/a', { value: {} });
    await put('one/b', { value: {} });
    expect((await remove('one/a')).status).toBe(200);
    expect((await get('/one/a')).status).toBe(404);
    expect((await remove('one')).status).toBe(200);
    expect((await get('/one')).body).toEqual({ results: [] });
    expect((await remove('one')).status).toBe(200);
  });

  test('A state file carries metadata, devices, pending codes and voided tokens over a restart.', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    const stateFile = join(folder, 'state.json');
    const first = await startSandbox({ stateFile, limits: false, features: ['smsVerification'] });
    await call(first, '/api/metadata/t/k', { value: { a: 1 } }, { method: 'PUT' });
    const device = { token: 't', platform: 'GCM', applicationName: 'app' };
    await call(first, '/api/users/registerDeviceToken', { email: 'ada@example.com', device });
    await call(first, '/api/verify/sms/begin', { phoneNumber: '+15550100001', verificationProfileId: 4401 });
    await call(first, '/api/auth/jwts/invalidate', { email: 'ada@example.com', issuedBefore: 7 });
    const before = first.state;
    await first.close();
    const second = await startSandbox({ stateFile });
    expect(second.state).toEqual(before);
    expect(second.state.jwtCutoffs).toEqual([['email ada@example.com', 7]]);
    await second.close();
    rmSync(folder, { recursive: true });
  });
});
