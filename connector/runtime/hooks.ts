import { createIntake, type Intake, type IntakeParts } from '../intake/intake.ts';
import { createTrackingIntake } from '../intake/tracking-intake.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Registry } from '../registry.ts';
import type { Store } from '../store/store.ts';
import { newId } from '../store/new-id.ts';
import type { ConnectionBook } from './connection-book.ts';
import type { RecipeBook } from './recipe-book.ts';

export interface HooksParts extends Required<
  Pick<IntakeParts, 'iterableRanges' | 'waitForRespond' | 'isOwnCall' | 'onJobs' | 'learn' | 'trustedProxies'>
> {
  store: Store;
  connections: ConnectionBook;
  recipes: RecipeBook;
  registry: Registry;
  metrics: Metrics;
  dedupWindowMs: number;
  /** told when a connection's newest secret came with an accepted call for the first time */
  prove: (connection: string) => Promise<unknown>;
  now: () => number;
  log: Log;
}

/** What answers ahead of Express: webhooks of Iterable, and calls of tracking SDKs. */
export function createHooks(parts: HooksParts): Intake {
  const { registry, metrics, dedupWindowMs, prove, now, log } = parts;
  const { iterableRanges, waitForRespond, isOwnCall, ...rest } = parts;
  const both = { ...rest, triggers: registry.triggers, newId, limits: { dedupWindowMs } };
  const secondsSince = (sinceMs: number): number => (now() - sinceMs) / 1_000;
  const handleWebhook = createIntake({
    ...both,
    iterableRanges,
    waitForRespond,
    isOwnCall,
    onSecretProved: ({ name }) => {
      prove(name).catch((error: unknown) => log.error('a secret in use was not noted', { error }));
    },
    onAnswer: (what, sinceMs) => metrics.webhook(what, secondsSince(sinceMs)),
  });
  const handleCalls = createTrackingIntake({
    ...both,
    onAnswer: (what, sinceMs) => metrics.trackingRequest(what, secondsSince(sinceMs)),
    onCalls: metrics.trackingCalls,
  });
  return (request, response) => handleWebhook(request, response) || handleCalls(request, response);
}
