import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { json } from './answer.ts';
import type { Answer } from './answer.ts';
import { answerApiCall, largestBody } from './answer-api-call.ts';
import type { IncomingCall } from './answer-api-call.ts';
import { answerControlCall } from './control-plane.ts';
import type { Control } from './control-plane.ts';
import type { Fault } from './fault-plan.ts';
import { cutStream, streamAnswer } from './stream-answer.ts';

const badGateway = '<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>';
// a control call may carry more than an API call; beyond this even that is cut
const keptBytes = largestBody + 1_000_000;

/** Reads a whole body but keeps no more than some 5 MB of it: Iterable drains and refuses, it does not hang up. */
async function readBody(request: IncomingMessage): Promise<{ rawBody: string; bodyBytes: number }> {
  const chunks: Buffer[] = [];
  let bodyBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bodyBytes += chunk.length;
    if (bodyBytes <= keptBytes) chunks.push(chunk);
  }
  return { rawBody: Buffer.concat(chunks).toString('utf8'), bodyBytes };
}

function render({ body, contentType }: Answer): string {
  return contentType === undefined || typeof body !== 'string' ? JSON.stringify(body) : body;
}

let requestNumber = 0;

function headersOf({ contentType, headers }: Answer, length?: number): Record<string, string | number> {
  requestNumber += 1;
  return {
    'Content-Type': contentType ?? 'application/json',
    ...(length === undefined ? {} : { 'Content-Length': length }),
    Server: 'iterable-sandbox',
    'Iterable-Request-Id': `sandbox-${requestNumber.toString(16).padStart(8, '0')}`,
    ...headers,
  };
}

function write(response: ServerResponse, answer: Answer): void {
  if (answer.stream) {
    response.writeHead(answer.status, headersOf(answer));
    streamAnswer(response, answer.stream);
    return;
  }
  const payload = Buffer.from(render(answer));
  response.writeHead(answer.status, headersOf(answer, payload.length)).end(payload);
}

/** What a fault turns an answer into; undefined when nothing is to be answered. */
function faultyAnswer(fault: Fault): Answer | undefined {
  if (fault.kind === 'html') {
    return {
      status: fault.status ?? 502,
      body: badGateway,
      contentType: 'text/html; charset=utf-8',
      headers: fault.headers ?? {},
    };
  }
  if (fault.kind !== 'status') return undefined;
  const status = fault.status ?? 503;
  const plain =
    fault.body === undefined ? { msg: 'Fault of the sandbox', code: 'GenericError', params: null } : fault.body;
  return {
    status,
    body: plain,
    ...(typeof plain === 'string' ? { contentType: 'text/plain; charset=utf-8' } : {}),
    headers: fault.headers ?? {},
  };
}

const beforeProcessing = (fault: Fault): boolean =>
  fault.kind === 'reset' ||
  fault.kind === 'hang' ||
  ((fault.kind === 'status' || fault.kind === 'html') && fault.afterProcessing !== true);

/** Sends an answer the way a fault wants it; true when the fault has taken care of the response. */
function sendFaulty(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer | undefined,
): boolean {
  if (fault.kind === 'hang') return true;
  if (fault.kind === 'reset' || fault.kind === 'resetAfterProcessing') {
    request.socket.resetAndDestroy();
    return true;
  }
  const replaced = faultyAnswer(fault);
  if (replaced) write(response, replaced);
  else if (fault.kind === 'badJson')
    write(response, { status: 200, body: '{"msg":"","code":', contentType: 'application/json' });
  else if (fault.kind === 'truncate' && answer?.stream) {
    response.writeHead(answer.status, headersOf(answer));
    cutStream(response, answer.stream);
  } else if (fault.kind === 'truncate' && answer) {
    const payload = Buffer.from(render(answer));
    response.writeHead(answer.status, headersOf(answer, payload.length));
    response.write(payload.subarray(0, Math.floor(payload.length / 2)), () => request.socket.destroy());
  } else return false;
  return true;
}

/** The HTTP server of the sandbox: control calls under /sandbox/, all else is Iterable's. `changed` follows each write. */
export function createApiServer(control: Control, changed: () => void): http.Server {
  const { world, limiter, faults, calls } = control;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const target = request.url ?? '/';
    const mark = target.indexOf('?');
    const path = mark < 0 ? target : target.slice(0, mark);
    const query = new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1));
    const { rawBody, bodyBytes } = await readBody(request);
    if (path.startsWith('/sandbox/')) {
      write(response, await answerControlCall(control, { method, path, query, rawBody }));
      if (method !== 'GET') changed();
      return;
    }
    const { headers, rawHeaders, socket } = request;
    const call: IncomingCall = {
      method,
      path,
      query,
      headers,
      rawHeaders,
      rawBody,
      bodyBytes,
      ip: socket.remoteAddress ?? '',
    };
    const fault = faults.take(method, path);
    const log = { at: world.now(), method, path, query: Object.fromEntries(query), rawBody };
    if (world.settings.latencyMs > 0) await sleep(world.settings.latencyMs);
    if (fault && beforeProcessing(fault)) {
      calls.add({ ...log, status: faultyAnswer(fault)?.status ?? 0, processed: false, fault: fault.kind });
      sendFaulty(fault, request, response, undefined);
      return;
    }
    if (fault?.kind === 'delay') await sleep(fault.delayMs ?? 1000);
    const answer = answerApiCall(world, limiter, call);
    calls.add({
      ...log,
      status: answer.status,
      processed: answer.status < 300,
      ...(fault ? { fault: fault.kind } : {}),
    });
    if (method !== 'GET') changed();
    if (!fault || !sendFaulty(fault, request, response, answer)) write(response, answer);
  }

  return http.createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // a caller that hung up while sending is nobody to answer
      if (request.destroyed && !request.complete) return;
      if (!response.headersSent) write(response, json({ error: String(error) }, 500));
    });
  });
}
