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
  /** @param what `kept` or the code of the error */
  trackingRequest(what: string, seconds: number): void;
  /** @param what `kept`, `duplicate` or the code of the error */
  trackingCalls(what: string, count: number): void;
  step(kind: { effect: Effect; to: 'iterable' | 'web'; outcome: Outcome }, seconds: number): void;
}

export interface MetricsParts {
  store: Pick<Store, 'countJobs' | 'oldestQueuedAt'>;
  now: () => number;
  version: string;
}

const answerBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const isKept = (what: string): boolean => what === 'kept' || what === 'duplicate';
const resultOf = (what: string): { result: string; code: string } =>
  isKept(what) ? { result: what, code: '' } : { result: 'refused', code: what };

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
    buckets: answerBuckets,
    registers,
  });
  const trackingRequests = new Counter({
    name: 'itc_tracking_requests_total',
    help: 'Requests with tracking calls by what became of them.',
    labelNames: ['result', 'code'],
    registers,
  });
  const trackingCalls = new Counter({
    name: 'itc_tracking_calls_total',
    help: 'Tracking calls in requests that were kept, by what became of them.',
    labelNames: ['result', 'code'],
    registers,
  });
  const trackingSeconds = new Histogram({
    name: 'itc_tracking_duration_seconds',
    help: 'From the head of a request with tracking calls to its answer, for requests that were kept.',
    buckets: answerBuckets,
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
      webhooks.inc(resultOf(what));
      if (isKept(what)) webhookSeconds.observe(seconds);
    },
    trackingRequest(what, seconds) {
      trackingRequests.inc(resultOf(what));
      if (isKept(what)) trackingSeconds.observe(seconds);
    },
    trackingCalls(what, count) {
      if (count > 0) trackingCalls.inc(resultOf(what), count);
    },
    step({ effect, to, outcome }, seconds) {
      steps.inc({ effect, to, outcome });
      stepSeconds.observe({ to }, seconds);
    },
  };
}
