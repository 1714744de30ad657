import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import type { BodyFault, BodyShape } from './body-shape.ts';
import type { ContentSettings } from './content-settings.ts';
import type { JsonObject } from './json-value.ts';
import type { Campaign } from './project-catalogue.ts';
import type { ProjectState } from './project-state.ts';
import type { TrackedEvent } from './tracked-event.ts';
import type { Profile } from './profile.ts';
import type { WebhookTarget } from './webhook-target.ts';

export interface ApiKey {
  key: string;
  kind: 'server' | 'javascript' | 'mobile';
  region: 'us' | 'eu';
  /** makes the key JWT-enabled: calls also need a bearer token signed with it (HS256) */
  jwtSecret?: string | undefined;
}

/** What Iterable switches on per project only on request; the endpoints and fields of one that is off are refused. */
export const featureNames = ['optInMessageTypes', 'subscriptions', 'doubleOptIn', 'smsVerification'] as const;
export type Feature = (typeof featureNames)[number];

/** What can be changed while the sandbox runs (`POST /sandbox/settings`); the start options give the first values. */
export interface Settings extends ContentSettings {
  region: 'us' | 'eu';
  projectType: 'email' | 'userId' | 'hybrid';
  apiKeys: ApiKey[];
  features: Feature[];
  limits: boolean;
  retryAfter: 'none' | 'seconds' | 'date';
  latencyMs: number;
  echoBadJson: boolean;
  /** body members that the endpoint does not know are refused instead of ignored */
  refuseUnknownFields: boolean;
  disallowedEventNames: string[];
  maxBatchItems: number;
  webhookRetries: number;
  webhookRetryDelayMs: number;
}

/** Something that happened to a user and that system webhooks tell about. */
export interface Happening {
  event: string;
  profile?: Profile | undefined;
  campaign?: Campaign | undefined;
  dataFields?: JsonObject;
  /** epoch ms; without it, now */
  at?: number | undefined;
  /** the user's event is stored with these, also when it belongs to no campaign */
  stored?: Partial<TrackedEvent> | undefined;
}

/** Everything a route may touch. */
export interface World {
  readonly settings: Settings;
  readonly state: ProjectState;
  readonly targets: WebhookTarget[];
  now(): number;
  happened(happening: Happening): void;
  /** Deletes a profile and its list memberships. */
  removeUser(profile: Profile): void;
  enterJourney(workflowId: number, profile: Profile | undefined, dataFields: JsonObject): void;
  /** Runs `task` at a time of the sandbox's clock (epoch ms); forgotten when the sandbox closes or is reset. */
  at(time: number, task: () => void): void;
}

export interface ApiCall {
  method: string;
  path: string;
  /** decoded values of the `{…}` parts of the route */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  rawHeaders: readonly string[];
  rawBody: string;
  body: JsonObject;
  ip: string;
}

export interface RateLimit {
  count: number;
  /** the text in the 429 message */
  per: 'second' | 'minute' | 'day';
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  limits?: readonly RateLimit[];
  /** what the JSON body must look like; a route without one reads no body */
  body?: BodyShape;
  /** the 400 for a body of the wrong shape, where it is not the usual BadJsonBody */
  badBody?: (call: ApiCall, faults: readonly BodyFault[], echo: boolean) => Answer;
  /** open to javascript and mobile keys as well */
  clientKeys?: boolean;
  /** needs no key: an address that was handed out, such as the download of an export file */
  open?: boolean;
  handle(world: World, call: ApiCall): Answer;
}
