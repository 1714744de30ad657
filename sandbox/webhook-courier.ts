import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { BoundedLog } from './bounded-log.ts';
import { authorization } from './webhook-target.ts';
import type { WebhookTarget } from './webhook-target.ts';

export interface DeliveryAttempt {
  at: number;
  status?: number;
  error?: string;
  ms: number;
}

/** One webhook to one target, with all attempts. */
export interface Delivery {
  id: string;
  targetId: number;
  kind: WebhookTarget['kind'];
  url: string;
  method: string;
  /** what the body tells about, for finding it again */
  label: string;
  body: string;
  attempts: DeliveryAttempt[];
  /** of the last attempt */
  status?: number | undefined;
  responseBody?: string | undefined;
  state: 'pending' | 'delivered' | 'failed';
}

export interface Parcel {
  label: string;
  body: string;
  contentType: string;
  method?: string | undefined;
  url?: string | undefined;
}

export interface CourierOptions {
  now(): number;
  /** read at every delivery, so that settings can change */
  retries(): number;
  retryDelayMs(): number;
}

const deliveryLimit = 100_000;
const longestResponse = 4096;
const timeoutMs = 10_000;

/**
 * Posts webhooks, repeats what was not answered 2xx, and keeps what came of each. The delay doubles from retry to retry.
 * How often and when Iterable itself repeats is not documented.
 */
export class WebhookCourier {
  readonly deliveries = new BoundedLog<Delivery>(deliveryLimit);
  readonly #options: CourierOptions;
  readonly #agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
  };
  readonly #closing = new AbortController();
  readonly #underway = new Set<Promise<unknown>>();

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** Starts one delivery; `done` settles, never rejects, when it was delivered or given up. */
  send(target: WebhookTarget, parcel: Parcel): { delivery: Delivery; done: Promise<Delivery> } {
    const delivery: Delivery = {
      id: randomUUID(),
      targetId: target.id,
      kind: target.kind,
      url: parcel.url ?? target.url,
      method: parcel.method ?? 'POST',
      label: parcel.label,
      body: parcel.body,
      attempts: [],
      state: 'pending',
    };
    this.deliveries.add(delivery);
    const done = this.#deliver(target, parcel, delivery);
    this.#underway.add(done);
    void done.finally(() => this.#underway.delete(done));
    return { delivery, done };
  }

  /** Settles when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway);
  }

  close(): void {
    this.#closing.abort();
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  async #deliver(target: WebhookTarget, parcel: Parcel, delivery: Delivery): Promise<Delivery> {
    const retries = target.retry ? this.#options.retries() : 0;
    for (let attempt = 0; attempt <= retries && !this.#closing.signal.aborted; attempt += 1) {
      if (attempt > 0) {
        const delay = this.#options.retryDelayMs() * 2 ** (attempt - 1);
        await sleep(delay, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
      if (await this.#attempt(target, parcel, delivery)) {
        delivery.state = 'delivered';
        return delivery;
      }
    }
    delivery.state = 'failed';
    return delivery;
  }

  async #attempt(target: WebhookTarget, parcel: Parcel, delivery: Delivery): Promise<boolean> {
    const at = this.#options.now();
    const started = performance.now();
    const outcome = await this.#request(target, parcel, delivery).catch((error: unknown) => ({
      error: error instanceof Error ? error.message || error.name : String(error),
    }));
    const ms = Math.round(performance.now() - started);
    if ('error' in outcome) {
      delivery.attempts.push({ at, error: outcome.error, ms });
      delivery.status = undefined;
      return false;
    }
    delivery.attempts.push({ at, status: outcome.status, ms });
    delivery.status = outcome.status;
    delivery.responseBody = outcome.body;
    return outcome.status >= 200 && outcome.status < 300;
  }

  #request(
    target: WebhookTarget,
    parcel: Parcel,
    { url, method }: Delivery,
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const address = new URL(url);
      const secure = address.protocol === 'https:';
      const carriesBody = method !== 'GET' && method !== 'HEAD';
      const headers = {
        ...(carriesBody
          ? { 'Content-Type': parcel.contentType, 'Content-Length': Buffer.byteLength(parcel.body) }
          : {}),
        ...authorization(target),
        ...target.headers,
      };
      const agent = secure ? this.#agents['https:'] : this.#agents['http:'];
      const { signal } = this.#closing;
      const request = (secure ? https : http).request(address, { method, headers, agent, signal, timeout: timeoutMs });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
      request.on('error', reject);
      request.on('response', (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (body.length < longestResponse) body = (body + chunk).slice(0, longestResponse);
        });
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body });
        });
      });
      request.end(carriesBody ? parcel.body : undefined);
    });
  }
}
