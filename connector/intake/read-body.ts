import type { IncomingMessage } from 'node:http';

import { ConnectorError } from '../../errors/connector-error.ts';
import { tooLarge } from './check-method.ts';
import type { IntakeLimits } from './intake-limits.ts';

const empty = Buffer.alloc(0);

/** Reads bodies within the limits and counts what is held for all calls under way. */
export interface BodyReader {
  /** calls back once: with the body, or with the error that answers the call; not at all when the sender went away */
  read(request: IncomingMessage, done: (error: ConnectorError | null, body: Buffer) => void): void;
  /** gives back what `read` counted for a body it handed over; an error or a sender who went away is given back by `read` */
  release(bytes: number): void;
  readonly pendingCalls: number;
}

interface SlowRead {
  deadlineMs: number;
  expire: () => void;
}

/** @param now milliseconds, for the deadline of slow bodies */
export function createBodyReader(limits: IntakeLimits, now: () => number): BodyReader {
  let pendingCalls = 0;
  let pendingBytes = 0;
  // one timer for all bodies under way: a timer per call costs more than reading a body that is already there
  const slow = new Set<SlowRead>();
  let sweep: NodeJS.Timeout | null = null;

  const watch = (read: SlowRead): void => {
    slow.add(read);
    if (sweep !== null) return;
    sweep = setInterval(() => {
      const at = now();
      for (const each of [...slow]) if (each.deadlineMs <= at) each.expire();
      if (slow.size > 0 || sweep === null) return;
      clearInterval(sweep);
      sweep = null;
    }, 500).unref();
  };

  return {
    get pendingCalls() {
      return pendingCalls;
    },
    release(bytes) {
      pendingCalls -= 1;
      pendingBytes -= bytes;
    },
    read(request, done) {
      if (pendingCalls >= limits.maxPendingCalls) return done(new ConnectorError('ITC_HOOK_BUSY'), empty);
      pendingCalls += 1;
      const chunks: Buffer[] = [];
      let length = 0;
      let isDone = false;
      const finish = (error: ConnectorError | null): void => {
        if (isDone) return;
        isDone = true;
        slow.delete(entry);
        if (error !== null) {
          pendingCalls -= 1;
          pendingBytes -= length;
          return done(error, empty);
        }
        done(null, chunks.length === 1 ? (chunks[0] ?? empty) : Buffer.concat(chunks, length));
      };
      const entry: SlowRead = {
        deadlineMs: now() + limits.bodyTimeoutMs,
        expire: () => {
          finish(
            new ConnectorError('ITC_HOOK_BODY_JSON', `The body did not arrive within ${limits.bodyTimeoutMs} ms.`),
          );
        },
      };
      watch(entry);
      request.on('data', (chunk: Buffer) => {
        if (isDone) return;
        length += chunk.length;
        pendingBytes += chunk.length;
        if (length > limits.maxBodyBytes) finish(tooLarge(limits.maxBodyBytes));
        else if (pendingBytes > limits.maxPendingBytes) finish(new ConnectorError('ITC_HOOK_BUSY'));
        else chunks.push(chunk);
      });
      request.on('end', () => finish(null));
      request.on('close', () => {
        if (isDone) return;
        isDone = true;
        slow.delete(entry);
        pendingBytes -= length;
        pendingCalls -= 1;
      });
    },
  };
}
