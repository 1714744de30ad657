import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { TrackingLimits } from './tracking-limits.ts';

type CallType = 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias';

/** What hangs on the kind of a call: the object that it carries, and the text that it must have. */
const kinds: Record<CallType, { fields: 'properties' | 'traits' | null; required: string | null }> = {
  identify: { fields: 'traits', required: null },
  track: { fields: 'properties', required: 'event' },
  page: { fields: 'properties', required: null },
  screen: { fields: 'properties', required: null },
  group: { fields: 'traits', required: 'groupId' },
  alias: { fields: null, required: 'previousId' },
};

const isCallType = (type: Json | undefined): type is CallType => typeof type === 'string' && Object.hasOwn(kinds, type);

const endpoints = new Map<string, CallType | 'batch'>([
  ...Object.keys(kinds).map((type): [string, CallType] => [`/v1/${type}`, type as CallType]),
  ['/v1/batch', 'batch'],
  ['/v1/import', 'batch'],
]);

/** What a path takes: calls of one kind, a batch of any kind, or (undefined) it is no address of the tracking protocol. */
export function callEndpoint(target: string): CallType | 'batch' | undefined {
  const [path = ''] = target.split('?', 1);
  return endpoints.get(path.endsWith('/') ? path.slice(0, -1) : path);
}

/** A call as it is stored, without the write key that some SDKs repeat in the body. */
export interface ReadCall {
  eventName: string;
  payload: JsonObject;
}

export interface ReadCalls {
  calls: ReadCall[];
  /** calls that cannot be kept, by their place in the batch */
  faults: { index: number; error: ConnectorError }[];
}

/**
 * The calls of one request. A faulty call does not stop its neighbours; a body that is no call or batch at all throws.
 * @throws ConnectorError ITC_CALL_INVALID, ITC_HOOK_TOO_LARGE
 */
export function readCalls(endpoint: CallType | 'batch', body: Json, limits: TrackingLimits): ReadCalls {
  if (!isObject(body)) throw invalid('', 'is no object');
  if (endpoint !== 'batch') return { calls: [readCall({ ...body, type: endpoint }, {}, '', limits)], faults: [] };
  const { batch } = body;
  if (!Array.isArray(batch)) throw invalid('batch', 'is no list of calls');
  if (batch.length > limits.maxCalls) throw invalid('batch', `has more than ${limits.maxCalls} calls`);
  const read: ReadCalls = { calls: [], faults: [] };
  for (const [index, call] of batch.entries()) {
    try {
      read.calls.push(readCall(call, body, `batch[${index}].`, limits));
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      read.faults.push({ index, error });
    }
  }
  return read;
}

function readCall(given: Json, frame: JsonObject, at: string, limits: TrackingLimits): ReadCall {
  if (!isObject(given)) throw invalid(at.slice(0, -1), 'is no object');
  const { writeKey: _, ...call } = given;
  const { type } = call;
  if (!isCallType(type)) throw invalid(`${at}type`, 'names no kind of call');
  if (Buffer.byteLength(JSON.stringify(call)) > limits.maxCallBytes) {
    throw new ConnectorError('ITC_HOOK_TOO_LARGE', `${wordOf(at)} is larger than ${limits.maxCallBytes} bytes.`, {
      hint: 'Send fewer properties in one call.',
      details: { path: at.slice(0, -1) },
    });
  }
  const { fields, required } = kinds[type];
  for (const name of ['userId', 'anonymousId', 'messageId'] as const) checkId(call[name], `${at}${name}`, limits);
  if (required !== null) {
    checkId(call[required], `${at}${required}`, limits);
    if (isBlank(call[required])) throw invalid(`${at}${required}`, 'has no value');
  }
  if (fields !== null && call[fields] !== undefined && call[fields] !== null && !isObject(call[fields])) {
    throw invalid(`${at}${fields}`, 'is no object');
  }
  const context = { ...objectOf(frame['context']), ...objectOf(call['context']) };
  const sentAt = call['sentAt'] ?? frame['sentAt'];
  const payload: JsonObject = {
    ...call,
    ...(fields === null ? {} : { [fields]: call[fields] ?? {} }),
    ...(Object.keys(context).length === 0 ? {} : { context }),
    ...(sentAt === undefined ? {} : { sentAt }),
  };
  return { eventName: type === 'track' ? String(call['event']).trim() : type, payload };
}

/** Identifiers and names are texts or numbers of bounded length. */
function checkId(value: Json | undefined, path: string, { maxIdLength }: TrackingLimits): void {
  if (value === undefined || value === null || typeof value === 'number') return;
  if (typeof value !== 'string') throw invalid(path, 'is neither a text nor a number');
  if (value.length > maxIdLength) throw invalid(path, `is longer than ${maxIdLength} characters`);
}

const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

const wordOf = (at: string): string => (at === '' ? 'The call' : `\`${at.slice(0, -1)}\``);

function invalid(path: string, what: string): ConnectorError {
  return new ConnectorError('ITC_CALL_INVALID', `${path === '' ? 'The body' : `\`${path}\``} ${what}.`, {
    details: { path },
  });
}
