import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { run } from '../cli/run-command.ts';
import { adminToken, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Health {
  iterable: { failures: number; statusPage: string } | null;
}
const health = async () => (await server.api<Health>('GET', '/connections/sandbox/health')).body.iterable;
const command = (...argv: string[]) => run(argv, { env: { ITC_URL: server.running.url, ITC_ADMIN_TOKEN: adminToken } });

describe('a connection whose Iterable fails again and again', () => {
  it('L23: leads to the status page by REST and on the command line, and does not before', async () => {
    expect(await health()).toBeNull();
    expect((await command('diagnose', '-c', 'sandbox')).stdout).not.toContain('status.iterable.com');
    server.sandbox.addFault({ match: { path: '/api/channels' }, kind: 'status', status: 503, times: 4 });
    for (let call = 0; call < 3; call += 1) {
      await server.api('POST', '/actions/list_channels/run', { connection: 'sandbox', input: {} });
    }
    expect(await health()).toMatchObject({ failures: 3, statusPage: 'https://status.iterable.com' });
    expect((await command('diagnose', '-c', 'sandbox')).stdout).toContain('https://status.iterable.com');
    const test = await command('connect', 'test', 'sandbox');
    expect(test.stdout).toContain('unreachable');
    expect(test.stdout).toContain('https://status.iterable.com');
  });
});
