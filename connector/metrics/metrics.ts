import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

import type { Effect, Outcome } from '../define.ts';
import type { JobStatus, Store } from '../store/store.ts';

/** What the process counts of itself. Labels hold words of fixed lists only: no names, no ids, nothing of a person. */
export interface Metrics {
  /** the text format of Prometheus */
  text(): Promise<string>;
  readonly contentType: string;
  /** @param what `kept`, `duplicate` or the code of the error */
  webhook(what: string, seconds: number): void;
  step(kind: { effect: Effect; to: 'iterable' | 'web'; outcome: Outcome }, seconds: number): void;
}

export interface MetricsParts {
  store: Pick<Store, 'countJobs' | 'oldestQueuedAt'>;
  now: () => number;
  version: string;
}

/** Names follow the conventions of Prometheus: base units, `_total` for counters. */
export function createMetrics({ store, now, version }: MetricsParts): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  new Gauge({ name: 'itc_info', help: 'Always 1; tells the version.', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  const webhooks = new Counter({
    name: 'itc_webhooks_total',
    help: 'Webhook calls by what became of them.',
    labelNames: ['result', 'code'],
    registers,
  });
  const webhookSeconds = new Histogram({
    name: 'itc_webhook_duration_seconds',
    help: 'From the head of a webhook call to its answer, for calls that were kept.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const steps = new Counter({
    name: 'itc_steps_total',
    help: 'Calls of steps by effect, destination and outcome.',
    labelNames: ['effect', 'to', 'outcome'],
    registers,
  });
  const stepSeconds = new Histogram({
    name: 'itc_step_duration_seconds',
    help: 'Time of one call of a step.',
    labelNames: ['to'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  new Gauge({
    name: 'itc_jobs',
    help: 'Jobs in the store by status.',
    labelNames: ['status'],
    registers,
    async collect() {
      for (const [status, count] of Object.entries(await store.countJobs()) as [JobStatus, number][])
        this.set({ status }, count);
    },
  });
  new Gauge({
    name: 'itc_queue_oldest_age_seconds',
    help: 'Age of the job at the head of the queue; 0 when nothing waits.',
    registers,
    async collect() {
      const oldest = await store.oldestQueuedAt();
      this.set(oldest === null ? 0 : Math.max(0, (now() - Date.parse(oldest)) / 1_000));
    },
  });
  return {
    text: () => register.metrics(),
    contentType: register.contentType,
    webhook(what, seconds) {
      const isKept = what === 'kept' || what === 'duplicate';
      webhooks.inc({ result: isKept ? what : 'refused', code: isKept ? '' : what });
      if (isKept) webhookSeconds.observe(seconds);
    },
    step({ effect, to, outcome }, seconds) {
      steps.inc({ effect, to, outcome });
      stepSeconds.observe({ to }, seconds);
    },
  };
}
