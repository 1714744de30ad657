import { expect, test } from '@jest/globals';

import { measureJobs } from './jobs.ts';
import { measureOutage } from './outage.ts';
import { measureRestore } from './restore.ts';
import { measureResume } from './resume.ts';
import { measureStop } from './start.ts';
import { measureBurst } from './steady.ts';

// the short form of `npm run test:load`: what must never happen, and no times
test('a burst is answered 2xx, 429 or 503 with Retry-After, and nothing acknowledged is lost', async () => {
  const { tried, failed } = await measureBurst({ rate: 100, times: 5, burstSeconds: 1, after: 1 });
  expect(failed).toBe(0);
  expect(tried).toBeGreaterThan(200);
}, 120_000);

test('each webhook under load has one job that runs to its end', async () => {
  expect(await measureJobs({ jobs: 500 })).toMatchObject({ tried: 500, failed: 0 });
}, 120_000);

test('jobs under way at a SIGKILL go on after the start', async () => {
  expect(await measureResume({ rounds: 1, jobs: 100 })).toMatchObject({ tried: 100, failed: 0 });
}, 120_000);

test('while PostgreSQL is away every call is refused with Retry-After, and nothing acknowledged is lost', async () => {
  const { tried, failed, told } = await measureOutage('ends', { rate: 50, away: 1, around: 1, startSeconds: 1 });
  expect(failed).toBe(0);
  expect(tried).toBe(200);
  expect(told).toMatch(/meanwhile .*503 \d/);
}, 120_000);

test('a server that is told to stop answers what it was sent before', async () => {
  const { tried, failed } = await measureStop({ rounds: 1, rate: 100, delayMs: 1_000 });
  expect(failed).toBe(0);
  expect(tried).toBeGreaterThan(200);
}, 120_000);

test('a server that starts elsewhere from a backup has what was acknowledged before it', async () => {
  const { tried, failed } = await measureRestore({ events: 2_000, rate: 100 });
  expect(failed).toBe(0);
  expect(tried).toBeGreaterThan(2_100);
}, 120_000);
