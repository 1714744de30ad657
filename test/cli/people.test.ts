import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, startTestServer, type TestServer } from '../http/test-server.ts';
import { run, type CommandResult } from './run-command.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const itc = (words: string, env: Record<string, string> = {}): Promise<CommandResult> =>
  run(words.split(' '), { env: { ITC_URL: server.running.url, ITC_ADMIN_TOKEN: adminToken, ...env } });

describe('itc people', () => {
  it('invites with a link, gives another role, makes a new link and removes, by the address', async () => {
    const invited = await itc('people invite Ada@example.com --role builder');
    expect(invited.stdout).toContain('/join#link=per_');
    expect((await itc('people role ada@example.com viewer')).stdout).toBe('ada@example.com  viewer\n');
    expect((await itc('people list')).stdout).toMatch(/ada@example\.com +viewer +invited/);
    expect((await itc('people link ada@example.com')).stdout).toContain('/join#link=per_');
    expect((await itc('people sign-out ada@example.com')).stdout).toContain('0 sessions');
    expect((await itc('people remove ada@example.com')).code).toBe(0);
    expect(await itc('people remove ada@example.com')).toMatchObject({ code: 3 });
  });

  it('works in the workspace of ITC_WORKSPACE', async () => {
    await server.running.runtime.people.addWorkspace('second');
    await itc('people invite second@example.com', { ITC_WORKSPACE: 'second' });
    expect((await itc('people list', { ITC_WORKSPACE: 'second' })).stdout).toContain('second@example.com');
    expect((await itc('people list')).stdout).not.toContain('second@example.com');
    expect(await itc('people list', { ITC_WORKSPACE: 'none' })).toMatchObject({ code: 3 });
  });
});

describe('itc tokens', () => {
  it('makes a token that opens what its scope says, and revokes it by the token itself', async () => {
    const made = await itc('tokens make ci --scope recipes.read --days 7');
    const token = made.stdout.trim();
    expect((await itc('recipe list', { ITC_ADMIN_TOKEN: token })).code).toBe(0);
    expect(await itc('people list', { ITC_ADMIN_TOKEN: token })).toMatchObject({ code: 4 });
    expect((await itc('tokens list')).stdout).toContain('recipes.read');
    expect((await itc(`tokens revoke ${token}`)).code).toBe(0);
    expect(await itc('recipe list', { ITC_ADMIN_TOKEN: token })).toMatchObject({ code: 4 });
  });
});

describe('itc audit', () => {
  it('lists who did what and verifies the log against a noted head', async () => {
    await itc('tokens make audited --scope jobs.read');
    expect((await itc('audit list --limit 1')).stdout).toMatch(/admin token +POST \/tokens +\/tokens\/tok/);
    const verified = await itc('audit verify --json');
    const { head } = JSON.parse(verified.stdout) as { head: string };
    expect((await itc(`audit verify --head ${head}`)).stdout).toContain('all intact');
    const missing = await itc(`audit verify --head ${'f'.repeat(64)}`);
    expect(missing).toMatchObject({ code: 1 });
    expect(missing.stdout).toContain('the noted hash is not in the log');
  });
});
