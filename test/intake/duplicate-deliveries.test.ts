import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { createIntake, type Intake } from '../../connector/intake/intake.ts';
import { newId } from '../../connector/store/new-id.ts';
import { openSqliteStore, type SqliteStore } from '../../connector/store/sqlite/open-sqlite-store.ts';
import { triggers } from '../../triggers/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { callInProcess } from './call-in-process.ts';
import { connectionRecord, goodHeaders, systemPath } from './intake-server.ts';
import { startMs } from './records.ts';

const events = 1_000;
const deliveries = 100_000;
const atOnce = 100;
const starts = 4;
const seed = 20_310_206;

test('100,000 deliveries of 1,000 events, many of one at a time and over four starts of the server, make 1,000 jobs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'itc-duplicates-'));
  const connection = connectionRecord();
  const open = (): Promise<SqliteStore> =>
    openSqliteStore({ file: join(folder, 'itc.db'), now: () => startMs, longestDedupWindowMs: 86_400_000 });
  let store = await open();
  const recipe = await store.saveRecipe(
    {
      id: 'rec_1',
      name: 'welcome',
      enabled: true,
      document: {
        name: 'welcome',
        connection: connection.name,
        trigger: { use: 'new_object', with: { eventName: 'emailOpen' } },
        steps: [{ id: 'log', use: 'log_message', with: { message: 'x' } }],
      },
      connectionId: connection.id,
      journeyToken: 'jny_1',
    },
    null,
    new Date(startMs).toISOString(),
  );
  const intakeOf = (onto: SqliteStore): Intake =>
    createIntake({
      store: onto,
      connections: { byHookToken: (token) => (token === connection.hookToken ? connection : undefined) },
      recipes: { enabledOf: () => [recipe], byJourneyToken: () => undefined },
      triggers,
      now: () => startMs,
      newId,
      log: { warn: () => undefined, error: () => undefined },
      limits: { callsPerSecond: deliveries },
    });
  const random = seededRandom(seed);
  const body = (event: number): Buffer =>
    Buffer.from(
      JSON.stringify({ eventName: 'emailOpen', email: 'ada@example.com', dataFields: { messageId: `m${event}` } }),
    );
  const answers = { kept: 0, duplicate: 0, other: 0 };
  try {
    for (let start = 0; start < starts; start += 1) {
      const intake = intakeOf(store);
      for (let sent = 0; sent < deliveries / starts; sent += atOnce) {
        // few of all events in each crowd, so that the first delivery of one meets others of it
        const from = Math.floor(random() * events);
        const crowd = Array.from({ length: atOnce }, () => (from + Math.floor(random() * 20)) % events);
        const ends = await Promise.all(
          crowd.map((event) => callInProcess(intake, { path: systemPath, headers: goodHeaders, body: body(event) })),
        );
        for (const { status, text } of ends) {
          const kind = status !== 200 ? 'other' : 'duplicateOf' in (JSON.parse(text) as object) ? 'duplicate' : 'kept';
          answers[kind] += 1;
        }
      }
      await store.close();
      store = await open();
    }
    const jobs = (await store.countJobs()).queued;
    tellFigure({
      goal: 'G2',
      what: 'jobs made anew by repeated deliveries of 1,000 events, many at a time and over four starts of the server, and deliveries not taken',
      tried: deliveries,
      failed: Math.abs(jobs - events) + answers.other,
      seed,
    });
    expect({ jobs, ...answers }).toEqual({ jobs: events, kept: events, duplicate: deliveries - events, other: 0 });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}, 180_000);
