import type { CallLog } from './call-log.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { LiveWorld } from './live-world.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { WebhookCourier } from './webhook-courier.ts';

/** What the calls below `/sandbox` work on. */
export interface Control {
  world: LiveWorld;
  limiter: RateLimiter;
  faults: FaultPlan;
  calls: CallLog;
  courier: WebhookCourier;
}

export interface ControlCall {
  query: URLSearchParams;
  body: unknown;
}
