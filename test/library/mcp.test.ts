import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { actions } from '../../actions/index.ts';
import { startBulkRun } from '../../connector/bulk/bulk-action.ts';
import { upsertUser } from '../../actions/users/upsert-user.ts';
import { createConnector, type Connector } from '../../connector/index.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';

const token = 'token-of-the-mcp-tests-0001';
const itc = resolve('dist/connector/cli/itc.js');
let folder: string;
let sandbox: Sandbox;
let connector: Connector;
let client: Client | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'itc-mcp-'));
  sandbox = await startSandbox();
  connector = await createConnector({
    settings: { ITC_DATA_DIR: folder, ITC_LOG_LEVEL: 'silent', ITC_ADMIN_TOKEN: token, ITC_MCP_ALLOW: 'read,write' },
  });
  const { key: apiKey, url: sandboxUrl } = sandbox;
  await connector.addConnection({ name: 'shop', apiKey, region: 'us', projectType: 'email', sandboxUrl });
  await connector.runAction(upsertUser, 'shop', { email: 'bo@example.com' });
});
afterEach(async () => {
  await client?.close();
  client = undefined;
});
afterAll(async () => {
  await connector.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function overStdio(args: string[]): Promise<Client> {
  client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [itc, 'mcp', ...args],
      env: { ITC_URL: connector.url, ITC_ADMIN_TOKEN: token },
    }),
  );
  return client;
}

async function overHttp(bearer: string): Promise<Client> {
  const one = new Client({ name: 'test', version: '1' });
  client = one;
  const transport = new StreamableHTTPClientTransport(new URL('/mcp/shop', connector.url), {
    requestInit: { headers: { authorization: `Bearer ${bearer}` } },
  });
  // its optional members are not written as exactOptionalPropertyTypes wants them
  await one.connect(transport as Parameters<Client['connect']>[0]);
  return one;
}

const named = (effect: string) => actions.filter((action) => action.effect === effect).map(({ name }) => name);

describe('The MCP server', () => {
  test('Over stdio an agent without a grant sees reads alone, and a write is refused before anything is sent.', async () => {
    const agent = await overStdio([]);
    const { tools } = await agent.listTools();
    expect(tools.map(({ name }) => name)).toEqual(named('read'));
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    expect(tools.find(({ name }) => name === 'get_user_by_email')?.inputSchema).toMatchObject({
      type: 'object',
      required: ['email'],
    });

    const calls = sandbox.calls.length;
    for (const name of ['upsert_user', 'send_sms', 'custom_request', 'no_such_tool']) {
      await expect(agent.callTool({ name, arguments: { email: 'ada@example.com' } })).rejects.toThrow(
        name === 'no_such_tool' ? /no tool/ : /needs the grant/,
      );
    }
    expect(sandbox.calls).toHaveLength(calls);

    const answer = await agent.callTool({ name: 'get_user_by_email', arguments: { email: 'nobody@example.com' } });
    expect(answer).toMatchObject({
      isError: false,
      structuredContent: { outcome: 'success', output: { found: false } },
    });
  });

  test('With a grant over stdio a write is done, once, and what is wrong names the field.', async () => {
    const agent = await overStdio(['--allow', 'read,write', '--resource', 'users', '--connection', 'shop']);
    const { tools } = await agent.listTools();
    expect(
      new Set(tools.map(({ name }) => [...actions, startBulkRun].find((action) => action.name === name)?.resource)),
    ).toEqual(new Set(['users']));
    const input = { email: 'ada@example.com', dataFields: { plan: 'gold' } };
    expect(await agent.callTool({ name: 'upsert_user', arguments: input })).toMatchObject({ isError: false });
    expect(sandbox.state.users).toContainEqual(expect.objectContaining(input));
    const wrong = await agent.callTool({ name: 'upsert_user', arguments: { email: 7 } });
    expect(wrong).toMatchObject({ isError: true, structuredContent: { error: { details: { path: 'email' } } } });
  });

  test('Over HTTP the grant of the server counts, and a wrong token gets nothing.', async () => {
    const agent = await overHttp(token);
    const names = (await agent.listTools()).tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...named('read'), ...named('write')]));
    expect(names).not.toContain('send_sms');
    const answer = await agent.callTool({ name: 'get_user_by_email', arguments: { email: 'bo@example.com' } });
    expect(answer).toMatchObject({ structuredContent: { output: { found: true } } });
    expect(JSON.stringify(answer)).not.toContain(sandbox.key);
    await expect(overHttp('not-the-token')).rejects.toThrow();
  });
});
