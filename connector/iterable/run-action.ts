import type { Action, ReadFirst } from '../define.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { Exchange } from '../store/store.ts';
import type { ActionResult, IterableConnection } from './action-result.ts';
import { checkHorizon } from './check-horizon.ts';
import type { IterableClient, RawAnswer } from './client.ts';
import { isObject } from './decode-error.ts';
import { diagnoseKey } from './diagnose-key.ts';
import { classify, type Verdict } from './outcome.ts';
import { planBatches } from './plan-batches.ts';
import { prepareCall, requireInput, type PreparedCall, type PreparedItem } from './prepare-call.ts';
import { personOf, readThenWrite } from './read-first.ts';
import { runBulk } from './run-bulk.ts';

export interface ActionRun {
  action: Action;
  /** as the recipe mapped it, not yet checked */
  input: unknown;
  connection: IterableConnection;
  /** stable for one step of one job */
  stepKey: string;
  client: IterableClient;
  signal?: AbortSignal;
}

/**
 * Runs one action once: checks the input, applies identity, splits batches, calls Iterable and reads the outcome.
 * Never throws for what Iterable or the input does: those are results. Bulk actions give one result per input item.
 */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const { action, input, connection, stepKey } = run;
  const { batch, readFirst } = action;
  try {
    if (readFirst !== undefined) return await runOrdered(run, readFirst);
    const prepared = prepareCall(action, input, connection, stepKey);
    checkHorizon(action, prepared.input, run.client.now());
    if (batch === undefined) return await runSingle(run, prepared);
    return await runBulk({
      action,
      prepared,
      batch,
      send: (items) => call(run, prepared, bodyOf(prepared, batch.items, items)),
      explain: (verdict, answer) => explain(run, verdict, answer),
    });
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { ...empty, outcome: 'rejected', error: error.toJSON() };
  }
}

export interface PreviewedRequest {
  method: string;
  url: string;
  body: JsonObject | null;
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

/**
 * The requests that a run would make, in order, with nothing sent (a bulk call that Iterable refuses may be split further).
 * Of an action that reads before it writes only the read is shown: what it would write depends on the answer.
 * Throws the ConnectorError that the run would end with.
 */
export function previewRequest(run: Omit<ActionRun, 'signal'>): PreviewedRequest[] {
  const { action, connection, client } = run;
  if (action.readFirst !== undefined) {
    const input = requireInput(action, run.input);
    const { endpoint, parts } = action.readFirst.request(personOf(action, input, connection));
    return [{ method: endpoint.method, ...client.preview(connection, endpoint, parts) }];
  }
  const prepared = prepareCall(action, run.input, connection, run.stepKey);
  checkHorizon(action, prepared.input, client.now());
  const { endpoint, parts } = prepared;
  const show = (body: JsonObject | undefined): PreviewedRequest => ({
    method: endpoint.method,
    ...client.preview(connection, endpoint, body === undefined ? parts : { ...parts, body }),
  });
  const { batch } = action;
  if (batch === undefined) return [show(undefined)];
  const { [batch.items]: _, ...frame } = parts.body ?? {};
  return planBatches(prepared.items, frame, batch).chunks.map((chunk) => show(bodyOf(prepared, batch.items, chunk)));
}

const bodyOf = (prepared: PreparedCall, key: string, items: readonly PreparedItem[]): JsonObject => ({
  ...prepared.parts.body,
  [key]: items.map(({ body }) => body),
});

function call(run: ActionRun, { endpoint, parts }: PreparedCall, body?: JsonObject): Promise<RawAnswer> {
  return run.client.call(run.connection, endpoint, body === undefined ? parts : { ...parts, body }, {
    ...(run.action.secrets === undefined ? {} : { secrets: run.action.secrets }),
    ...(run.signal === undefined ? {} : { signal: run.signal }),
  });
}

async function runSingle(run: ActionRun, prepared: PreparedCall): Promise<ActionResult> {
  const { action } = run;
  const answer = await call(run, prepared);
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

async function explain(
  run: ActionRun,
  verdict: Verdict,
  answer: RawAnswer,
): Promise<{ error: ConnectorError | null; exchanges: Exchange[] }> {
  if (answer.status !== 401 || verdict.error === null) return { error: verdict.error, exchanges: [] };
  const { error, probe } = await diagnoseKey(run.client, run.connection, { error: verdict.error, answer });
  return { error, exchanges: probe === null || probe.exchange === null ? [] : [probe.exchange] };
}
