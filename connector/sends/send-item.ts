import { ConnectorError } from '../../errors/connector-error.ts';
import type { JsonObject } from '../../errors/json.ts';
import type { Action } from '../define.ts';
import type { RawAnswer } from '../iterable/raw-answer.ts';
import { classify } from '../iterable/outcome.ts';
import type { PreparedCall, PreparedItem } from '../iterable/prepare-call.ts';
import { personNames } from './person-names.ts';
import { channelOf } from './recipients.ts';
import { withSendId, type SendStage } from './send-stage.ts';

/** Why an item of a list must not get the message: test mode, suppression or ceiling; null = it may. */
export async function refusalOf(
  sends: Pick<SendStage, 'check'>,
  { body, index }: Pick<PreparedItem, 'body' | 'index'>,
  rules: { channel: string | null; messageTypeId: number | null; ceiling: number | null },
): Promise<ConnectorError | null> {
  if (rules.ceiling !== null && index > rules.ceiling) {
    return new ConnectorError('ITC_SEND_CEILING', `The broadcast goes to at most ${String(rules.ceiling)} people.`);
  }
  try {
    await sends.check(personNames(body['email'], body['userId']), rules.channel, rules.messageTypeId);
    return null;
  } catch (error) {
    if (error instanceof ConnectorError && error.code.startsWith('ITC_SEND_')) return error;
    throw error;
  }
}

/** Moves the items that must not get the message to the faults of the call. */
export async function screenItems(sends: SendStage, prepared: PreparedCall, action: Action): Promise<void> {
  const ceiling = action.batch?.ceiling?.(prepared.input) ?? null;
  const messageTypeId = sends.typeOf(action, prepared.input);
  const kept: PreparedItem[] = [];
  for (const item of prepared.items) {
    const rules = { channel: channelOf(prepared), messageTypeId, ceiling: ceiling === null ? null : ceiling - 1 };
    const refusal = await refusalOf(sends, item, rules);
    if (refusal === null) kept.push(item);
    else prepared.faults.set(item.index, refusal);
  }
  prepared.items = kept;
}

/** One message of a list: kept before its call leaves, and with its id in the metadata. */
export async function sendItem(
  run: { action: Action; stepKey: string; sends?: SendStage; one: (frame: JsonObject, item: JsonObject) => JsonObject },
  prepared: PreparedCall,
  [item]: readonly PreparedItem[],
  call: (body: JsonObject) => Promise<RawAnswer>,
): Promise<RawAnswer> {
  const { action, sends } = run;
  const { [action.batch?.items ?? 'items']: _, ...frame } = prepared.parts.body ?? {};
  const given = item?.body ?? {};
  const body = run.one(frame, given);
  const channel = channelOf(prepared);
  const { campaignId } = body;
  if (sends === undefined || item === undefined || channel === null || typeof campaignId !== 'number')
    return call(body);
  const person = personNames(given['email'], given['userId']);
  const send = { action: action.name, channel, campaignId };
  const kept = await sends.begin(send, person, `${run.stepKey}/${String(item.index)}`);
  const answer = await call(withSendId(body, kept.id));
  const { effect, idempotent } = prepared;
  const { outcome, error } = classify({ effect, idempotent, answer: action.answer }, answer);
  await sends.end(kept, { outcome, error: error?.toJSON() ?? null });
  return answer;
}
