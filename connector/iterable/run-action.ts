import type { Action, ReadFirst } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { SendStage } from '../sends/send-stage.ts';
import { screenItems } from '../sends/send-item.ts';
import type { Exchange } from '../store/store.ts';
import type { ActionResult } from './action-result.ts';
import type { ActionRun } from './action-run.ts';
import { bulkRunOf } from './bulk-run-of.ts';
import { callAction, explain } from './call-action.ts';
import { checkHorizon } from './check-horizon.ts';
import { isObject } from './decode-error.ts';
import { classify, type Verdict } from './outcome.ts';
import { identitiesOf } from './plan-batches.ts';
import { prepareCall, requireInput, type PreparedCall } from './prepare-call.ts';
import { personOf, readThenWrite } from './read-first.ts';
import { runBulk } from './run-bulk.ts';

/**
 * Runs one action once: checks the input, applies identity, splits batches, calls Iterable and reads the outcome.
 * Never throws for what Iterable or the input does: those are results. Throws ITC_STORE_UNAVAILABLE. Bulk actions give one result per input item.
 */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const { action, input, connection, stepKey } = run;
  const { batch, readFirst } = action;
  try {
    if (readFirst !== undefined) {
      const person = personOf(action, requireInput(action, input), connection);
      return await inTurn(run, identitiesOf({ body: { ...person } }), () => runOrdered(run, readFirst));
    }
    const prepared = prepareCall(action, input, connection, stepKey);
    checkHorizon(action, prepared.input, run.client.now());
    await run.fieldCheck?.apply(action, prepared);
    if (prepared.effect === 'send' && run.sends !== undefined) return await runSend(run, run.sends, prepared);
    const { bulkForm } = action;
    const single = (): Promise<ActionResult> => runSingle(run, prepared);
    return await inTurn(run, peopleWritten(prepared), () => {
      if (batch !== undefined) return runBulk(bulkRunOf(run, prepared));
      if (bulkForm === undefined || run.bulkSender === undefined) return single();
      return run.bulkSender.send(run, prepared, bulkForm, single);
    });
  } catch (error) {
    // what our own store cannot do is no word of Iterable's, and the call may have been made already
    if (!(error instanceof ConnectorError) || error.code === 'ITC_STORE_UNAVAILABLE') throw error;
    return { ...empty, outcome: 'rejected', error: error.toJSON() };
  }
}

/** A message, or a list of them, behind the checks of the send stage. Messages wait for nobody. */
async function runSend(run: ActionRun, sends: SendStage, prepared: PreparedCall): Promise<ActionResult> {
  const { action, input, connection, stepKey } = run;
  const prepareWith = (current: JsonObject): PreparedCall => prepareCall(action, input, connection, stepKey, current);
  if (action.batch === undefined) return sends.run(action, prepared, prepareWith, (ready) => runSingle(run, ready));
  await screenItems(sends, prepared, action);
  // nothing is made for nobody
  const made = prepared.items.length === 0 ? null : await sends.makeContent(action, prepared.input);
  if (made !== null && 'stop' in made) return made.stop;
  const ready = made === null ? prepared : { ...prepared, parts: prepareWith(made.current).parts };
  const result = await runBulk(bulkRunOf(run, ready));
  return { ...result, exchanges: [...(made?.exchanges ?? []), ...result.exchanges] };
}

/** Does the work when every earlier write of these people has ended. */
async function inTurn<T>(run: ActionRun, people: readonly string[], work: () => Promise<T>): Promise<T> {
  const leave = people.length === 0 ? undefined : await run.gate?.enter(run.connection.id, people);
  try {
    return await work();
  } finally {
    leave?.();
  }
}

/** The people whose data a call writes; reads and messages wait for nobody. */
function peopleWritten({ effect, identity, parts: { body = {} }, items }: PreparedCall): readonly string[] {
  if (effect !== 'write') return [];
  if (identity === 'items') return items.flatMap(identitiesOf);
  if (identity === 'nested_user') return identitiesOf({ body: isObject(body.user) ? body.user : {} });
  return identity === 'user' ? identitiesOf({ body }) : [];
}

/** An action that reads what is stored before it overwrites it. */
async function runOrdered(run: ActionRun, readFirst: ReadFirst): Promise<ActionResult> {
  const { action, connection, client, signal } = run;
  const input = requireInput(action, run.input);
  return readThenWrite({
    readFirst,
    person: personOf(action, input, connection),
    connection,
    client,
    signal,
    async write(current, exchanges) {
      const prepared = prepareCall(action, run.input, connection, run.stepKey, current);
      if (prepared.isDone) return { ...empty, outcome: 'success', output: { changed: false }, exchanges };
      const result = await runSingle(run, prepared);
      const isChanged = result.outcome === 'success' && isObject(result.output);
      const output = isChanged ? { changed: true, ...(result.output as JsonObject) } : result.output;
      return { ...result, output, exchanges: [...exchanges, ...result.exchanges] };
    },
    async stop(verdict, answer, exchanges) {
      if (verdict.outcome === 'success' || isNotFound(action, verdict)) return notFound(action, input, exchanges);
      const explained = await explain(run, verdict, answer);
      return {
        ...empty,
        outcome: verdict.outcome,
        error: explained.error?.toJSON() ?? null,
        exchanges: [...exchanges, ...explained.exchanges],
        retryAfterMs: verdict.retryAfterMs,
      };
    },
  });
}

async function runSingle(run: ActionRun, prepared: PreparedCall): Promise<ActionResult> {
  const { action } = run;
  const answer = await callAction(run, prepared);
  const exchanges: Exchange[] = answer.exchange === null ? [] : [answer.exchange];
  const kind = {
    effect: prepared.effect,
    idempotent: prepared.idempotent,
    answer: action.answer,
    readText: action.readText,
  };
  const verdict = classify(kind, answer);
  if (isNotFound(action, verdict)) return notFound(action, prepared.input, exchanges);
  const explained = await explain(run, verdict, answer);
  return {
    outcome: verdict.outcome,
    output: readOutput(action, verdict),
    items: null,
    error: explained.error?.toJSON() ?? null,
    exchanges: [...exchanges, ...explained.exchanges],
    retryAfterMs: verdict.retryAfterMs,
  };
}

const empty = { output: null, items: null, error: null, exchanges: [], retryAfterMs: null };

const absent =
  /^(No users? (with|exists)|User does not exist|Template ID: \d+ does not exist|Unable to delete .* does not exist|No metadata)|^Unknown (user|email)/i;

/**
 * Iterable answers 200 `{}` for an unknown user in some reads, 400 with a code or a sentence in others, and 404 for a
 * campaign, a catalog item or a snippet. A 404 without a code is a page: the address is unknown, not the thing.
 */
function isNotFound(action: Action, { outcome, output, refusal, error }: Verdict): boolean {
  if (action.emptyAnswer !== 'not_found') return false;
  if (outcome === 'success') return isObject(output) && Object.keys(output).length === 0;
  if (outcome !== 'rejected' || refusal === null) return false;
  const isUnknown = refusal.code === 'UnknownUserIdError' || refusal.code === 'UnknownEmailError';
  const isMissing = error?.code === 'ITC_ITERABLE_NOT_FOUND' && refusal.code !== null;
  return isUnknown || isMissing || absent.test(refusal.message);
}

function notFound(action: Action, input: unknown, exchanges: Exchange[]): ActionResult {
  const output = { found: false };
  if (action.ifNotFound?.(input) !== 'fail') return { ...empty, outcome: 'success', output, exchanges };
  const error = new ConnectorError('ITC_ITERABLE_NOT_FOUND', 'Iterable does not know what was asked for.', {
    hint: 'Check the identifier, or let the step continue when nothing is found.',
  });
  return { ...empty, outcome: 'rejected', output, error: error.toJSON(), exchanges };
}

function readOutput({ emptyAnswer, read }: Action, { outcome, output }: Verdict): Json {
  const answer = emptyAnswer === undefined ? output : found(output);
  return read !== undefined && outcome === 'success' && isObject(answer) ? read(answer) : answer;
}

const found = (output: Json): Json => (isObject(output) ? { found: true, ...output } : output);
