import { createHash } from 'node:crypto';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { Action } from '../define.ts';
import type { ActionResult, IterableConnection } from '../iterable/action-result.ts';
import { isObject } from '../iterable/decode-error.ts';
import type { PreparedCall } from '../iterable/prepare-call.ts';
import type { Log } from '../log.ts';
import type { Exchange, PersonNames, SendRecord, Store } from '../store/store.ts';
import { checkSuppression } from './check-suppression.ts';
import { checkTestMode } from './check-test-mode.ts';
import { hostImages, type HostedImages } from './host-images.ts';
import { messageTypeOf } from './message-type.ts';
import { channelOf, recipientOf } from './recipients.ts';
import type { SendSettings } from './send-settings.ts';
import { sendMetadataKey } from './message-event.ts';
import type { CallAction, ShadowMaker } from './shadow-maker.ts';

export interface SendStageParts {
  store: Pick<Store, 'putSend' | 'getSuppression'>;
  shadows: ShadowMaker;
  images: HostedImages;
  now: () => number;
  log: Pick<Log, 'error'>;
}

/** Whose message it is, and on whose behalf. */
export interface SendContext {
  connection: IterableConnection;
  settings: SendSettings;
  /** stable for all attempts of one message */
  stepKey: string;
  ignoreUnsubscribes: boolean;
  /** runs another declared action for the connection */
  call: CallAction;
}

/** What a message has to pass before its call leaves, and what is kept of it. */
export interface SendStage {
  /**
   * Throws ITC_SEND_TEST_MODE, ITC_SEND_SUPPRESSED and what is wrong with the content, before anything leaves.
   * @param prepare the same call once what it needs is there; `current` has its ids
   */
  run: (
    action: Action,
    prepared: PreparedCall,
    prepare: (current: JsonObject) => PreparedCall,
    send: (ready: PreparedCall) => Promise<ActionResult>,
  ) => Promise<ActionResult>;
  /** for rows of a bulk run: throws as `run` does */
  check: (recipient: PersonNames | null, channel: string | null, messageTypeId: number | null) => Promise<void>;
  /** the message type of what the action sends; null where it does not tell. Throws as `messageTypeOf` */
  typeOf: (action: Action, input: unknown) => number | null;
  /** makes what the content of a message needs; null where the action brings none */
  makeContent: (action: Action, input: unknown) => Promise<Made | { stop: ActionResult } | null>;
  /** keeps the message as under way; answers its id */
  begin: (
    send: Pick<SendRecord, 'action' | 'channel' | 'campaignId'>,
    recipient: PersonNames,
    key: string,
  ) => Promise<SendRecord>;
  /** never throws: what is lost is logged */
  end: (send: SendRecord, result: Pick<ActionResult, 'outcome' | 'error'>) => Promise<void>;
}

interface Made {
  current: JsonObject;
  exchanges: Exchange[];
}

/** Iterable may need a minute until it knows a person who was just written (reference: "Eventual consistency"). */
const profileDelayMs = 60_000;
const unknownPerson = new Set(['UnknownEmailError', 'UnknownUserIdError']);

const sendIdOf = (connectionId: string, key: string): string =>
  `snd_${createHash('sha256').update(`${connectionId} ${key}`).digest('hex').slice(0, 32)}`;

/** Job and step from the key of a step, or the run and the row of a bulk run; a call by hand has neither. */
function originOf(stepKey: string): Pick<SendRecord, 'origin' | 'place'> {
  const at = stepKey.indexOf('/');
  return at < 0 ? { origin: null, place: null } : { origin: stepKey.slice(0, at), place: stepKey.slice(at + 1) };
}

const statusOf = { success: 'accepted', rejected: 'refused', retry: 'refused', unknown: 'unknown' } as const;

export function createSendStage(parts: SendStageParts, context: SendContext): SendStage {
  const { store, shadows, now, log } = parts;
  const { connection, settings, ignoreUnsubscribes } = context;

  const check: SendStage['check'] = async (recipient, channel, messageTypeId) => {
    checkTestMode(recipient, settings.testMode);
    if (recipient === null || channel === null) return;
    const found = await store.getSuppression({ connectionId: connection.id, channel, person: recipient });
    checkSuppression(found, { messageTypeId, ignoreUnsubscribes });
  };

  const typeOf: SendStage['typeOf'] = (action, input) => {
    const message = action.message?.(input);
    return message === undefined ? null : messageTypeOf(message, settings);
  };

  const makeContent: SendStage['makeContent'] = async (action, input) => {
    const message = action.message?.(input);
    if (message === undefined) return null;
    const messageTypeId = messageTypeOf(message, settings);
    const html = await hostImages(message.content.html, message.images, parts.images);
    const exchanges: Exchange[] = [];
    const call: CallAction = async (name, given) => {
      const result = await context.call(name, given);
      exchanges.push(...result.exchanges);
      return result;
    };
    const answer = await shadows.ensure({
      connection,
      content: { ...message.content, html, messageTypeId },
      name: message.name,
      maxContents: settings.maxContents,
      call,
    });
    if ('stop' in answer) return { stop: { ...answer.stop, output: null, items: null, exchanges } };
    const { campaignId, templateId } = answer.shadow;
    return { current: { campaignId, templateId }, exchanges };
  };

  const begin: SendStage['begin'] = async (send, recipient, key) => {
    const record: SendRecord = {
      ...send,
      ...recipient,
      ...originOf(key),
      id: sendIdOf(connection.id, key),
      connectionId: connection.id,
      status: 'sending',
      error: null,
      messageId: null,
      createdAt: new Date(now()).toISOString(),
    };
    await store.putSend(record);
    return record;
  };

  const end: SendStage['end'] = async (send, { outcome, error }) => {
    const status = statusOf[outcome];
    try {
      await store.putSend({ ...send, status, error: outcome === 'success' ? null : (error?.code ?? null) });
    } catch (fault) {
      // the outcome of the call stands, whether or not the list of messages can be told of it
      log.error('the end of a send was not stored', {
        ...(send.origin === null ? {} : { job: send.origin }),
        error: fault,
      });
    }
  };

  const run: SendStage['run'] = async (action, prepared, prepare, send) => {
    const recipient = recipientOf(prepared);
    const channel = channelOf(prepared);
    const message = action.message?.(prepared.input);
    await check(recipient, channel, typeOf(action, prepared.input));
    const made = await makeContent(action, prepared.input);
    if (made !== null && 'stop' in made) return made.stop;
    const exchanges = made?.exchanges ?? [];
    const ready = made === null ? prepared : prepare(made.current);

    if (message?.profile !== undefined) {
      const written = await context.call('upsert_user', message.profile);
      exchanges.push(...written.exchanges);
      if (written.outcome !== 'success') {
        // nothing was sent, so whatever is not a refusal can be tried again
        return { ...written, outcome: written.outcome === 'rejected' ? 'rejected' : 'retry', output: null, exchanges };
      }
    }
    const campaignId = ready.parts.body?.['campaignId'];
    const kept =
      recipient === null || channel === null || typeof campaignId !== 'number'
        ? null
        : await begin({ action: action.name, channel, campaignId }, recipient, context.stepKey);
    const result = await send(kept === null ? ready : named(action, ready, kept.id));
    if (kept !== null) await end(kept, result);
    return explain({ ...result, exchanges: [...exchanges, ...result.exchanges] }, message?.profile !== undefined);
  };

  return { run, check, typeOf, makeContent, begin, end };
}

/** The call with the id of the send in its metadata, which comes back with webhooks; only email and push take metadata. */
function named(action: Action, ready: PreparedCall, sendId: string): PreparedCall {
  if (action.dataFields?.includes('metadata') !== true) return ready;
  return { ...ready, parts: { ...ready.parts, body: withSendId(ready.parts.body ?? {}, sendId) } };
}

/** The body of a message with our id in its metadata, beside what is there. */
export function withSendId(body: JsonObject, sendId: string): JsonObject {
  return { ...body, metadata: { ...(isObject(body['metadata']) ? body['metadata'] : {}), [sendMetadataKey]: sendId } };
}

/** What an unknown recipient means: not known yet where the profile was just written, else that nobody has made it. */
function explain(result: ActionResult, isProfileWritten: boolean): ActionResult {
  const iterableCode = result.error?.details?.['iterableCode'];
  if (result.outcome !== 'rejected' || typeof iterableCode !== 'string' || !unknownPerson.has(iterableCode))
    return result;
  if (isProfileWritten) return { ...result, outcome: 'retry', retryAfterMs: profileDelayMs };
  const { message, details } = result.error ?? {};
  const error = new ConnectorError('ITC_SEND_RECIPIENT_UNKNOWN', message, details === undefined ? {} : { details });
  return { ...result, error: error.toJSON() };
}
