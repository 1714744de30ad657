import { hash } from 'node:crypto';

import { ConnectorError } from '../../errors/connector-error.ts';
import type { Json, JsonObject } from '../../errors/json.ts';
import type { SchemaFault } from '../../schemas/validate/compile-schema.ts';
import type { WebAction, WebRequest } from '../define-web-action.ts';
import type { ActionResult } from '../iterable/action-result.ts';
import { measureJson } from '../intake/measure-json.ts';
import { checkInput, describeCall, inputError } from '../iterable/check-input.ts';
import { parseJson } from '../iterable/parse-json.ts';
import { createRedactor, type Redactor } from '../iterable/redact.ts';
import type { PreviewedRequest } from '../iterable/preview-request.ts';
import { TransportFailure, type HttpAnswer } from '../iterable/transport.ts';
import type { OutboundGuard } from '../security/outbound-guard.ts';
import type { Exchange } from '../store/store.ts';
import { judgeFailure, judgeStatus } from './judge-answer.ts';
import { signedHeaders } from './sign-message.ts';
import { outboundHeaders, type WebClient } from './web-client.ts';

export interface WebParts {
  guard: Pick<OutboundGuard, 'readUrl'>;
  client: WebClient;
  /** the secret of this name for a call to this host, of the workspace that calls */
  openSecret: (name: string, host: string, workspaceId: string) => Promise<string>;
  checkSchema: (schema: unknown, values: readonly unknown[]) => Promise<SchemaFault[][]>;
  now: () => number;
}

export interface WebRun {
  action: WebAction;
  /** as the recipe mapped it, not yet checked */
  input: unknown;
  /** stable for one step of one job */
  stepKey: string;
  /** whose secrets it may use */
  workspaceId: string;
}

/** of a text, in the record of a call; steps are given all of it */
const keptText = 20_000;
const maxAnswerDepth = 64;
const maxAnswerKeys = 50_000;

/** Runs one call to another system once. Never throws for what that system or the input does: those are results. */
export async function runWebAction(run: WebRun, parts: WebParts): Promise<ActionResult> {
  try {
    return await exchange(run, parts);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { outcome: 'rejected', output: null, items: null, error: error.toJSON(), exchanges: [], retryAfterMs: null };
  }
}

/** The call that a run would make, with secrets left out and nothing sent. Throws the error that the run would end with. */
export function previewWebAction(
  { action, input }: Pick<WebRun, 'action' | 'input'>,
  { guard }: Pick<WebParts, 'guard'>,
): PreviewedRequest[] {
  const { method, url, body } = requestOf(action, input);
  return [{ method, url: guard.readUrl(url).href, body: readBody(body) as JsonObject | null }];
}

function requestOf(action: WebAction, given: unknown): WebRequest {
  const { input, issues } = checkInput(action, given);
  const issue = issues?.[0];
  if (issue !== undefined) throw inputError(given, issue, (issues?.length ?? 1) - 1);
  return action.request(input);
}

/** A body as a record shows it: JSON as such, other text as text. */
function readBody(body: string | undefined): Json {
  if (body === undefined) return null;
  return parseJson(body) ?? body.slice(0, keptText);
}

async function exchange(run: WebRun, parts: WebParts): Promise<ActionResult> {
  const { now, client } = parts;
  const request = requestOf(run.action, run.input);
  const url = parts.guard.readUrl(request.url);
  const { headers, secrets } = await fillSecrets(request, run, url, parts);
  const redactor = createRedactor('', { echoes: false, secrets });
  const kind = describeCall(run.action, run.input);
  const startedMs = now();
  const record: Exchange = {
    method: request.method,
    url: redactor.text(url.href),
    requestBody: redactor.json(readBody(request.body)),
    status: null,
    responseBody: null,
    requestId: null,
    startedAt: new Date(startedMs).toISOString(),
    durationMs: 0,
  };
  const base = { output: null, items: null, exchanges: [record] };
  const { method, body, timeoutMs } = request;
  let answer: HttpAnswer;
  try {
    answer = await client({ method, url, headers, body, timeoutMs, isSecret: secrets.length > 0 });
  } catch (error) {
    if (!(error instanceof TransportFailure)) throw error;
    record.durationMs = now() - startedMs;
    const { outcome, error: cause, retryAfterMs } = judgeFailure(kind, error);
    return { ...base, outcome, error: cause?.toJSON() ?? null, retryAfterMs };
  }
  record.durationMs = now() - startedMs;
  record.status = answer.status;
  const output = readAnswer(answer, redactor);
  record.responseBody = typeof output.body === 'string' ? output.body.slice(0, keptText) : output.body;
  const verdict = judgeStatus(kind, answer, now());
  const fault = verdict.outcome === 'success' ? await answerFault(request, output.body, answer, parts) : null;
  return {
    ...base,
    // the call was accepted, so a wrong answer is never a reason to make it again
    outcome: fault === null ? verdict.outcome : 'rejected',
    output,
    error: (fault ?? verdict.error)?.toJSON() ?? null,
    retryAfterMs: verdict.retryAfterMs,
  };
}

/** The headers with their secrets in clear, and the secrets themselves, which no record may keep. */
async function fillSecrets(
  { headers, secretHeaders, signWith, body = '' }: WebRequest,
  { stepKey, workspaceId }: WebRun,
  url: URL,
  { openSecret, now }: WebParts,
): Promise<{ headers: Record<string, string>; secrets: string[] }> {
  const filled: Record<string, string> = { ...outboundHeaders };
  const secrets: string[] = [];
  for (const { name, value } of headers) filled[name.toLowerCase()] = value;
  for (const { name, secret, prefix } of secretHeaders) {
    const value = await openSecret(secret, url.hostname, workspaceId);
    secrets.push(value);
    filled[name.toLowerCase()] = prefix + value;
  }
  if (signWith !== undefined) {
    const key = await openSecret(signWith, url.hostname, workspaceId);
    secrets.push(key, key.replace(/^whsec_/, ''));
    Object.assign(filled, sign(key, stepKey, body, now()));
  }
  return { headers: filled, secrets };
}

/** The id is the same for every attempt of one step, so that the receiver knows a repetition; the time is that of the attempt. */
function sign(secret: string, stepKey: string, body: string, atMs: number): Record<string, string> {
  try {
    return signedHeaders({ id: `msg_${hash('sha256', stepKey, 'hex').slice(0, 32)}`, atMs, secret, body });
  } catch {
    throw new ConnectorError('ITC_SECRET_FORM', 'The signing secret is not base64 with or without whsec_ before it.');
  }
}

function readAnswer({ status, headers, text }: HttpAnswer, redactor: Redactor): { [key: string]: Json; body: Json } {
  const isCoded = (headers['content-encoding'] ?? 'identity') !== 'identity';
  // what is nested without end would overflow the stack of everything that walks it
  const isWithin = measureJson(text, maxAnswerDepth, maxAnswerKeys) === null;
  const parsed = isCoded || !isWithin ? undefined : parseJson(text);
  const shown = Object.entries(headers).filter(([name]) => !/cookie|authenticat/i.test(name));
  return {
    status,
    headers: Object.fromEntries(shown.map(([name, value]) => [name, redactor.text(value)])),
    body: parsed === undefined ? redactor.text(text) || null : redactor.json(parsed),
  };
}

/** What is wrong with the answer of an accepted call, or null. */
async function answerFault(
  { answerSchema }: WebRequest,
  body: Json,
  { headers }: HttpAnswer,
  { checkSchema }: WebParts,
): Promise<ConnectorError | null> {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return new ConnectorError('ITC_WEB_BAD_ANSWER', 'The answer is compressed although that was not asked for.');
  }
  if (answerSchema === undefined) return null;
  const [faults = []] = await checkSchema(answerSchema, [body]);
  const [first] = faults;
  if (first === undefined) return null;
  return new ConnectorError('ITC_WEB_BAD_ANSWER', `The answer does not fit the schema of the step: ${first.message}.`, {
    details: { path: first.path },
  });
}
