import type { Device, Profile } from './profile.ts';

export const devicePlatforms = ['APNS', 'APNS_SANDBOX', 'GCM'] as const;

/** Documented: a profile holds no more than 500 devices and 500 browser tokens; the next one is a 400. */
export const mostTokens = 500;

/** Adds a device, or merges new data fields into the known one and enables it. False when the profile is full. */
export function addDevice(profile: Profile, device: Device): boolean {
  const devices = (profile.devices ??= []);
  const known = devices.find(({ token }) => token === device.token);
  if (known) {
    Object.assign(known, device, { dataFields: { ...known.dataFields, ...device.dataFields } });
    return true;
  }
  if (devices.length >= mostTokens) return false;
  devices.push(device);
  return true;
}

/** Adds a browser token once. False when the profile is full. */
export function addBrowserToken(profile: Profile, token: string): boolean {
  const tokens = (profile.browserTokens ??= []);
  if (tokens.includes(token)) return true;
  if (tokens.length >= mostTokens) return false;
  tokens.push(token);
  return true;
}
