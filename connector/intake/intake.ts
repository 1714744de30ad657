import type { IncomingMessage, ServerResponse } from 'node:http';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Trigger } from '../define.ts';
import type { Log } from '../log.ts';
import { addressRanges } from '../security/source-allowlist.ts';
import type { ConnectionRecord, Store } from '../store/store.ts';
import { createAllowance } from './allowance.ts';
import { answerError, answerJson, answerKept } from './answer.ts';
import { checkContentType } from './check-content-type.ts';
import { checkHeaders } from './check-headers.ts';
import { checkMethod } from './check-method.ts';
import { checkRate } from './check-rate.ts';
import { checkSecret } from './check-secret.ts';
import { checkShape } from './check-shape.ts';
import { checkSource, sourceOf } from './check-source.ts';
import { drainRequest } from './drain-request.ts';
import type { Guard, HookCall } from './hook-call.ts';
import { createHookRecipes } from './hook-recipes.ts';
import { defaultLimits, type IntakeLimits } from './intake-limits.ts';
import { keepEvent, type KeepEventParts } from './keep-event.ts';
import { openCall, type OpenCallParts } from './open-call.ts';
import { createBodyReader } from './read-body.ts';
import { createRejectedCalls } from './rejected-calls.ts';
import { tellSparingly } from './tell-sparingly.ts';

/** The order in which a call is questioned. Nothing of the body is read before the sender has shown the secret. */
const guardsBeforeBody: readonly Guard[] = [
  checkMethod,
  checkHeaders,
  checkSource,
  checkSecret,
  checkRate,
  checkContentType,
];
const guardsAfterBody: readonly Guard[] = [checkShape];

export interface IntakeParts
  extends
    Pick<OpenCallParts, 'connections' | 'recipes' | 'now'>,
    Pick<KeepEventParts, 'newId' | 'waitForRespond' | 'onJobs' | 'learn'> {
  store: Pick<Store, 'appendEvent' | 'appendRejectedCall'>;
  triggers: readonly Trigger[];
  log: Pick<Log, 'warn' | 'error'>;
  limits?: Partial<IntakeLimits>;
  /** ranges of the proxies whose X-Forwarded-For is believed */
  trustedProxies?: readonly string[];
  /** told when a connection's newest secret came with an accepted call for the first time; must not throw */
  onSecretProved?: (connection: ConnectionRecord) => void;
  /** whether this server asked itself with this word, see connector/self-check.ts */
  isOwnCall?: (word: string) => boolean;
  /** the addresses that Iterable sends webhooks from; left out, none are known */
  iterableRanges?: HookCall['iterableRanges'];
  /** told the answer to every call: `kept`, `duplicate`, or the code of the error */
  onAnswer?: (what: string, sinceMs: number) => void;
}

/** Handles a request below `/hooks/`; answers false, with nothing done, for any other address. */
export type Intake = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The webhook path: guards, then the event and its jobs on disk, then the answer. */
export function createIntake(given: IntakeParts): Intake {
  const { log, now } = given;
  const limits: IntakeLimits = { ...defaultLimits, ...given.limits };
  const parts = {
    ...given,
    limits,
    trustedProxies: addressRanges(given.trustedProxies ?? []),
    iterableRanges: given.iterableRanges ?? (() => null),
    allowance: createAllowance(),
    prepare: createHookRecipes(given.triggers),
    systemTrigger: given.triggers.find(({ source }) => source === 'system_webhook'),
  };
  const bodies = createBodyReader(limits, now);
  const recordRejected = createRejectedCalls(parts);
  const complain = tellSparingly((message, fields) => log.error(message, fields), now);

  type Place = Pick<HookCall, 'request' | 'response'> & {
    connection: ConnectionRecord | null;
    kind: HookCall['kind'] | null;
  };
  const told = given.onAnswer ?? (() => undefined);

  const reject = ({ request, response, connection, kind }: Place, error: ConnectorError): void => {
    told(error.code, now());
    recordRejected(request, connection, sourceOf({ request, trustedProxies: parts.trustedProxies }), error);
    answerError(response, error, kind);
    drainRequest(request, limits.maxDrainBytes);
  };

  const fail = ({ response, connection, kind }: Place, cause: unknown): void => {
    const error = cause instanceof ConnectorError ? cause : new ConnectorError('ITC_INTERNAL');
    told(error.code, now());
    const name = connection === null ? {} : { connection: connection.name };
    complain('a webhook could not be kept', { ...name, code: error.code, error: cause });
    answerError(response, error, kind);
  };

  const takeBody = async (call: HookCall, body: Buffer): Promise<void> => {
    try {
      // the body of a GET means nothing, the query is the event
      if (call.bodyForm !== 'query') call.body = body;
      const fault = firstFault(guardsAfterBody, call);
      if (fault !== null) reject(call, fault);
      else {
        const kept = await keepEvent(call, parts);
        answerKept(call.response, kept);
        if (call.provesSecret) parts.onSecretProved?.(call.connection);
        told(kept.duplicateOf === null ? 'kept' : 'duplicate', call.receivedAtMs);
      }
    } catch (cause) {
      fail(call, cause);
    } finally {
      bodies.release(body.length);
    }
  };

  return (request, response) => {
    if (request.url?.startsWith('/hooks/') !== true) return false;
    try {
      const word = /^\/hooks\/self-check\/(\w{1,128})$/.exec(request.url)?.[1];
      if (word !== undefined && parts.isOwnCall?.(word) === true) {
        answerJson(response, 200, '{"selfCheck":true}');
        return true;
      }
      const { connection, call } = openCall(request, response, parts);
      if (call === null) {
        reject({ request, response, connection, kind: null }, new ConnectorError('ITC_HOOK_UNKNOWN'));
        return true;
      }
      const fault = firstFault(guardsBeforeBody, call);
      if (fault !== null) reject(call, fault);
      else bodies.read(request, (error, body) => (error === null ? void takeBody(call, body) : reject(call, error)));
    } catch (cause) {
      fail({ request, response, connection: null, kind: null }, cause);
    }
    return true;
  };
}

function firstFault(guards: readonly Guard[], call: HookCall): ConnectorError | null {
  for (const guard of guards) {
    const fault = guard(call);
    if (fault !== null) return fault;
  }
  return null;
}
