import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { freePort } from '../server/server-process.ts';
import { eventually } from './test-server.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
// what `npm start` runs, flags included
const [, ...args] = scripts.start.split(' ');
const dataDir = join(mkdtempSync(join(tmpdir(), 'itc-start-')), 'data');
let port = 0;

interface Started {
  output: () => string;
  pid: number;
  /** null when a signal ended it */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
  ended: Promise<number | null>;
}

function start(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env['PATH'], ITC_PORT: String(port), ITC_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const keep = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const end = (signal: NodeJS.Signals): Promise<number | null> => (child.kill(signal), ended);
  return { output: () => text, pid: child.pid ?? 0, end, ended };
}

const lineOf = (started: Started, beginning: string): Promise<string> =>
  eventually(`a line that begins with ${beginning}`, async () =>
    started
      .output()
      .split('\n')
      .find((line) => line.startsWith(beginning)),
  );

async function jobsOf(recipe: string): Promise<{ id: string; status: string; event: string }[]> {
  const token = readFileSync(join(dataDir, 'admin-token'), 'utf8').trim();
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/jobs?recipe=${recipe}&status=succeeded`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await answer.json()) as { items: { id: string; status: string; event: string }[] }).items;
}

const isAlive = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

// each step stands on the one before, so they are one test
describe('npm start on an empty data folder', () => {
  beforeAll(async () => {
    port = await freePort();
  });
  afterAll(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }));

  it('prints lines that start a demo recipe each time they are pasted, and goes on with the same sandbox after a restart', async () => {
    const first = start();
    const curl = await lineOf(first, 'curl ');
    const fire = await lineOf(first, 'command curl ');
    expect(
      first
        .output()
        .split('\n')
        .filter((line) => line.startsWith('curl ')),
    ).toHaveLength(1);

    for (const line of [curl, fire, curl]) await run('sh', ['-c', line]);
    const jobs = await eventually('three pastes give three finished jobs', async () => {
      const found = await jobsOf('welcome_sms');
      return found.length === 3 ? found : null;
    });
    expect(new Set(jobs.map(({ event }) => event)).size).toBe(3);

    const sandboxUrl = /Sandbox +(\S+)/.exec(first.output())?.[1] ?? '';
    await fetch(`${sandboxUrl}/sandbox/fire-journey`, {
      method: 'POST',
      body: JSON.stringify({ workflowId: 612001, email: 'ada@example.com' }),
    });
    await eventually('the journey recipe runs', async () => (await jobsOf('journey_event'))[0]);
    for (const name of ['admin-token', 'master.key', 'server.json', 'connector.db']) {
      expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
    }

    // the running server can make no code from text and has no __proto__
    const token = readFileSync(join(dataDir, 'admin-token'), 'utf8').trim();
    const about = await fetch(`http://127.0.0.1:${port}/api/v1/server`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await about.json()).toMatchObject({ hardening: { codeFromText: false, proto: false } });

    const other = start({ ITC_PORT: String(await freePort()) });
    expect(await other.ended).toBe(1);
    expect(other.output()).toContain(`another server runs on`);

    // a killed server takes its sandbox along and leaves a lock that does not count
    await first.end('SIGKILL');
    await eventually('the sandbox ends too', async () => ((await isAlive(sandboxUrl)) ? null : true));
    const second = start();
    const again = await lineOf(second, 'curl ');
    expect(again).toBe(curl);
    expect(second.output()).toContain(sandboxUrl);
    await run('sh', ['-c', again]);
    await eventually('the paste works after the restart', async () =>
      (await jobsOf('welcome_sms')).length === 4 ? true : null,
    );
    expect(await second.end('SIGTERM')).toBe(0);
    expect(await isAlive(sandboxUrl)).toBe(false);
  });

  it('names a command that can be run as the shell finds it', async () => {
    const { stdout } = await run(join(root, 'dist/connector/cli/itc.js'), ['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('tells in one sentence which variable is wrong', async () => {
    const refused = start({ ITC_PORT: 'many' });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toMatch(/^ITC_CONFIG_INVALID: ITC_PORT: /);
    expect(refused.output()).not.toContain('    at ');
  });
});
