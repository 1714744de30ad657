import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

/** Sends pieces as fast as the caller takes them, after the head of the answer; stops making them when the caller leaves. */
export function streamAnswer(response: ServerResponse, pieces: Iterable<string>): void {
  const source = Readable.from(pieces, { highWaterMark: 1 });
  // nothing can be said any more once pieces are out: the connection breaks
  source.on('error', () => response.destroy());
  response.on('close', () => source.destroy());
  source.pipe(response);
}

/** Sends half of the first piece and drops the connection, as a fault wants it. */
export function cutStream(response: ServerResponse, pieces: Iterable<string>): void {
  const [first = ''] = pieces;
  response.write(first.slice(0, Math.ceil(first.length / 2)), () => response.destroy());
}
