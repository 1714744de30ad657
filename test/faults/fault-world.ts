import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { ServerProcess, freePort } from '../server/server-process.ts';
import { FaultyProcess, patientMs } from './faulty-process.ts';
import type { ShortTimes } from './put-faults.ts';
import type { Scenario, World } from './scenarios.ts';

const token = 'itc_fault_test_token_0123456789';

/** The recipes that the scenarios bring, made through the API of an ordinary server; then the server with failpoints on its folder. */
export async function startFaultWorld(
  scenarios: readonly Scenario[],
  times: ShortTimes = {},
): Promise<World & { sandbox: Sandbox; close(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'itc-faults-'));
  const sandbox = await startSandbox({ limits: false });
  const port = await freePort();
  const plain = new ServerProcess({ port, dataDir, token });
  const server = new FaultyProcess({ port, dataDir, token, times });
  const close = async (): Promise<void> => {
    await plain.kill();
    await server.kill();
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await plain.start(patientMs);
    const connection = await plain.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
      name: 'sandbox',
      apiKey: sandbox.key,
      region: 'us',
      projectType: 'email',
      sandboxUrl: sandbox.url,
    });
    const campaigns = await plain.api<{ items: { value: number }[] }>(
      'GET',
      '/picklists/campaigns?connection=sandbox&medium=SMS&type=Triggered&state=Running',
    );
    const campaignId = campaigns.items[0]?.value;
    if (campaignId === undefined) throw new Error('the sandbox has no running triggered SMS campaign');
    const journeyPaths: Record<string, string> = {};
    for (const { name, recipe } of scenarios) {
      if (recipe === undefined) continue;
      const document = { name: name.replaceAll(/\W+/g, '_'), connection: 'sandbox', ...recipe(campaignId) };
      const made = await plain.api<{ journeyUrl: string | null }>('POST', '/recipes', { document, enable: true });
      if (made.journeyUrl !== null) journeyPaths[name] = new URL(made.journeyUrl).pathname;
    }
    const { writeKey } = await plain.api<{ writeKey: string }>('POST', '/catalog/iterable/install', {
      name: 'shop',
      variant: 'default',
      delivery_mode: 'server_side',
      config: { apiKey: sandbox.key, region: 'us', projectType: 'email', sandboxUrl: sandbox.url },
    });
    await plain.kill();
    await server.start();
    const hookPath = new URL(connection.webhookUrl).pathname;
    return { server, sandbox, secret: connection.secret, hookPath, writeKey, journeyPaths, close };
  } catch (error) {
    await close();
    throw error;
  }
}
