import { z } from 'zod';
import { contentSettingsShape } from './content-settings.ts';
import { featureNames } from './world.ts';

const apiKey = z.strictObject({
  key: z.string().min(1),
  kind: z.enum(['server', 'javascript', 'mobile']).default('server'),
  region: z.enum(['us', 'eu']).default('us'),
  jwtSecret: z.string().min(1).optional(),
});

/** What `POST /sandbox/settings` takes: any part of the settings. */
export const settingsChange = z.strictObject({
  region: z.enum(['us', 'eu']).optional(),
  projectType: z.enum(['email', 'userId', 'hybrid']).optional(),
  apiKeys: z.array(apiKey).optional(),
  features: z.array(z.enum(featureNames)).optional(),
  limits: z.boolean().optional(),
  retryAfter: z.enum(['none', 'seconds', 'date']).optional(),
  latencyMs: z.number().min(0).optional(),
  echoBadJson: z.boolean().optional(),
  refuseUnknownFields: z.boolean().optional(),
  disallowedEventNames: z.array(z.string()).optional(),
  maxBatchItems: z.int().min(1).optional(),
  webhookRetries: z.int().min(0).optional(),
  webhookRetryDelayMs: z.number().min(0).optional(),
  ...z.object(contentSettingsShape).partial().shape,
});

/** What `POST /sandbox/webhooks` takes. */
export const webhookRequest = z.strictObject({
  kind: z.enum(['system', 'journey']).default('system'),
  url: z.url(),
  headers: z.record(z.string(), z.string()).optional(),
  authType: z.enum(['NoAuth', 'Basic', 'OAuth2']).optional(),
  authToken: z.string().optional(),
  workflowId: z.int().optional(),
  layout: z.enum(['nested', 'flat']).optional(),
  retry: z.boolean().optional(),
});

/** What `POST /sandbox/fire` takes. `{n}` in email and userId becomes the number of the event, from 0. */
export const fireRequest = z.strictObject({
  event: z.string().min(1),
  email: z.string().optional(),
  userId: z.string().optional(),
  dataFields: z.record(z.string(), z.unknown()).optional(),
  count: z.int().min(1).max(100_000).default(1),
  /** post the same bytes this many times, as retries of a lost answer would */
  repeat: z.int().min(1).max(100).default(1),
  /** answer only when all deliveries are through */
  wait: z.boolean().default(false),
});

/** What `POST /sandbox/fire-journey` takes. */
export const journeyRequest = z.strictObject({
  workflowId: z.int(),
  body: z.unknown().optional(),
  form: z.record(z.string(), z.string()).optional(),
  url: z.url().optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  email: z.string().optional(),
  userId: z.string().optional(),
  dataFields: z.record(z.string(), z.unknown()).optional(),
  wait: z.boolean().default(false),
});

/** A copy without the members that are undefined, as exact optional properties ask for. */
export function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** What `POST /sandbox/double-opt-in` takes: the user whose pending subscriptions are confirmed, as if by reply. */
export const doubleOptInReply = z.strictObject({ email: z.string().optional(), userId: z.string().optional() });
