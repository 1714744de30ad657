import type { JsonObject } from './json-value.ts';

/** A mobile device of a user, as profiles show it under `devices`. */
export interface Device {
  token: string;
  platform: 'APNS' | 'APNS_SANDBOX' | 'GCM';
  applicationName: string;
  /** false after disableDevice */
  endpointEnabled: boolean;
  dataFields: JsonObject;
}

/** A user of the project. */
export interface Profile {
  /** internal number, never shown by the API */
  key: number;
  email?: string | undefined;
  userId?: string | undefined;
  dataFields: JsonObject;
  createdAt: number;
  updatedAt: number;
  signupSource: string;
  unsubscribedChannelIds: number[];
  unsubscribedMessageTypeIds: number[];
  subscribedMessageTypeIds: number[];
  devices?: Device[];
  browserTokens?: string[];
}
