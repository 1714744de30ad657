import type { AddressInfo } from 'node:net';
import { createApiServer } from './api-server.ts';
import { CallLog } from './call-log.ts';
import type { LoggedCall } from './call-log.ts';
import { contentSettings } from './content-settings.ts';
import { FaultPlan } from './fault-plan.ts';
import type { Fault } from './fault-plan.ts';
import { LiveWorld } from './live-world.ts';
import { snapshotOf } from './project-state.ts';
import type { StateSnapshot } from './project-state.ts';
import { RateLimiter } from './rate-limiter.ts';
import { resumeWork } from './resume-work.ts';
import { loadState, StateFile } from './state-file.ts';
import { WebhookCourier } from './webhook-courier.ts';
import type { Delivery } from './webhook-courier.ts';
import type { WebhookTarget } from './webhook-target.ts';
import type { ApiKey, Settings } from './world.ts';

/** A webhook to post to from the start; more can be added with `POST /sandbox/webhooks`. */
export interface SandboxWebhook {
  url: string;
  kind?: 'system' | 'journey';
  headers?: Record<string, string>;
  authType?: WebhookTarget['authType'];
  authToken?: string;
  workflowId?: number;
  layout?: WebhookTarget['layout'];
  retry?: boolean;
}

export interface SandboxOptions extends Partial<Omit<Settings, 'apiKeys'>> {
  /** 0, the default, takes any free port */
  port?: number;
  /** default 127.0.0.1 */
  host?: string;
  /** default one server key of the sandbox's region, sandbox-server-key-0001 */
  apiKeys?: ApiKey[];
  /** where the state is kept between starts; without it, in memory only */
  stateFile?: string;
  webhooks?: SandboxWebhook[];
  faults?: Fault[];
  /** the clock, epoch ms */
  now?: () => number;
}

export interface Sandbox {
  /** base address without a slash at the end */
  readonly url: string;
  readonly port: number;
  /** the first key that works */
  readonly key: string;
  /** the project at this moment, as plain data */
  readonly state: StateSnapshot;
  readonly calls: readonly LoggedCall[];
  readonly deliveries: readonly Delivery[];
  readonly settings: Settings;
  addFault(fault: Fault): void;
  addWebhook(webhook: SandboxWebhook): WebhookTarget;
  /** settles when no webhook is under way */
  idle(): Promise<void>;
  /** Writes the state file, drops open connections and webhooks under way, and stops. */
  close(): Promise<void>;
}

const defaultKey = 'sandbox-server-key-0001';

/**
 * Starts a stand-in for Iterable's API on a local port. Rejects when the port is taken (EADDRINUSE), or when the state
 * file cannot be read as one or cannot be written.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', stateFile, webhooks = [], faults: firstFaults = [], now = Date.now } = options;
  const region = options.region ?? 'us';
  const settings: Settings = {
    ...contentSettings(options),
    region,
    projectType: options.projectType ?? 'email',
    apiKeys: options.apiKeys ?? [{ key: defaultKey, kind: 'server', region }],
    features: options.features ?? ['optInMessageTypes'],
    limits: options.limits ?? true,
    retryAfter: options.retryAfter ?? 'none',
    latencyMs: options.latencyMs ?? 0,
    echoBadJson: options.echoBadJson ?? false,
    refuseUnknownFields: options.refuseUnknownFields ?? false,
    disallowedEventNames: options.disallowedEventNames ?? ['blockedEvent'],
    maxBatchItems: options.maxBatchItems ?? 1000,
    webhookRetries: options.webhookRetries ?? 3,
    webhookRetryDelayMs: options.webhookRetryDelayMs ?? 200,
  };
  const courier = new WebhookCourier({
    now,
    retries: () => settings.webhookRetries,
    retryDelayMs: () => settings.webhookRetryDelayMs,
  });
  const world = new LiveWorld(settings, loadState(stateFile, now()), courier, now);
  resumeWork(world);
  for (const webhook of webhooks) world.addTarget({ kind: 'system', ...webhook });
  const faults = new FaultPlan();
  for (const fault of firstFaults) faults.add(fault);
  const calls = new CallLog();
  const file = new StateFile(stateFile, () => world.state);
  const control = { world, limiter: new RateLimiter(), faults, calls, courier };
  const server = createApiServer(control, () => {
    file.changed();
  });
  // a folder that cannot be written to shall fail the start, not some later call
  file.flush();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: bound } = server.address() as AddressInfo;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    key: settings.apiKeys.find((key) => key.region === settings.region)?.key ?? '',
    get state() {
      return snapshotOf(world.state);
    },
    get calls() {
      return calls.entries;
    },
    get deliveries() {
      return courier.deliveries.items;
    },
    settings,
    addFault: (fault) => {
      faults.add(fault);
    },
    addWebhook: (webhook) => world.addTarget({ kind: 'system', ...webhook }),
    idle: () => courier.idle(),
    close: async () => {
      world.close();
      courier.close();
      file.flush();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}
