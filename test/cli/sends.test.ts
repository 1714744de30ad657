import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { CliIo } from '../../connector/cli/cli-io.ts';
import { runCli } from '../../connector/cli/run-cli.ts';
import { adminToken } from '../http/test-server.ts';
import { startSendWorld, type SendWorld } from '../sends/send-world.ts';

let world: SendWorld;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-cli-sends-'));
  world = await startSendWorld();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

/** Runs a command line against the real server. */
async function itc(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const io = {
    stdout: { write: (text: string) => void (stdout += text) },
    stderr: { write: (text: string) => void (stderr += text) },
    stdinIsTty: false,
    stdoutIsTty: false,
    env: { ITC_URL: world.running.url, ITC_ADMIN_TOKEN: adminToken },
    cwd: folder,
    fetch,
    sleep: (ms: number) => setTimeout(ms),
    onInterrupt: () => () => undefined,
  } as unknown as CliIo;
  const code = await runCli(argv, io);
  return { code, stdout, stderr };
}

describe('itc sends, suppressions and diagnose', () => {
  it('G9: shows messages and the timeline of a person, and asks who is meant.', async () => {
    await world.run('send_email', { campaignId: 7001001, recipientEmail: 'ada@example.com' });
    await world.react('emailOpen', { email: 'ada@example.com' });
    const listed = JSON.parse((await itc('sends', 'list', '--email', 'ADA@example.com', '--json')).stdout) as {
      items: { id: string }[];
    };
    expect(listed).toMatchObject({ items: [{ email: 'ada@example.com' }] });
    const shown = await itc('sends', 'show', listed.items[0]!.id);
    expect(shown.stdout).toMatch(/status +accepted/);
    expect(shown.stdout).toMatch(/ {2}send {2}emailSend .*\n.* {2}open {2}emailOpen/);
    const person = await itc('sends', 'person', '--email', 'ada@example.com');
    expect(person.stdout).toContain(listed.items[0]!.id);
    expect(await itc('sends', 'person')).toMatchObject({ code: 2 });
    expect(await itc('sends', 'show', 'snd_none')).toMatchObject({ code: 3 });
  });

  it('G14: imports with a dry run, lists, exports, lifts and removes suppressions.', async () => {
    const file = join(folder, 'in.csv');
    writeFileSync(file, 'email,reason\nbo@example.com,complaint\ncy@example.com,\n,\n');
    const dry = await itc('suppressions', 'import', 'in.csv', '--dry-run');
    expect(dry).toMatchObject({ code: 6 });
    expect(dry.stdout).toMatch(/added +2/);
    expect((await itc('suppressions', 'list', '--json')).stdout).not.toMatch(/bo@example|cy@example/);
    await itc('suppressions', 'import', 'in.csv');
    const listed = await itc('suppressions', 'list', '--reason', 'complaint');
    expect(listed.stdout).toContain('bo@example.com');
    expect(listed.stdout).not.toContain('cy@example.com');
    expect((await itc('suppressions', 'lift', '--email', 'bo@example.com')).stdout).toContain('lifted');
    await itc('suppressions', 'export', '--out', 'out.csv');
    const lines = readFileSync(join(folder, 'out.csv'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^cy@example.com,,email,import,all,/);
    const added = JSON.parse(
      (await itc('suppressions', 'add', '--user-id', 'u1', '--channel', 'sms', '--json')).stdout,
    ) as {
      id: string;
    };
    expect(await itc('suppressions', 'rm', added.id)).toMatchObject({ code: 0 });
    expect(await itc('suppressions', 'rm', added.id)).toMatchObject({ code: 3 });
    expect(await itc('suppressions', 'import', 'nowhere.csv')).toMatchObject({ code: 2 });
  });

  it('writes every row that an import did not take to the file of --rejected, and takes nothing when it cannot be written', async () => {
    const wrong = Array.from({ length: 30 }, (_, index) => `wrong${index}@example.com,pigeon`);
    writeFileSync(join(folder, 'many.csv'), ['email,channel', 'good@example.com,email', ...wrong].join('\n'));
    const nowhere = await itc('suppressions', 'import', 'many.csv', '--rejected', 'no-such-folder/rejected.csv');
    expect(nowhere).toMatchObject({ code: 2 });
    expect((await itc('suppressions', 'list', '--email', 'good@example.com', '--json')).stdout).toContain('"items":[]');

    const { code, stdout } = await itc('suppressions', 'import', 'many.csv', '--rejected', 'rejected.csv');
    expect(code).toBe(6);
    // the first ones only
    expect(stdout.split('\n').filter((line) => line.startsWith('row '))).toHaveLength(20);
    const lines = readFileSync(join(folder, 'rejected.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(31);
    expect(lines[0]).toBe('row,code,message');
    expect(lines[1]).toMatch(/^2,ITC_INPUT_INVALID,/);
    expect(lines[30]).toMatch(/^31,ITC_INPUT_INVALID,/);
    expect(statSync(join(folder, 'rejected.csv')).mode & 0o777).toBe(0o600);

    writeFileSync(join(folder, 'good.csv'), 'email\nfine@example.com\n');
    await itc('suppressions', 'import', 'good.csv', '--rejected', 'rejected.csv');
    expect(readFileSync(join(folder, 'rejected.csv'), 'utf8')).toBe('row,code,message\n');
    // other tests count who is suppressed
    for (const name of ['good', 'fine']) await itc('suppressions', 'lift', '--email', `${name}@example.com`);
  });

  it('G17: says why nothing arrives, matches or is sent, and fails where there is a problem.', async () => {
    expect(await itc('diagnose')).toMatchObject({ code: 0 });
    await world.post(world.webhookUrl, { eventName: 'emailOpen' }, { 'x-itc-secret': 'wrong' });
    const { code, stdout } = await itc('diagnose', '--connection', 'sandbox');
    expect(code).toBe(1);
    expect(stdout).toMatch(/What arrives\n {2}✖ Webhook calls were refused/);
    expect(stdout).toContain('What is sent');
  });
});
