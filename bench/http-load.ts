/** The load generator of the benchmarks, in a process of its own: the same bodies for every server. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';

import autocannon from 'autocannon';

import { samplePayload } from '../schemas/iterable/sample-payloads.ts';

const bodyBytes = 2_048;

/** Where the requests go and how many at once. */
export interface Load {
  url: string;
  seconds: number;
  headers?: Record<string, string>;
  /** default 50 */
  connections?: number;
  /** default emailClick */
  eventName?: string;
  /** see `eventBody` */
  person?: string;
}

export interface LoadResult {
  /** requests that were answered 2xx */
  acked: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  refused: number;
}

/**
 * An event of 2 KB; autocannon puts a new id in the place of `[<id>]`, so that no delivery repeats another.
 * @param person email of all events; `[<id>]` in it makes each event that of another person
 */
export function eventBody(eventName: string, person?: string): string {
  const sample = samplePayload(eventName);
  const withId = {
    ...sample,
    ...(person === undefined ? {} : { email: person }),
    dataFields: { ...(sample['dataFields'] as object), messageId: '[<id>]', pad: '' },
  };
  const bare = JSON.stringify(withId);
  const pad = 'x'.repeat(Math.max(0, bodyBytes - bare.length));
  return JSON.stringify({ ...withId, dataFields: { ...withId.dataFields, pad } });
}

async function send({
  url,
  seconds,
  headers,
  connections = 50,
  eventName = 'emailClick',
  person,
}: Load): Promise<LoadResult> {
  const result = await autocannon({
    url,
    method: 'POST',
    connections,
    duration: seconds,
    idReplacement: true,
    headers: { 'content-type': 'application/json', ...headers },
    body: eventBody(eventName, person),
  });
  return {
    acked: result['2xx'],
    perSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    refused: result.non2xx + result.errors,
  };
}

/** Sends this load from a process of its own. */
export async function load(wanted: Load): Promise<LoadResult> {
  const loader = new URL('./plain-types.js', import.meta.url).href;
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(wanted)], { execArgv: ['--import', loader] });
  const died = once(child, 'exit').then(() => Promise.reject(new Error('the load generator ended early')));
  const [result] = (await Promise.race([once(child, 'message'), died])) as [LoadResult];
  died.catch(() => undefined);
  if (child.exitCode === null) await once(child, 'exit');
  return result;
}

const entry = process.argv[1];
if (entry !== undefined && import.meta.url === pathToFileURL(entry).href) {
  process.send?.(await send(JSON.parse(process.argv[2] ?? '') as Load));
  process.disconnect();
}
