import { refuse, success } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { BodyShape } from '../body-shape.ts';
import { addBrowserToken, addDevice, devicePlatforms, mostTokens } from '../device.ts';
import type { Device } from '../profile.ts';
import { checkFieldTypes, learnFieldTypes, fieldRefusal } from '../field-types.ts';
import { adoptUser, findUser, identityRefusal, whoOf } from '../identity.ts';
import type { JsonObject } from '../json-value.ts';
import type { Route, World } from '../world.ts';

const identity: BodyShape = { email: 'string?', userId: 'string?' };

function registerDevice(world: World, body: JsonObject): Answer {
  const { token, platform, applicationName, dataFields } = body.device as Omit<Device, 'dataFields'> & {
    dataFields?: JsonObject | null;
  };
  if (!devicePlatforms.includes(platform)) return refuse(400, 'BadParams', `Invalid platform: ${platform}`);
  const found = findUser(world, whoOf(body), true);
  if ('fault' in found) return identityRefusal(found.fault);
  // recorded: a caller's fault that is answered 500
  const who = found.email === undefined ? 'None' : `Some(${found.email})`;
  if (token === '') return refuse(500, 'GenericError', `Unable to register token to user ${who}`);
  const fields = dataFields ?? {};
  const check = checkFieldTypes(world.state.fieldTypes, [{ scope: 'user', dataFields: { devices: [fields] } }]);
  const misfit = fieldRefusal(world.state.projectId, check, true);
  if (misfit) return misfit;
  const device: Device = { token, platform, applicationName, endpointEnabled: true, dataFields: fields };
  const profile = adoptUser(world, found);
  if (!addDevice(profile, device)) return refuse(400, 'BadParams', `User has more than ${mostTokens} devices`);
  learnFieldTypes(world.state.fieldTypes, check.created);
  return success();
}

function registerBrowser(world: World, body: JsonObject): Answer {
  const token = body.browserToken as string;
  if (token === '') return refuse(400, 'BadParams', 'browserToken is empty');
  const found = findUser(world, whoOf(body), true);
  if ('fault' in found) return identityRefusal(found.fault);
  return addBrowserToken(adoptUser(world, found), token)
    ? success()
    : refuse(400, 'BadParams', `User has more than ${mostTokens} browser tokens`);
}

/** Without an identifier the device is disabled for every user that has it. */
function disableDevice(world: World, body: JsonObject): Answer {
  const who = whoOf(body);
  let profiles = world.state.users.all();
  if (who.email !== undefined || who.userId !== undefined) {
    const found = findUser(world, who, false);
    if ('fault' in found) return identityRefusal(found.fault);
    profiles = found.profile ? [found.profile] : [];
  }
  const devices = profiles.flatMap((profile) => profile.devices ?? []).filter(({ token }) => token === body.token);
  for (const device of devices) device.endpointEnabled = false;
  return devices.length > 0 ? success() : refuse(400, 'BadParams', 'No device with this token');
}

/** Tokens of phones and browsers. */
export const deviceRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/users/registerDeviceToken',
    limits: [{ count: 500, per: 'second' }],
    body: {
      ...identity,
      preferUserId: 'boolean?',
      device: { members: { token: 'string', platform: 'string', applicationName: 'string', dataFields: 'object?' } },
    },
    clientKeys: true,
    handle: (world, call) => registerDevice(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/users/registerBrowserToken',
    body: { ...identity, browserToken: 'string' },
    clientKeys: true,
    handle: (world, call) => registerBrowser(world, call.body),
  },
  {
    method: 'POST',
    path: '/api/users/disableDevice',
    body: { ...identity, token: 'string' },
    clientKeys: true,
    handle: (world, call) => disableDevice(world, call.body),
  },
];
