import assert from 'node:assert/strict';
import { isIP } from 'node:net';

import { ConnectorError } from '../../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../../errors/json.ts';
import type { IncomingEvent } from '../../../connector/define.ts';
import { checkContentType } from '../../../connector/intake/check-content-type.ts';
import { headerFault } from '../../../connector/intake/check-headers.ts';
import { checkSecret } from '../../../connector/intake/check-secret.ts';
import { checkShape } from '../../../connector/intake/check-shape.ts';
import { deliveryIdentity } from '../../../connector/intake/delivery-identity.ts';
import { readHookAddress, shortenHookAddress } from '../../../connector/intake/hook-address.ts';
import type { HookCall } from '../../../connector/intake/hook-call.ts';
import { defaultLimits } from '../../../connector/intake/intake-limits.ts';
import { measureJson } from '../../../connector/intake/measure-json.ts';
import { payloadOf, readUtf8 } from '../../../connector/intake/parse-payload.ts';
import { callEndpoint, readCalls } from '../../../connector/intake/read-calls.ts';
import { defaultTrackingLimits } from '../../../connector/intake/tracking-limits.ts';
import { clientAddress } from '../../../connector/security/client-address.ts';
import { redactHeaders, redacted } from '../../../connector/security/redact-headers.ts';
import { addressRanges } from '../../../connector/security/source-allowlist.ts';
import { newObject } from '../../../triggers/new-object.ts';
import { newWorkflow } from '../../../triggers/new-workflow.ts';
import { connectionRecord, secret } from '../../intake/records.ts';
import { resultOf } from '../refusals.ts';

const limits = { ...defaultLimits, maxDepth: 6, maxKeys: 12, maxHeaders: 20 };
const trustedProxies = addressRanges(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
const connection = connectionRecord();

interface Request {
  method: string;
  target: string;
  headers: Record<string, string>;
  rawHeaders: string[];
  body: Buffer;
}

/** The text of a request: whatever its headers and body are, guards answer by code, and read what JSON.parse and Node read. */
export function fuzz(data: Buffer): void {
  const request = readRequest(data);
  checkAddresses(request);
  const text = readUtf8(request.body);
  assert.equal(text, strictText(request.body), 'the body is another text');
  if (text !== null) checkMeasure(text);
  headerFault(request, limits.maxHeaders, connection.secretHeader);
  const kept = redactHeaders(request.headers, connection.secretHeader);
  for (const name of Object.keys(kept)) {
    if (/authorization|cookie|token|secret/.test(name)) assert.equal(kept[name], redacted, 'a secret is kept');
  }
  for (const kind of ['system_webhook', 'journey_webhook'] as const) checkCall(request, kind);
  checkTracking(request, text);
}

function readRequest(data: Buffer): Request {
  const end = data.indexOf('\n\n');
  const [first = '', ...lines] = data.toString('latin1', 0, end === -1 ? data.length : end).split('\n');
  const [method = 'POST', target = '/'] = first.split(' ', 2);
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  const rawHeaders: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    rawHeaders.push(name, value);
    headers[name.toLowerCase()] ??= value;
  }
  return { method, target, headers, rawHeaders, body: end === -1 ? Buffer.alloc(0) : data.subarray(end + 2) };
}

function checkAddresses({ target, headers }: Request): void {
  const shown = shortenHookAddress(target);
  assert.ok(shown.length <= 200 && !shown.includes('?'), 'an address is shown with its query');
  for (const part of shown.split('/')) assert.ok(part.length <= 12, 'a token is shown whole');
  const address = readHookAddress(target);
  if (address !== null) assert.ok(target.startsWith(`/hooks/${address.connectionToken}`));

  const forwarded = headers['x-forwarded-for'];
  const peer = headers['peer'] ?? '127.0.0.1';
  const client = clientAddress(peer, forwarded, trustedProxies);
  assert.ok(client === null || isIP(client) !== 0, 'the address of a client is none');
  if (!trustedProxies.contains(peer)) {
    assert.equal(client, clientAddress(peer, undefined, trustedProxies), 'somebody is believed who is no proxy');
  }
  const entry = headers['range'] ?? '';
  const ranges = resultOf(() => addressRanges([entry]), 'ITC_REQUEST_INVALID');
  if (!(ranges instanceof ConnectorError)) {
    assert.ok(ranges.contains(entry.trim().split('/')[0] ?? ''), 'a range does not hold its own address');
  }
}

function strictText(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

function checkMeasure(text: string): void {
  const excess = measureJson(text, limits.maxDepth, limits.maxKeys);
  const value = parsed(text);
  if (value === undefined) return;
  const { depth, keys } = count(value);
  if (depth > limits.maxDepth) assert.notEqual(excess, null, 'too deep, and not noticed');
  // of keys that occur twice JSON.parse leaves one
  if (keys > limits.maxKeys) assert.notEqual(excess, null, 'too many keys, and not noticed');
  if (excess === 'depth') assert.ok(depth > limits.maxDepth || keys > 0, 'refused as too deep');
}

function count(value: unknown): { depth: number; keys: number } {
  if (typeof value !== 'object' || value === null) return { depth: 0, keys: 0 };
  let [depth, keys] = [0, Array.isArray(value) ? 0 : Object.keys(value).length];
  for (const item of Object.values(value)) {
    const below = count(item);
    depth = Math.max(depth, below.depth);
    keys += below.keys;
  }
  return { depth: depth + 1, keys };
}

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

function checkCall(request: Request, kind: HookCall['kind']): void {
  const { method, target, headers, body } = request;
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  const call = {
    request: { ...request, headers: { 'content-length': String(body.length), ...headers } },
    kind,
    connection,
    recipe: null,
    query,
    receivedAtMs: Date.UTC(2031, 2, 4),
    limits,
    body,
    payload: null,
    eventName: null,
    workflowId: null,
  } as unknown as HookCall;
  const presents = Object.values(headers).some((value) => value.includes(secret) || /^basic/i.test(value));
  if (checkSecret(call) === null) assert.ok(presents, 'a call without the secret is let in');
  if (checkContentType(call) !== null || checkShape(call) !== null) return;
  const contentType = headers['content-type'] ?? '';
  assert.deepEqual(
    payloadOf({ method, contentType, query, body, headers, recipeId: null }),
    call.payload,
    'a stored event is read in another way than when it came',
  );
  const event: IncomingEvent = { ...call, payload: call.payload };
  const trigger = kind === 'system_webhook' ? newObject : newWorkflow;
  for (const asked of [trigger, undefined]) {
    const identity = deliveryIdentity(call, event, asked);
    assert.equal(deliveryIdentity({ ...call, body: Buffer.from(body) }, event, asked), identity);
    if (body.length > 0 || query !== '') assert.match(identity ?? '', /^[0-9a-f]{64}$/);
    if (asked === undefined && body.length > 0) {
      const other = Buffer.concat([body, Buffer.from(' ')]);
      assert.notEqual(deliveryIdentity({ ...call, body: other }, event, asked), identity, 'two bodies are one event');
    }
  }
  if (kind === 'system_webhook') newObject.matches({ eventName: 'emailOpen' }, event);
}

function checkTracking({ target }: Request, text: string | null): void {
  const body = text === null ? undefined : parsed(text);
  if (body === undefined) return;
  const endpoint = callEndpoint(target) ?? 'batch';
  const read = resultOf(
    () => readCalls(endpoint, body, { ...defaultTrackingLimits, maxCallBytes: 500, maxIdLength: 20 }),
    'ITC_CALL_INVALID',
    'ITC_HOOK_TOO_LARGE',
  );
  if (read instanceof ConnectorError) return;
  for (const { eventName, payload } of read.calls) {
    assert.ok(eventName !== '' && !Object.hasOwn(payload, 'writeKey'), 'a call without a name, or with its key');
  }
  if (endpoint === 'batch') {
    const { length } = (body as JsonObject)['batch'] as Json[];
    assert.equal(read.calls.length + read.faults.length, length, 'a call of the batch is lost');
  }
}
