import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import Sqlite from 'better-sqlite3';

import { startSandbox } from '../../sandbox/index.ts';
import { ServerProcess, freePort } from '../server/server-process.ts';
import { rudderClient, segmentClient, type SdkClient } from './sdk-clients.ts';

export interface TrackingReport {
  calls: number;
  kills: number;
  /** the SDK was told that the server has it */
  accepted: number;
  /** accepted and not in the store */
  lost: number;
  /** deliveries that a retry of an SDK repeated */
  repeatedDeliveries: number;
  /** accepted and not in the sandbox */
  missing: number;
  /** in the sandbox more than once */
  repeated: number;
  /** people whose calls reached the sandbox in another order than they were accepted in */
  disordered: number;
  /** people whose profile is not what their last identify call says */
  wrongProfiles: number;
  byStatus: Record<string, number>;
  sampleFailure: string | null;
  /** calls to Iterable, single and bulk */
  singleCalls: number;
  bulkCalls: number;
  seconds: number;
}

const people = 150;
const emailOf = (person: number): string => `person${String(person)}@example.com`;

/** The n-th call of a client; the number travels in it, so that it is found again on the other side. */
function makeCall(client: SdkClient, n: number): Promise<boolean> {
  const person = (n * 7919) % people;
  const [userId, email] = [`user-${String(person)}`, emailOf(person)];
  const mark = `${client.name}-${String(n)}`;
  if (n % 10 === 0) return client.identify({ userId, traits: { email, mark } });
  if (n % 10 === 8) return client.page({ userId, name: 'Pricing', email, properties: { mark } });
  if (n % 10 === 9) {
    const products = [{ product_id: 'sku-1', name: 'Mug', price: 9.95, quantity: 2 }];
    const properties = { order_id: mark, total: 19.9, currency: 'EUR', products, mark };
    return client.track({ userId, email, event: 'Order Completed', properties });
  }
  return client.track({ userId, email, event: 'Product Viewed', properties: { mark } });
}

interface StoredCall {
  body: Buffer;
  duplicate_of: string | null;
}
interface Payload {
  type: string;
  properties?: { mark?: string };
  traits?: { mark?: string; email?: string };
  context?: { traits?: { email?: string } };
}
const markOf = ({ properties, traits }: Payload): string => properties?.mark ?? traits?.mark ?? '';
const personOf = ({ traits, context }: Payload): string => traits?.email ?? context?.traits?.email ?? '';

/**
 * Sends calls with both SDKs to a real server process that is killed with SIGKILL meanwhile, then compares what was accepted with what
 * is stored and with what reached the sandbox.
 */
export async function runTracking(options: {
  callsPerSdk: number;
  kills: number;
  log?: (line: string) => void;
}): Promise<TrackingReport> {
  const began = Date.now();
  const log = options.log ?? (() => undefined);
  const dataDir = await mkdtemp(join(tmpdir(), 'itc-tracking-'));
  const sandbox = await startSandbox({ latencyMs: 3 });
  const server = new ServerProcess({ port: await freePort(), dataDir, token: 'itc_tracking_test_token_0123456789' });
  try {
    await server.start();
    const { writeKey } = await server.api<{ writeKey: string }>('POST', '/catalog/iterable/install', {
      name: 'shop',
      config: { apiKey: sandbox.key, region: 'us', projectType: 'email', sandboxUrl: sandbox.url },
    });
    const clients = [segmentClient, rudderClient].map((make) => make({ url: server.url, writeKey }));
    const total = options.callsPerSdk * clients.length;
    const accepted: string[] = [];

    const sending = clients.map(async (client) => {
      const calls: Promise<unknown>[] = [];
      for (let n = 0; n < options.callsPerSdk; n += 1) {
        calls.push(
          makeCall(client, n).then((isAccepted) => {
            if (isAccepted) accepted.push(`${client.name}-${String(n)}`);
          }),
        );
        if (n % 100 === 99) await sleep(5);
      }
      await client.close();
      await Promise.all(calls);
    });
    let isSent = false;
    const sent = Promise.all(sending).finally(() => {
      isSent = true;
    });
    const killing = (async () => {
      for (let kill = 1; kill <= options.kills; kill += 1) {
        // by progress, so that a quick machine is hit in mid-traffic as a slow one is
        while (!isSent && accepted.length < (total * kill) / (options.kills + 1)) await sleep(2);
        await server.kill();
        await server.start();
        log(`kill ${String(kill)} of ${String(options.kills)}, accepted ${String(accepted.length)}`);
      }
    })();
    await Promise.all([sent, killing]);

    const settleBy = Date.now() + 60_000 + total * 20;
    for (;;) {
      let open = 0;
      for (const status of ['queued', 'running', 'waiting']) {
        open += (await server.api<{ items: unknown[] }>('GET', `/jobs?status=${status}&limit=1`)).items.length;
      }
      if (open === 0 || Date.now() > settleBy) break;
      await sleep(100);
    }
    await server.kill();

    const db = new Sqlite(join(dataDir, 'connector.db'), { readonly: true });
    const stored = db.prepare<[], StoredCall>('SELECT body, duplicate_of FROM events ORDER BY seq').all();
    const statuses = db
      .prepare<[], { status: string; n: number }>('SELECT status, count(*) n FROM jobs GROUP BY 1')
      .all();
    const failure = db.prepare<[], { error: string }>("SELECT error FROM jobs WHERE status = 'failed' LIMIT 1").get();
    db.close();
    const firsts = stored
      .filter((event) => event.duplicate_of === null)
      .map(({ body }) => JSON.parse(body.toString()) as Payload);

    const inOrder = new Map<string, string[]>();
    const lastMark = new Map<string, string>();
    for (const call of firsts) {
      if (call.type === 'identify') lastMark.set(personOf(call), markOf(call));
      else inOrder.set(personOf(call), [...(inOrder.get(personOf(call)) ?? []), markOf(call)]);
    }
    const arrived = new Map<string, string[]>();
    for (const { email = '', dataFields } of sandbox.state.events) {
      const { mark } = dataFields as { mark?: string };
      if (mark !== undefined) arrived.set(email, [...(arrived.get(email) ?? []), mark]);
    }
    const marks = [...arrived.values()].flat();
    const identified = new Set(firsts.filter(({ type }) => type === 'identify').map(markOf));
    const storedMarks = new Set(firsts.map(markOf));
    const arrivedMarks = new Set(marks);
    const { users } = sandbox.state;
    const profileMark = (email: string): unknown => users.find((user) => user.email === email)?.dataFields.mark;
    return {
      calls: total,
      kills: options.kills,
      accepted: accepted.length,
      lost: accepted.filter((mark) => !storedMarks.has(mark)).length,
      repeatedDeliveries: stored.length - firsts.length,
      missing: accepted.filter((mark) => !arrivedMarks.has(mark) && !identified.has(mark)).length,
      repeated: marks.length - arrivedMarks.size,
      disordered: [...inOrder].filter(([email, sequence]) => sequence.join() !== (arrived.get(email) ?? []).join())
        .length,
      wrongProfiles: [...lastMark].filter(([email, mark]) => profileMark(email) !== mark).length,
      byStatus: Object.fromEntries(statuses.map(({ status, n }) => [status, n])),
      sampleFailure: failure?.error ?? null,
      singleCalls: sandbox.calls.filter(({ path }) => !/bulk/i.test(path)).length,
      bulkCalls: sandbox.calls.filter(({ path }) => /bulk/i.test(path)).length,
      seconds: (Date.now() - began) / 1000,
    };
  } finally {
    await server.kill();
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
