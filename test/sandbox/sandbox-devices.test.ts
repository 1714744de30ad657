import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { call, dataFieldsOf } from './sandbox-client.ts';

const ada = 'ada@example.com';
const done = { msg: '', code: 'Success', params: null };

describe('devices and browsers of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ limits: false });
  });
  afterEach(() => sandbox.close());
  const register = (device: object, email = ada) =>
    call(sandbox, '/api/users/registerDeviceToken', {
      email,
      device: { token: 'tok-1', applicationName: 'com.example.app', platform: 'APNS', ...device },
    });
  const browser = (browserToken: string) =>
    call(sandbox, '/api/users/registerBrowserToken', { email: ada, browserToken });

  test('A device makes its user, and registering it again merges its data fields.', async () => {
    expect((await register({ dataFields: { os: '17', model: 'x' } })).body).toEqual(done);
    await register({ dataFields: { os: '18' } });
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({
      devices: [
        {
          token: 'tok-1',
          platform: 'APNS',
          applicationName: 'com.example.app',
          endpointEnabled: true,
          os: '18',
          model: 'x',
        },
      ],
    });
    const { fields } = (await call(sandbox, '/api/users/getFields')).body as { fields: Record<string, string> };
    expect(fields['devices.os']).toBe('string');
  });

  test('An empty device token is answered 500 as recorded although the caller is at fault.', async () => {
    expect(await register({ token: '' })).toMatchObject({
      status: 500,
      body: { msg: `Unable to register token to user Some(${ada})`, code: 'GenericError', params: null },
    });
    expect(sandbox.state.users).toHaveLength(0);
  });

  test('A device needs a token, an application and one of the three platforms.', async () => {
    expect(await register({ platform: 'Symbian' })).toMatchObject({ status: 400, body: { code: 'BadParams' } });
    expect(await register({ applicationName: undefined })).toMatchObject({
      status: 400,
      body: { code: 'BadJsonBody', params: { 'obj.device.applicationName': 'Value is required' } },
    });
    expect((await call(sandbox, '/api/users/registerDeviceToken', { email: ada })).body).toMatchObject({
      params: { 'obj.device': 'Value is required' },
    });
  });

  test('A data field of a device keeps its type over all devices.', async () => {
    await register({ dataFields: { os: 17 } });
    expect(await register({ token: 'tok-2', dataFields: { os: 'seventeen' } })).toMatchObject({
      status: 400,
      body: { code: 'RequestFieldsTypesMismatched' },
    });
  });

  test('The 501st device and the 501st browser of a user are refused, known ones still pass.', async () => {
    for (let n = 0; n < 500; n += 1) {
      await register({ token: `tok-${n}` });
      await browser(`bt-${n}`);
    }
    expect((await register({ token: 'one-more' })).status).toBe(400);
    expect((await browser('one-more')).status).toBe(400);
    expect((await register({ token: 'tok-499' })).status).toBe(200);
    expect((await browser('bt-499')).status).toBe(200);
  });

  test('A disabled device is off for every user that has it, or for the named one only.', async () => {
    const bob = 'bob@example.com';
    await register({}, ada);
    await register({}, bob);
    const enabled = () => sandbox.state.users.map(({ devices }) => devices?.[0]?.endpointEnabled);
    const disable = (body: object) => call(sandbox, '/api/users/disableDevice', body);
    expect((await disable({ token: 'tok-1', email: bob })).body).toEqual(done);
    expect(enabled()).toEqual([true, false]);
    await disable({ token: 'tok-1' });
    expect(enabled()).toEqual([false, false]);
    expect((await disable({ token: 'unknown' })).status).toBe(400);
    await register({}, ada);
    expect(enabled()).toEqual([true, false]);
  });

  test('A browser token is kept once and an empty one is refused.', async () => {
    await browser('bt-1');
    expect((await browser('bt-1')).body).toEqual(done);
    expect(await dataFieldsOf(sandbox, ada)).toMatchObject({ browserTokens: ['bt-1'] });
    expect((await browser('')).status).toBe(400);
  });
});
