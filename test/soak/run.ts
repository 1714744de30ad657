import { statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { startSandbox } from '../../sandbox/index.ts';
import { freePort, ServerProcess } from '../server/server-process.ts';
import { recordFigure } from '../trust/record-figure.ts';
import { lineThrough } from './line-through.ts';

interface Sample {
  at: number;
  rss: number;
  heap: number;
  handles: number;
  loopP99Ms: number;
}

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, rate: { type: 'string', default: '50' } },
});
const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
if (!(minutes > 0) || !(rate > 0))
  throw new Error('usage: npm run test:soak -- --minutes <number> --rate <events per second>');

const watcher = new URL('./watch-process.js', import.meta.url).href;
const main = fileURLToPath(new URL('../../dist/connector/main.js', import.meta.url));
const mebibyte = 1024 * 1024;
// a young heap grows to its size first
const warmUp = 0.25;

const dataDir = await mkdtemp(join(tmpdir(), 'itc-soak-'));
const samplesFile = join(dataDir, 'samples.ndjson');
const sandbox = await startSandbox({ limits: false });
const server = new ServerProcess({
  port: await freePort(),
  dataDir,
  token: 'itc_soak_test_token_0123456789',
  env: { ITC_SOAK_FILE: samplesFile },
  run: ['--import', watcher, main],
});
try {
  await server.start();
  const { webhookUrl, secret } = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
    name: 'sandbox',
    apiKey: 'sandbox-server-key-0001',
    region: 'us',
    projectType: 'email',
    sandboxUrl: sandbox.url,
  });
  const steps = [{ id: 'track', use: 'track_event', with: { email: '{{ trigger.email }}', eventName: 'soak' } }];
  const trigger = { use: 'new_object', with: { eventName: 'emailOpen' } };
  await server.api('POST', '/recipes', {
    document: { name: 'soak', connection: 'sandbox', trigger, steps },
    enable: true,
  });
  const hook = `${server.url}${new URL(webhookUrl).pathname}`;

  let sent = 0;
  let failed = 0;
  const send = async (n: number): Promise<void> => {
    const email = `person${String(n % 997)}@example.com`;
    const dataFields = { email, messageId: `m${String(n)}`, createdAt: '2031-02-03 04:05:06 +00:00' };
    const headers = { 'content-type': 'application/json', 'x-itc-secret': secret };
    const body = JSON.stringify({ email, eventName: 'emailOpen', dataFields });
    try {
      const answer = await fetch(hook, { method: 'POST', headers, body });
      await answer.arrayBuffer();
      if (answer.status !== 200) failed += 1;
    } catch {
      failed += 1;
    }
  };
  // by the clock and not by the answers, so that a slow server does not slow its traffic down
  const began = Date.now();
  const end = began + minutes * 60_000;
  const pending = new Set<Promise<void>>();
  while (Date.now() < end) {
    for (const due = Math.floor(((Date.now() - began) / 1_000) * rate); sent < due; sent += 1) {
      const one = send(sent).finally(() => pending.delete(one));
      pending.add(one);
    }
    await sleep(10);
  }
  await Promise.all(pending);

  const lines = (await readFile(samplesFile, 'utf8')).trim().split('\n');
  const all = lines.map((line) => JSON.parse(line) as Sample);
  const samples = all.slice(Math.floor(all.length * warmUp));
  if (samples.length < 3) throw new Error('too short to measure: at least a minute is needed');
  const perHour = (read: (sample: Sample) => number): number =>
    lineThrough(samples.map((sample) => [sample.at / 3_600_000, read(sample)])).slope;
  const rssPerHour = perHour(({ rss }) => rss / mebibyte);
  const handlesPerHour = perHour(({ handles }) => handles);
  const worst = Math.max(...samples.map(({ loopP99Ms }) => loopP99Ms));
  const median = samples.map(({ loopP99Ms }) => loopP99Ms).sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
  const database = statSync(join(dataDir, 'connector.db')).size / mebibyte;
  const report = {
    minutes,
    rate,
    sent,
    failed,
    rssFirstMiB: Math.round((samples[0]?.rss ?? 0) / mebibyte),
    rssLastMiB: Math.round((samples.at(-1)?.rss ?? 0) / mebibyte),
    rssPerHourMiB: Number(rssPerHour.toFixed(1)),
    handlesPerHour: Number(handlesPerHour.toFixed(1)),
    loopP99MedianMs: Number(median.toFixed(1)),
    loopP99WorstMs: Number(worst.toFixed(1)),
    databaseMiB: Number(database.toFixed(1)),
    bytesPerEvent: Math.round((database * mebibyte) / Math.max(1, sent)),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  recordFigure({
    goal: 'G29',
    what: `events at ${String(rate)}/s for ${String(minutes)} min: RSS ${String(report.rssFirstMiB)} to ${String(report.rssLastMiB)} MiB, handles ${String(report.handlesPerHour)}/h, loop delay p99 ${String(report.loopP99MedianMs)} ms (worst 5 s: ${String(report.loopP99WorstMs)} ms), database ${String(report.bytesPerEvent)} B/event`,
    tried: sent,
    failed,
    seed: null,
    command: `npm run test:soak -- --minutes ${String(minutes)} --rate ${String(rate)}`,
  });
} finally {
  await server.kill();
  await sandbox.close();
  await rm(dataDir, { recursive: true, force: true });
}
