import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { checkNode } from '../../connector/cli/doctor-checks.ts';
import { startFakeServer, token, type Route } from './fake-server.ts';
import { inFolder, run, type CommandResult } from './run-command.ts';

interface Report {
  items: { name: string; ok: boolean; cause?: string; fix?: string }[];
}

async function doctor(routes: Record<string, Route>, change: (url: string) => unknown): Promise<CommandResult> {
  const server = await startFakeServer({
    'GET /health': () => ({ status: 'ok' }),
    'GET /connections': () => ({ items: [change(server.url)], next: null }),
    ...routes,
  });
  try {
    return await inFolder(async (cwd) => {
      await mkdir(join(cwd, 'data'));
      await writeFile(join(cwd, 'data', 'server.json'), JSON.stringify({ url: server.url, pid: 1 }));
      await writeFile(join(cwd, 'data', 'admin-token'), token);
      return run(['doctor', '--json'], { cwd, env: {} });
    });
  } finally {
    await server.close();
  }
}

function failed({ stdout }: CommandResult): string[] {
  return (JSON.parse(stdout) as Report).items.filter(({ ok }) => !ok).map(({ name }) => name);
}

const tested = { 'POST /connections/p/test': () => ({ state: 'connected', checks: [{ name: 'key', ok: true }] }) };

describe('itc doctor', () => {
  it('ends with 0 when server, token, connection and webhook address are in order.', async () => {
    const result = await doctor(tested, (url) => ({
      name: 'p',
      sandboxUrl: 'http://127.0.0.1:4010',
      webhookUrl: `${url}/hooks/a`,
    }));
    expect(failed(result)).toEqual([]);
    expect(result.code).toBe(0);
  });

  it('says that Iterable cannot reach an address on this machine.', async () => {
    const result = await doctor(tested, (url) => ({ name: 'p', sandboxUrl: null, webhookUrl: `${url}/hooks/a` }));
    expect(result.code).toBe(1);
    expect(failed(result)).toEqual(['webhook address of p']);
    expect(result.stdout).toContain('ITC_PUBLIC_URL');
  });

  it('shows the failed checks of a connection and an address that something else answers.', async () => {
    const checks = [
      { name: 'reachable', ok: true },
      { name: 'key', ok: false, cause: 'No.', fix: 'New key.' },
    ];
    const result = await doctor({ 'POST /connections/p/test': () => ({ state: 'wrong_key', checks }) }, (url) => ({
      name: 'p',
      sandboxUrl: 'http://127.0.0.1:4010',
      webhookUrl: `${url}/other`,
    }));
    expect(failed(result)).toEqual(['connection p, key', 'webhook address of p']);
  });

  it('stops after a server that cannot be reached and a data folder that does not exist.', async () => {
    await inFolder(async (cwd) => {
      const result = await run(['doctor', '--json'], { cwd, env: {} });
      expect(result.code).toBe(1);
      expect(failed(result)).toEqual([`data folder ${join(cwd, 'data')}`, 'server']);
    });
  });

  it('asks for Node.js 20.19 or newer.', () => {
    expect(['18.20.0', '20.18.3', '20.19.0', '22.0.0'].map((version) => checkNode(version).ok)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
