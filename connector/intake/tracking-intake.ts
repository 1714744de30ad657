import type { IncomingMessage, ServerResponse } from 'node:http';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json } from '../../errors/json.ts';
import type { Trigger } from '../define.ts';
import type { Log } from '../log.ts';
import { addressRanges } from '../security/source-allowlist.ts';
import type { ConnectionRecord, Store } from '../store/store.ts';
import { createAllowance } from './allowance.ts';
import { answerError, answerJson } from './answer.ts';
import { checkHeaders } from './check-headers.ts';
import { tooLarge } from './check-method.ts';
import { checkRate } from './check-rate.ts';
import { sourceOf } from './check-source.ts';
import { connectionOfKey } from './check-write-key.ts';
import { drainRequest } from './drain-request.ts';
import { createHookRecipes } from './hook-recipes.ts';
import { inflateBody } from './inflate-body.ts';
import type { Intake } from './intake.ts';
import { keepCalls, type KeepCallsParts } from './keep-calls.ts';
import { measureJson } from './measure-json.ts';
import { readUtf8 } from './parse-payload.ts';
import { createBodyReader } from './read-body.ts';
import { callEndpoint, readCalls, type ReadCalls } from './read-calls.ts';
import { createRejectedCalls } from './rejected-calls.ts';
import { tellSparingly } from './tell-sparingly.ts';
import { defaultTrackingLimits, type TrackingLimits } from './tracking-limits.ts';

export interface TrackingIntakeParts extends Pick<KeepCallsParts, 'recipes' | 'newId' | 'learn' | 'onJobs'> {
  store: Pick<Store, 'appendEvents' | 'appendRejectedCall'>;
  /** in memory, always current */
  connections: { byWriteKeyHash(hash: string): ConnectionRecord | undefined };
  triggers: readonly Trigger[];
  now: () => number;
  log: Pick<Log, 'warn' | 'error'>;
  limits?: Partial<TrackingLimits>;
  trustedProxies?: readonly string[];
  /** told the answer to every request: `kept`, or the code of the error */
  onAnswer?: (what: string, sinceMs: number) => void;
  /** told what became of the calls of a request that was kept: `kept`, `duplicate`, or the code of the error */
  onCalls?: (what: string, count: number) => void;
}

/**
 * The path of tracking SDKs: `/v1/identify`, `/v1/track` and the like. Key before body, then the calls and their jobs on disk in one
 * commit, then the answer. Answers false, with nothing done, for any other address.
 */
export function createTrackingIntake(given: TrackingIntakeParts): Intake {
  const { log, now } = given;
  const limits: TrackingLimits = { ...defaultTrackingLimits, ...given.limits };
  const trustedProxies = addressRanges(given.trustedProxies ?? []);
  const parts: KeepCallsParts = {
    ...given,
    prepare: createHookRecipes(given.triggers),
    callTrigger: given.triggers.find(({ source }) => source === 'tracking_call'),
    dedupWindowMs: limits.dedupWindowMs,
  };
  const bodies = createBodyReader(limits, now);
  const recordRejected = createRejectedCalls({ ...given, limits });
  const complain = tellSparingly((message, fields) => log.error(message, fields), now);
  // of its own, so that a flood of calls does not keep webhooks of the same connection out
  const allowance = createAllowance();
  const { onAnswer = () => undefined, onCalls = () => undefined } = given;

  const note = (request: IncomingMessage, connection: ConnectionRecord | null, error: ConnectorError): void =>
    recordRejected(request, connection, sourceOf({ request, trustedProxies }), error);

  const fail = (
    request: IncomingMessage,
    response: ServerResponse,
    connection: ConnectionRecord | null,
    cause: unknown,
  ): void => {
    const error = cause instanceof ConnectorError ? cause : new ConnectorError('ITC_INTERNAL');
    if (error.status < 500) note(request, connection, error);
    else complain('tracking calls could not be kept', { code: error.code, error: cause });
    onAnswer(error.code, now());
    answerError(response, error, null);
    drainRequest(request, limits.maxDrainBytes);
  };

  const readBody = async (request: IncomingMessage, body: Buffer): Promise<Json> => {
    const text = readUtf8(await inflateBody(body, request.headers['content-encoding'], limits.maxBodyBytes));
    if (text === null) throw new ConnectorError('ITC_HOOK_CONTENT_TYPE', 'The body is not UTF-8.');
    if (measureJson(text, limits.maxDepth, limits.maxKeys) !== null) {
      throw new ConnectorError(
        'ITC_HOOK_TOO_DEEP',
        `The body is nested more than ${limits.maxDepth} levels deep or has more than ${limits.maxKeys} keys.`,
      );
    }
    try {
      return JSON.parse(text) as Json;
    } catch (cause) {
      // the parser's own message quotes the body, which holds personal values
      throw new ConnectorError('ITC_HOOK_BODY_JSON', undefined, {
        hint: 'Send JSON as the SDKs do, as it is or compressed with gzip.',
        cause,
      });
    }
  };

  /** keeps what can be kept; a request with nothing to keep is refused with the cause of its first call */
  const takeCalls = async (
    request: IncomingMessage,
    response: ServerResponse,
    connection: ConnectionRecord,
    { calls, faults }: ReadCalls,
    receivedAtMs: number,
  ): Promise<void> => {
    const [first] = faults;
    if (calls.length === 0 && first !== undefined) throw first.error;
    const { duplicates } = await keepCalls(calls, { request, connection, receivedAtMs }, parts);
    onCalls('kept', calls.length - duplicates);
    onCalls('duplicate', duplicates);
    for (const { error } of faults) {
      note(request, connection, error);
      onCalls(error.code, 1);
    }
    const rejected = faults.map(({ index, error: { code, message } }) => ({ index, code, message }));
    answerJson(response, 200, rejected.length === 0 ? '{"success":true}' : JSON.stringify({ success: true, rejected }));
    onAnswer('kept', receivedAtMs);
  };

  return (request, response) => {
    const endpoint = request.url?.startsWith('/v1/') === true ? callEndpoint(request.url) : undefined;
    if (endpoint === undefined) return false;
    const receivedAtMs = now();
    let connection: ConnectionRecord;
    try {
      checkRequest(request, limits);
      connection = connectionOfKey(request.headers.authorization, given.connections, receivedAtMs);
    } catch (cause) {
      fail(request, response, null, cause);
      return true;
    }
    const tooMany = checkRate({ connection, limits, allowance, receivedAtMs });
    if (tooMany !== null) {
      fail(request, response, connection, tooMany);
      return true;
    }
    bodies.read(request, (refusal, body) => {
      if (refusal !== null) return fail(request, response, connection, refusal);
      void readBody(request, body)
        .then((json) => takeCalls(request, response, connection, readCalls(endpoint, json, limits), receivedAtMs))
        .catch((cause: unknown) => fail(request, response, connection, cause))
        .finally(() => bodies.release(body.length));
    });
    return true;
  };
}

/** What can be said before the key is looked at. Throws the answer. */
function checkRequest(request: IncomingMessage, limits: TrackingLimits): void {
  if (request.method !== 'POST') {
    throw new ConnectorError('ITC_HOOK_METHOD', `This address takes POST, not ${request.method ?? ''}.`, {
      hint: 'Tracking calls come from servers, with POST; there is no script for browsers.',
    });
  }
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBodyBytes) throw tooLarge(limits.maxBodyBytes);
  // no look at the content type: an SDK that compresses its calls announces them as a form
  const fault = checkHeaders({ request, limits, connection: null });
  if (fault !== null) throw fault;
}
