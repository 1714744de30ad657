import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { Guard, HookCall } from './hook-call.ts';
import { measureJson } from './measure-json.ts';
import { parseFields, readUtf8 } from './parse-payload.ts';

/** Reads the body and checks that it is an event; fills in payload, event name and journey id. */
export const checkShape: Guard = (call) => {
  const fault = readPayload(call);
  if (fault !== null) return fault;
  return call.kind === 'system_webhook' ? readSystemEvent(call) : readJourneyCall(call);
};

function readPayload(call: HookCall): ConnectorError | null {
  const { limits, bodyForm, body } = call;
  const isQuery = bodyForm === 'query' || (call.kind === 'journey_webhook' && body.length === 0);
  if (isQuery) return takeFields(call, call.query);
  const text = readUtf8(body);
  if (text === null) return new ConnectorError('ITC_HOOK_CONTENT_TYPE', 'The body is not UTF-8.');
  if (bodyForm === 'form') return takeFields(call, text);
  const excess = measureJson(text, limits.maxDepth, limits.maxKeys);
  if (excess === 'depth') {
    return new ConnectorError('ITC_HOOK_TOO_DEEP', `The body is nested more than ${limits.maxDepth} levels deep.`);
  }
  if (excess === 'keys') return tooManyKeys(limits.maxKeys);
  try {
    call.payload = JSON.parse(text) as Json;
    return null;
  } catch (cause) {
    // the parser's own message quotes the body, which holds personal values
    return new ConnectorError('ITC_HOOK_BODY_JSON', undefined, { cause });
  }
}

function takeFields(call: HookCall, text: string): ConnectorError | null {
  const fields = parseFields(text, call.limits.maxKeys);
  if (fields === null) return tooManyKeys(call.limits.maxKeys);
  call.payload = fields;
  return null;
}

function tooManyKeys(maxKeys: number): ConnectorError {
  return new ConnectorError('ITC_HOOK_TOO_DEEP', `The body has more than ${maxKeys} keys.`);
}

function readSystemEvent(call: HookCall): ConnectorError | null {
  const { payload, limits } = call;
  if (Array.isArray(payload)) {
    return refuse('The body is a list; a system webhook is one event per call.');
  }
  if (!isObject(payload)) return refuse(`The body is ${describe(payload)}; a system webhook is a JSON object.`);
  const { eventName, dataFields } = payload;
  if (typeof eventName !== 'string' || eventName === '') return noEventName(payload);
  if (eventName.length > limits.maxEventNameLength) {
    return refuse(`\`eventName\` is longer than ${limits.maxEventNameLength} characters.`);
  }
  // an event whose data fields are missing is odd, yet it tells that something happened: it is kept
  if (dataFields !== undefined && dataFields !== null && !isObject(dataFields)) {
    return refuse(`\`dataFields\` is ${describe(dataFields)}; it must be an object.`);
  }
  call.eventName = eventName;
  call.workflowId = isObject(dataFields) ? idText(dataFields['workflowId']) : null;
  return null;
}

function noEventName(payload: JsonObject): ConnectorError {
  if (payload['workflowId'] !== undefined && payload['eventName'] === undefined) {
    return refuse(
      'The body has no `eventName` but a `workflowId`: it looks like a journey webhook.',
      "Use the address of the recipe's journey trigger in Iterable.",
    );
  }
  return refuse(`\`eventName\` is ${describe(payload['eventName'])}; a system webhook names its event there.`);
}

function readJourneyCall(call: HookCall): null {
  const { payload } = call;
  if (!isObject(payload)) return null;
  const { eventName, workflowId } = payload;
  const isName =
    typeof eventName === 'string' && eventName !== '' && eventName.length <= call.limits.maxEventNameLength;
  call.eventName = isName ? eventName : null;
  call.workflowId = idText(workflowId);
  return null;
}

/** A journey id as text, whether it came as a number or as text. */
function idText(value: Json | undefined): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? String(value) : null;
  if (typeof value !== 'string') return null;
  const digits = value.trim();
  return /^\d{1,18}$/.test(digits) ? digits : null;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: Json | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (value === '') return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function refuse(message: string, hint?: string): ConnectorError {
  return new ConnectorError('ITC_HOOK_SHAPE', message, hint === undefined ? {} : { hint });
}
