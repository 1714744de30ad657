import type { IncomingMessage } from 'node:http';

const maxDrainMs = 2_000;

/** Throws away the rest of a refused body, within bounds: a socket closed at once would lose the answer on its way. */
export function drainRequest(request: IncomingMessage, maxBytes: number): void {
  if (request.complete || request.destroyed) return;
  let drained = 0;
  request.on('data', (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > maxBytes) request.destroy();
  });
  const timer = setTimeout(() => request.destroy(), maxDrainMs).unref();
  const stop = (): void => clearTimeout(timer);
  request.once('end', stop).once('close', stop).on('error', stop);
  request.resume();
}
