/** The load generator of the intake benchmark, in a process of its own: the same bodies and connections for every server. */
import { pathToFileURL } from 'node:url';

import autocannon from 'autocannon';

import { samplePayload } from '../schemas/iterable/sample-payloads.ts';

export const benchToken = 'hook_bench';
export const benchSecret = 'whs_bench';
export const benchPath = `/hooks/${benchToken}`;
const bodyBytes = 2_048;

export interface LoadResult {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  refused: number;
}

/** A click of 2 KB; autocannon puts a new id in the place of `[<id>]`, so that no delivery repeats another. */
function body(): string {
  const sample = samplePayload('emailClick');
  const withId = { ...sample, dataFields: { ...(sample['dataFields'] as object), messageId: '[<id>]', pad: '' } };
  const bare = JSON.stringify(withId);
  return JSON.stringify({ ...withId, dataFields: { ...withId.dataFields, pad: 'x'.repeat(bodyBytes - bare.length) } });
}

async function load(port: number, seconds: number): Promise<LoadResult> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${benchPath}`,
    method: 'POST',
    connections: 50,
    duration: seconds,
    idReplacement: true,
    headers: { 'content-type': 'application/json', 'x-itc-secret': benchSecret },
    body: body(),
  });
  return {
    perSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    refused: result.non2xx + result.errors,
  };
}

const entry = process.argv[1];
if (entry !== undefined && import.meta.url === pathToFileURL(entry).href) {
  process.send?.(await load(Number(process.argv[2]), Number(process.argv[3])));
  process.disconnect();
}
