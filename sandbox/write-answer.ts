import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import type { Fault } from './fault-plan.ts';
import { cutStream, streamAnswer } from './stream-answer.ts';

let requestNumber = 0;

function payloadOf({ body, contentType }: Answer): Buffer {
  return Buffer.from(contentType === undefined || typeof body !== 'string' ? JSON.stringify(body) : body);
}

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

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  if (answer.stream) {
    response.writeHead(answer.status, headersOf(answer));
    streamAnswer(response, answer.stream);
    return;
  }
  const payload = payloadOf(answer);
  response.writeHead(answer.status, headersOf(answer, payload.length)).end(payload);
}

/** Sends the true answer, or what a fault makes of it; without an answer the call was not processed. */
export function writeFaulty(
  { socket }: IncomingMessage,
  response: ServerResponse,
  { fault, answer, replacement }: { fault: Fault; answer?: Answer; replacement: Answer | undefined },
): void {
  if (fault.kind === 'hang') return;
  if (fault.kind === 'reset' || fault.kind === 'resetAfterProcessing') {
    socket.resetAndDestroy();
    return;
  }
  if (replacement) {
    writeAnswer(response, replacement);
    return;
  }
  if (!answer) return;
  // a stream announces no length that could be wrong, so it is cut as well
  if (answer.stream && (fault.kind === 'truncate' || fault.kind === 'wrongLength')) {
    response.writeHead(answer.status, headersOf(answer));
    cutStream(response, answer.stream);
    return;
  }
  const payload = payloadOf(answer);
  if (fault.kind === 'truncate') {
    response.writeHead(answer.status, headersOf(answer, payload.length));
    response.write(payload.subarray(0, Math.floor(payload.length / 2)), () => socket.destroy());
  } else if (fault.kind === 'wrongLength') {
    const length = Math.max(0, payload.length + (fault.lengthOffset ?? 10));
    // closed after it, for nobody could find the next answer on this connection
    response.writeHead(answer.status, headersOf(answer, length)).end(payload, () => socket.destroySoon());
  } else writeAnswer(response, answer);
}
