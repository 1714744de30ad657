import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import type { JsonObject } from '../../errors/json.ts';
import { freePort, fromSources, ServerProcess } from './server-process.ts';

/** A server process on an empty folder, not started yet, with a sandbox beside it that outlives its kills. */
export interface ServerBesideSandbox {
  server: ServerProcess;
  sandbox: Sandbox;
  /** starts the server, with a connection to the sandbox; answers what delivers a webhook to it */
  connect(name?: string): Promise<(body: JsonObject) => Promise<void>>;
  close(): Promise<void>;
}

export async function prepareServerBesideSandbox(): Promise<ServerBesideSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'itc-killed-'));
  const sandbox = await startSandbox({ limits: false });
  const server = new ServerProcess({
    port: await freePort(),
    dataDir,
    token: 'test-admin-token-0001',
    run: fromSources,
  });
  return {
    server,
    sandbox,
    async connect(name = 'sandbox') {
      await server.start();
      const { webhookUrl, secret } = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
        name,
        apiKey: sandbox.key,
        projectType: 'email',
        sandboxUrl: sandbox.url,
      });
      return async (body) => {
        await fetch(webhookUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-itc-secret': secret },
          body: JSON.stringify(body),
        });
      };
    },
    async close() {
      await server.kill();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
