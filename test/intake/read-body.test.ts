import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { drainRequest } from '../../connector/intake/drain-request.ts';
import { defaultLimits, type IntakeLimits } from '../../connector/intake/intake-limits.ts';
import { createBodyReader } from '../../connector/intake/read-body.ts';

/** A request whose bytes come when the test says so. */
class Sender extends EventEmitter {
  complete = false;
  destroyed = false;
  isFlowing = false;
  get request(): IncomingMessage {
    return this as unknown as IncomingMessage;
  }
  send(...chunks: (string | number)[]): this {
    for (const chunk of chunks)
      this.emit('data', typeof chunk === 'number' ? Buffer.alloc(chunk, 'x') : Buffer.from(chunk));
    return this;
  }
  end(): this {
    this.emit('end');
    this.emit('close');
    return this;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
  resume(): void {
    this.isFlowing = true;
  }
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('bodies on their way', () => {
  const limits: IntakeLimits = {
    ...defaultLimits,
    maxBodyBytes: 10,
    maxPendingBytes: 25,
    maxPendingCalls: 3,
    bodyTimeoutMs: 8_000,
  };
  let nowMs = 0;
  const readerOf = (change: Partial<IntakeLimits> = {}) => {
    const reader = createBodyReader({ ...limits, ...change }, () => nowMs);
    const read = () => {
      const sender = new Sender();
      const ends: [string | null, string][] = [];
      reader.read(sender.request, (error, body) => {
        ends.push([error === null ? null : `${error.code}: ${error.message}`, body.toString()]);
      });
      return Object.assign(sender, { ends });
    };
    return { reader, read };
  };
  const pass = (ms: number): void => {
    nowMs += ms;
    jest.advanceTimersByTime(ms);
  };
  beforeEach(() => {
    nowMs = 0;
  });
  const busy = expect.stringMatching(/^ITC_HOOK_BUSY: /) as unknown as string;
  const large = 'ITC_HOOK_TOO_LARGE: The request body is larger than 10 bytes.';
  const late = 'ITC_HOOK_BODY_JSON: The body did not arrive within 8000 ms.';

  test('are put together in order, and handed over once', () => {
    const { reader, read } = readerOf();
    expect(read().end().ends).toEqual([[null, '']]);
    expect(read().send('abc').end().ends).toEqual([[null, 'abc']]);
    expect(read().send('abc', 'de', 'fghij').end().ends).toEqual([[null, 'abcdefghij']]);
    expect(reader.pendingCalls).toBe(3);
  });

  test('that are too large are refused at the first byte beyond, once, and hold nothing any more', () => {
    const { reader, read } = readerOf();
    const sender = read().send(10);
    expect(sender.ends).toEqual([]);
    expect(sender.send(1, 5).end().ends).toEqual([[large, '']]);
    expect(reader.pendingCalls).toBe(0);
  });

  test('may be so many at once, each until its room is given back', () => {
    const { reader, read } = readerOf();
    const three = [read(), read(), read()];
    expect(read().ends).toEqual([[busy, '']]);
    expect(reader.pendingCalls).toBe(3);
    three[0]!.send('ab').end();
    // handed over, and still held until whoever has it is done
    expect(read().ends).toEqual([[busy, '']]);
    reader.release(2);
    expect(read().ends).toEqual([]);
  });

  test('may hold so many bytes at once, and those that were refused or went away count no more', () => {
    const { reader, read } = readerOf();
    const [one, two] = [read().send(10).end(), read().send(10)];
    const third = read().send(5);
    expect(third.ends).toEqual([]);
    expect(third.send(1).ends).toEqual([[busy, '']]);
    const again = read().send(5);
    expect(again.ends).toEqual([]);
    // a sender who goes away is told nothing
    again.destroy();
    expect([again.ends, reader.pendingCalls]).toEqual([[], 2]);
    two.destroy();
    expect(read().send(10).ends).toEqual([]);
    expect(one.ends).toHaveLength(1);
    reader.release(10);
    expect(read().send(10).end().ends).toEqual([[null, 'x'.repeat(10)]]);
    expect(reader.pendingCalls).toBe(2);
  });

  test('that do not arrive in time are refused, and what still comes of them is not looked at', () => {
    const { reader, read } = readerOf();
    const slow = read().send('a');
    pass(7_500);
    const young = read();
    expect(slow.ends).toEqual([]);
    pass(500);
    expect([slow.ends, young.ends]).toEqual([[[late, '']], []]);
    expect(slow.send('b').end().ends).toHaveLength(1);
    pass(7_500);
    expect(young.ends).toEqual([[late, '']]);
    expect(reader.pendingCalls).toBe(0);
  });

  test('are watched by one clock that stops when none is on its way, and goes on with the next', () => {
    const { reader, read } = readerOf();
    const first = read();
    const second = read();
    expect(jest.getTimerCount()).toBe(1);
    first.send('a').end();
    pass(500);
    expect(jest.getTimerCount()).toBe(1);
    second.send('b').end();
    pass(500);
    expect(jest.getTimerCount()).toBe(0);
    // neither was too late
    pass(20_000);
    expect([first.ends, second.ends]).toEqual([[[null, 'a']], [[null, 'b']]]);
    reader.release(1);
    const third = read();
    pass(8_000);
    expect(third.ends).toEqual([[late, '']]);
    const gone = read();
    gone.destroy();
    pass(500);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('count down from the time of their own start, however many come and go', () => {
    const { read } = readerOf({ maxPendingCalls: 100 });
    const slow = read();
    for (let call = 0; call < 15; call += 1) {
      read().send('a').end();
      pass(500);
      expect(slow.ends).toEqual([]);
    }
    pass(500);
    expect(slow.ends).toEqual([[late, '']]);
  });
});

describe('the rest of a refused body', () => {
  const drain = (change: Partial<Sender> = {}): Sender => {
    const sender = Object.assign(new Sender(), change);
    drainRequest(sender.request, 100);
    return sender;
  };

  test('is thrown away up to its bound, and the socket given up at the first byte beyond', () => {
    const sender = drain();
    expect(sender.isFlowing).toBe(true);
    expect(sender.send(60, 40).destroyed).toBe(false);
    expect(sender.send(1).destroyed).toBe(true);
  });

  test('is waited for two seconds', () => {
    const sender = drain();
    jest.advanceTimersByTime(1_999);
    expect(sender.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect(sender.destroyed).toBe(true);
  });

  test.each(['end', 'close', 'error'])('is no longer waited for after %s', (event) => {
    const sender = drain();
    sender.emit(event, new Error('reset'));
    expect(jest.getTimerCount()).toBe(0);
    jest.advanceTimersByTime(10_000);
    expect(sender.destroyed).toBe(false);
  });

  test.each([{ complete: true }, { destroyed: true }])('is left alone where there is none: %j', (change) => {
    const sender = drain(change);
    expect([sender.isFlowing, sender.listenerCount('data'), jest.getTimerCount()]).toEqual([false, 0, 0]);
  });
});

test('the bounds of the webhook path are those that the docs tell', () => {
  expect(defaultLimits).toEqual({
    maxBodyBytes: 1_048_576,
    maxDrainBytes: 8_388_608,
    bodyTimeoutMs: 8_000,
    maxHeaders: 100,
    maxDepth: 64,
    maxKeys: 10_000,
    maxEventNameLength: 255,
    maxPendingCalls: 2_000,
    maxPendingBytes: 67_108_864,
    dedupWindowMs: 604_800_000,
    journeyDedupWindowMs: 3_600_000,
    respondTimeoutMs: 5_000,
    callsPerSecond: 10_000,
    rejectedBurst: 100,
    rejectedPerMinute: 30,
  });
});
