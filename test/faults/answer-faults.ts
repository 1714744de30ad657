import { STATUS_CODES } from 'node:http';

import { actions } from '../../actions/index.ts';
import { createIterableClient } from '../../connector/iterable/client.ts';
import { runAction } from '../../connector/iterable/run-action.ts';
import { describeCall } from '../../connector/iterable/check-input.ts';
import { settleStep } from '../../recipes/settle-step.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { TcpFaultProxy, type AnswerFault } from './tcp-fault-proxy.ts';

const email = 'ada@example.com';
/** a usual answer is never this late, however busy the machine is; silence is waited for no longer than the second */
const patientMs = 20_000;
const impatientMs = 300;
const maxAnswerBytes = 64 * 1024;

/** One action of each kind; what may be repeated decides what follows a broken answer. */
export const calls = {
  read: { action: 'get_user_by_email', input: { email }, isRepeatable: true },
  write: { action: 'upsert_user', input: { email, dataFields: { plan: 'pro' } }, isRepeatable: true },
  send: { action: 'send_sms', input: { campaignId: 0, recipientEmail: email }, isRepeatable: false },
  custom_request: {
    action: 'custom_request',
    input: { method: 'POST', path: '/api/events/track', body: { email, eventName: 'seen' } },
    isRepeatable: false,
  },
} as const;
export type CallName = keyof typeof calls;

/** What is to follow: `repeat` = tried again, `held` = a person decides, `done`, `failed` = refused for good. */
export type Following = 'done' | 'failed' | 'repeat' | 'held';

export interface AnswerCase {
  what: string;
  fault: AnswerFault;
  /** `broken`: nobody knows what came of the call, so what may be repeated is and the rest is held */
  expected: 'done' | 'failed' | 'repeat' | 'broken' | 'conflict';
}

const head = (status: number, headers: Record<string, string | number>): string =>
  `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? 'x'}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}\r\n`)
    .join('')}\r\n`;
const said = (status: number, body: string, headers: Record<string, string | number> = {}): AnswerFault => ({
  kind: 'replace',
  bytes: Buffer.from(
    head(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers }) + body,
  ),
  thenEnd: true,
});

function expectedOf(status: number): AnswerCase['expected'] {
  if (status === 425 || status === 429) return 'repeat';
  if (status === 409) return 'conflict';
  return status === 408 || status >= 500 || status < 400 ? 'broken' : 'failed';
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

/** Ways in which an answer can be wrong as a whole. */
export const wholeAnswers: readonly AnswerCase[] = [
  ...[...range(301, 309), ...range(400, 418), ...range(421, 432), 451, 499, ...range(500, 512), 520, 522, 524, 529, 598]
    .filter((status) => status !== 401 && status !== 403)
    .map((status): AnswerCase => ({
      what: `status ${String(status)}`,
      fault: said(status, '"no"'),
      expected: expectedOf(status),
    })),
  { what: 'status 401', fault: said(401, '{"msg":"no","code":"BadApiKey"}'), expected: 'failed' },
  { what: 'status 403', fault: said(403, '{"msg":"no","code":"Forbidden"}'), expected: 'failed' },
  { what: 'status 503 with Retry-After', fault: said(503, 'x', { 'retry-after': 1 }), expected: 'repeat' },
  {
    what: 'status 429 with a senseless Retry-After',
    fault: said(429, 'x', { 'retry-after': 'soon' }),
    expected: 'repeat',
  },
  {
    what: 'a page with status 200',
    fault: said(200, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
    expected: 'broken',
  },
  { what: 'a page that says it is JSON', fault: said(200, '<html></html>'), expected: 'broken' },
  { what: 'half a document', fault: said(200, '{"msg":"","code":"Succ'), expected: 'broken' },
  { what: 'a length above what comes', fault: said(200, '{"a":1}', { 'content-length': 40 }), expected: 'broken' },
  {
    what: 'a length below what comes',
    fault: said(200, '{"msg":"","code":"Success"}', { 'content-length': 12 }),
    expected: 'broken',
  },
  {
    what: 'two lengths',
    fault: {
      kind: 'replace',
      bytes: Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 7\r\n\r\n{}'),
      thenEnd: true,
    },
    expected: 'broken',
  },
  {
    what: 'chunks that break off',
    fault: {
      kind: 'replace',
      bytes: Buffer.from(
        `${head(200, { 'transfer-encoding': 'chunked', 'content-type': 'application/json' })}5\r\n{"a":`,
      ),
      thenEnd: true,
    },
    expected: 'broken',
  },
  {
    what: 'no HTTP at all',
    fault: { kind: 'replace', bytes: Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'), thenEnd: true },
    expected: 'broken',
  },
  {
    what: 'a huge answer',
    fault: said(200, JSON.stringify({ text: 'x'.repeat(maxAnswerBytes + 1) })),
    expected: 'broken',
  },
  {
    what: 'an endless head',
    fault: { kind: 'replace', bytes: Buffer.from(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`), thenEnd: false },
    expected: 'broken',
  },
  { what: 'a connection that is reset at once', fault: { kind: 'refuse' }, expected: 'broken' },
  { what: 'an answer byte by byte', fault: { kind: 'slow', pauseMs: 0 }, expected: 'done' },
  { what: 'an answer too slow to wait for', fault: { kind: 'slow', pauseMs: 50 }, expected: 'broken' },
  { what: 'silence', fault: { kind: 'halfOpen', afterBytes: 0 }, expected: 'broken' },
  { what: 'silence in the head', fault: { kind: 'halfOpen', afterBytes: 20 }, expected: 'broken' },
];

/** The answer broken off after each of these numbers of bytes, by a reset and by an end that looks regular. */
export const brokenOff = (bytes: readonly number[]): AnswerCase[] =>
  bytes.flatMap((afterBytes): AnswerCase[] =>
    (['reset', 'end'] as const).map((kind) => ({
      what: `${kind} after ${String(afterBytes)} bytes`,
      fault: { kind, afterBytes },
      expected: 'broken',
    })),
  );

export function followingOf(expected: AnswerCase['expected'], isRepeatable: boolean): Following {
  if (expected === 'broken') return isRepeatable ? 'repeat' : 'held';
  if (expected === 'conflict') return isRepeatable ? 'repeat' : 'failed';
  return expected;
}

/** A client that reaches a sandbox through the proxy. */
export async function startAnswerFaults() {
  const sandbox = await startSandbox({ limits: false });
  const proxy = await new TcpFaultProxy(sandbox.port).start();
  const clientWith = (timeoutMs: number) =>
    createIterableClient({
      now: () => Date.now(),
      random: () => 0.5,
      sleep: () => Promise.resolve(),
      // the real limits would slow the test down
      limiter: { waitFor: () => Promise.resolve(0), penalise: () => undefined },
      timeoutMs,
      maxAnswerBytes,
    });
  const connection = {
    id: 'con_1',
    name: 'sandbox',
    region: 'us',
    sandboxUrl: proxy.url,
    projectType: 'email',
    apiKey: sandbox.key,
  } as const;
  const [campaign] = (
    sandbox.state.campaigns as { id: number; messageMedium?: string; type?: string; campaignState?: string }[]
  ).filter(
    ({ messageMedium, type, campaignState }) =>
      messageMedium === 'SMS' && type === 'Triggered' && campaignState === 'Running',
  );

  const following = async (
    name: CallName,
    client = clientWith(patientMs),
  ): Promise<{ following: Following; error: string | null }> => {
    const action = actions.find((one) => one.name === calls[name].action)!;
    const input = name === 'send' ? { ...calls.send.input, campaignId: campaign?.id } : calls[name].input;
    const result = await runAction({ action, input, connection, stepKey: 'job-1/step', client });
    const { effect, idempotent } = describeCall(action, input as never);
    const settlement = settleStep({
      effect,
      idempotent,
      onUnknownOutcome: action.onUnknownOutcome,
      outcome: result.outcome,
      attempt: 1,
      maxAttempts: 8,
      retryAfterMs: result.retryAfterMs,
      random: 0,
    });
    const names = { wait: 'repeat', hold: 'held', fail: 'failed' } as const;
    const end =
      settlement.kind === 'next' ? (result.outcome === 'success' ? 'done' : 'failed') : names[settlement.kind];
    return { following: end, error: result.error?.code ?? null };
  };

  return {
    sandbox,
    following,
    /** Makes the call with this fault, and once more without; answers what was wrong, or null. */
    async tryCase(name: CallName, { what, fault, expected }: AnswerCase): Promise<string | null> {
      const before = sandbox.calls.filter(({ processed }) => processed).length;
      proxy.fault = fault;
      const isSilent = fault.kind === 'halfOpen' || (fault.kind === 'slow' && fault.pauseMs > 0);
      // of its own, so that no connection of an earlier case is left in it
      const client = clientWith(isSilent ? impatientMs : patientMs);
      const got = await following(name, client);
      proxy.fault = null;
      const processed = sandbox.calls.filter((call) => call.processed).length - before;
      const wanted = followingOf(expected, calls[name].isRepeatable);
      if (got.following !== wanted) {
        return `${name}, ${what}: ${got.following} (${String(got.error)}) instead of ${wanted}`;
      }
      if (processed > 1) return `${name}, ${what}: ${String(processed)} calls took effect`;
      // what is left of a broken answer must not be read as the next one; that its connection is gone may be noticed late
      const next = await following(name, client);
      proxy.drop();
      const isRight = next.following === 'done' || next.following === followingOf('broken', calls[name].isRepeatable);
      return isRight ? null : `${name} after ${what}: ${next.following} (${String(next.error)})`;
    },
    async bytesOf(name: CallName): Promise<number> {
      // the head of the sandbox's answer and its body, as the proxy sees them
      let seen = 0;
      proxy.onAnswer = (bytes) => (seen += bytes);
      await following(name);
      proxy.onAnswer = undefined;
      return seen;
    },
    async close() {
      await proxy.close();
      await sandbox.close();
    },
  };
}
