import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { createAlerts, type Alerts } from '../../connector/alerts/alerts.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { ErrorCode } from '../../errors/error-catalogue.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

let alerts: Alerts;
let status: number;
/** what was posted: when, and how many jobs it told of */
let posted: [seconds: number, jobs: number][];
beforeEach(async () => {
  jest.useFakeTimers({ now: 0 });
  status = 200;
  posted = [];
  let kept: string | null = null;
  alerts = createAlerts({
    outside: {
      checkAddress: () => undefined,
      post: (_url, _headers, body) => {
        const { data } = JSON.parse(body) as { data: { groups: { jobs: number }[] } };
        posted.push([Date.now() / secondMs, data.groups.reduce((sum, { jobs }) => sum + jobs, 0)]);
        return Promise.resolve(status);
      },
    },
    sealSetting: (_key, value) => {
      kept = value;
      return Promise.resolve();
    },
    openSetting: () => Promise.resolve(kept),
    jobUrl: (id) => `https://itc.example/jobs/${id}`,
    newId: (prefix) => `${prefix}_1`,
    now: Date.now,
    log: { warn: () => undefined },
  });
  await alerts.set('https://hooks.example.com/x', ['failed']);
});
afterEach(() => {
  alerts.stop();
  jest.useRealTimers();
});

const fail = (code: ErrorCode = 'ITC_ITERABLE_REJECTED'): void =>
  alerts.jobChanged({ id: 'job_1', recipe: 'welcome' }, { status: 'failed', error: new ConnectorError(code).toJSON() });
const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe('when alerts are sent', () => {
  test('what comes within two seconds goes together, the rest of a kind after a quarter of an hour, another kind at once', async () => {
    for (let n = 0; n < 5; n += 1) fail();
    await pass(minuteMs);
    for (let n = 0; n < 7; n += 1) fail();
    await pass(minuteMs);
    fail('ITC_ITERABLE_UNAVAILABLE');
    await pass(30 * minuteMs);
    expect(posted).toEqual([
      [2, 5],
      [122, 1],
      [902, 7],
    ]);
  });

  test('what is not taken goes again after 30 seconds, twice as long each time up to 15 minutes, with what came meanwhile', async () => {
    status = 500;
    fail();
    await pass(40 * secondMs);
    fail();
    await pass(60 * minuteMs);
    const times = posted.map(([at]) => at);
    expect(times.map((at, n) => at - (times[n - 1] ?? 0))).toEqual(
      [2, 30, 60, 120, 240, 480, 900, 900, 900].slice(0, times.length),
    );
    expect(times.length).toBeGreaterThan(6);
    expect(posted.map(([, jobs]) => jobs)).toEqual([1, 1, ...times.slice(2).map(() => 2)]);
    expect(await alerts.get()).toMatchObject({ last: { error: 'The address for alerts answered 500.' } });
    status = 200;
    await pass(15 * minuteMs);
    const sent = posted.length;
    expect(posted.at(-1)?.[1]).toBe(2);
    await pass(120 * minuteMs);
    expect(posted).toHaveLength(sent);
    expect((await alerts.get())?.last?.error).toBeNull();
  });

  test('held jobs are not told where only failed ones are asked for, nothing is after the stop, and a success never', async () => {
    alerts.jobChanged({ id: 'job_1', recipe: 'welcome' }, { status: 'held', error: null });
    alerts.jobChanged({ id: 'job_2', recipe: 'welcome' }, { status: 'succeeded' });
    await pass(minuteMs);
    fail();
    await pass(secondMs);
    alerts.stop();
    fail();
    await pass(60 * minuteMs);
    expect(posted).toEqual([]);
  });
});
