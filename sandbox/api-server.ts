import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { json } from './answer.ts';
import type { Answer } from './answer.ts';
import { answerApiCall, largestBody } from './answer-api-call.ts';
import type { IncomingCall } from './answer-api-call.ts';
import { answerControlCall } from './control-plane.ts';
import type { Control } from './control.ts';
import type { Fault } from './fault-plan.ts';
import { replacedBy, stopsProcessing } from './faulty-answer.ts';
import { withFailures, withoutRows } from './partial-failure.ts';
import { writeAnswer, writeFaulty } from './write-answer.ts';

// a control call may carry more than an API call; beyond this even that is cut
const keptBytes = largestBody + 1_000_000;
const usualDelayMs = 1000;

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

/** Answers a call, a part of whose rows is to fail: they are taken out before, and counted as failed after. */
function answerInPart({ world, limiter }: Control, call: IncomingCall, fault: Fault): Answer {
  const split = withoutRows(call.path, call.rawBody, fault.rows ?? 1);
  const answer = answerApiCall(world, limiter, { ...call, rawBody: split.rawBody });
  return withFailures(answer, call.path, split, fault.failAs);
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
      writeAnswer(response, await answerControlCall(control, { method, path, query, rawBody }));
      if (method !== 'GET') changed();
      return;
    }
    const { headers, rawHeaders, socket } = request;
    const call: IncomingCall = {
      url: target,
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
    const wait = world.settings.latencyMs + (fault?.delayMs ?? (fault?.kind === 'delay' ? usualDelayMs : 0));
    if (wait > 0) await sleep(wait);
    const replacement = fault && replacedBy(fault, { method, path, ip: call.ip, projectId: world.state.projectId });
    if (fault && stopsProcessing(fault)) {
      calls.add({ ...log, status: replacement?.status ?? 0, processed: false, fault: fault.kind });
      writeFaulty(request, response, { fault, replacement });
      return;
    }
    const answer = fault?.kind === 'partial' ? answerInPart(control, call, fault) : answerApiCall(world, limiter, call);
    calls.add({
      ...log,
      status: answer.status,
      processed: answer.status < 300,
      ...(fault ? { fault: fault.kind } : {}),
    });
    if (method !== 'GET') changed();
    if (fault) writeFaulty(request, response, { fault, answer, replacement });
    else writeAnswer(response, answer);
  }

  return http.createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // a caller that hung up while sending is nobody to answer
      if (request.destroyed && !request.complete) return;
      if (!response.headersSent) writeAnswer(response, json({ error: String(error) }, 500));
    });
  });
}
