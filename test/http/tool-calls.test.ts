import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { defaultWorkspaceId, type AuditEntry } from '../../connector/store/store.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ ITC_MCP_ALLOW: 'read,write,send' });
});
afterAll(() => server.close());

const email = 'canary-of-a-tool@example.com';

async function agentWith(scopes: string[]): Promise<(name: string, input: object) => Promise<number>> {
  const { token } = await server.running.runtime.tokens.make({
    name: scopes.join(),
    personId: null,
    workspaceId: defaultWorkspaceId,
    scopes: scopes as never,
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  });
  return async (name, input) => {
    const answer = await fetch(`${server.running.url}/mcp/sandbox`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
}

const entries = async (): Promise<AuditEntry[]> =>
  (await server.running.runtime.audit.list({ object: '/mcp/', oldestFirst: true })).items;

describe('the calls of an agent', () => {
  it('are entries of the audit log where they do more than read: who, which action, what came of it, and of no person', async () => {
    const call = await agentWith(['actions.run']);
    expect(await call('get_user_by_email', { email })).toBe(200);
    expect(await entries()).toEqual([]);

    expect(await call('upsert_user', { email, dataFields: { plan: 'gold' } })).toBe(200);
    expect(await call('send_email', { campaignId: 999_999_999, recipientEmail: email })).toBe(200);
    expect(await call('upsert_user', { email: 7 })).toBe(200);
    const found = await entries();
    expect(found.map(({ action, object, outcome }) => [action, object, outcome])).toEqual([
      ['POST /mcp/{connection}', '/mcp/sandbox/upsert_user', 'success'],
      ['POST /mcp/{connection}', '/mcp/sandbox/send_email', 'rejected'],
      ['POST /mcp/{connection}', '/mcp/sandbox/upsert_user', 'rejected'],
    ]);
    const [token] = (await server.api<{ items: { id: string }[] }>('GET', '/tokens')).body.items;
    expect(found.every(({ actor }) => actor.kind === 'token' && actor.id === token?.id)).toBe(true);
    expect(JSON.stringify(found)).not.toContain('canary');
    expect(JSON.stringify(found)).not.toContain('gold');
  });

  it('need the permission that the table names', async () => {
    const before = (await entries()).length;
    const calls = server.sandbox.calls.length;
    const call = await agentWith(['connections.manage', 'bulk.run', 'catalogue.read']);
    expect(await call('upsert_user', { email })).toBe(403);
    expect(await entries()).toHaveLength(before);
    expect(server.sandbox.calls).toHaveLength(calls);
  });
});
