import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Runtime } from '../runtime/runtime.ts';
import { packageRoot } from '../runtime/package-root.ts';
import { recipeTiers, type RecipeRecord } from '../store/store.ts';
import { createSandboxControl } from './sandbox-control.ts';
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts';

/** The connection of the demo and, in the same name, its place in the settings. */
export const demoConnection = 'sandbox';
const secretSetting = 'demo.webhookSecret';
const stateSetting = 'demo.state';
// the server-side key that the sandbox takes from the start; it opens nothing else
const sandboxKey = 'sandbox-server-key-0001';
/** The journey of the sandbox whose webhook starts the third demo recipe. */
export const demoJourneyId = 612001;

/** The sandbox and what was made for it. */
export interface Demo {
  sandboxUrl: string;
  /** address and secret for a webhook that starts a demo recipe */
  webhookUrl: string;
  secretHeader: string;
  secret: string;
  close(): Promise<void>;
}

/** The demo belongs to an empty data folder, and goes on until its connection is removed. */
async function isWanted({ store }: Runtime): Promise<boolean> {
  const state = await store.getSetting(stateSetting);
  if (state === 'making') return true;
  const connections = await store.listConnections();
  if (state === 'made')
    return connections.some(({ name, sandboxUrl }) => name === demoConnection && sandboxUrl !== null);
  return connections.length === 0 && (await store.listRecipes()).length === 0;
}

async function startOnSamePort(port: number, stateFile: string): Promise<SandboxProcess> {
  try {
    return await startSandboxProcess(port, stateFile);
  } catch (error) {
    // the port was taken meanwhile; the connection is told the new one
    if (port === 0) throw error;
    return startSandboxProcess(0, stateFile);
  }
}

async function prepareConnection(runtime: Runtime, sandboxUrl: string): Promise<string> {
  const known = await runtime.store.getConnection(demoConnection);
  if (known === null) {
    const { secret } = await runtime.connections.create({
      name: demoConnection,
      apiKey: sandboxKey,
      region: 'us',
      sandboxUrl,
      projectType: 'email',
      projectId: null,
      environment: 'sandbox',
      secretHeader: 'x-itc-secret',
      allowUnauthenticated: false,
      allowedSources: [],
    });
    await runtime.sealSetting(secretSetting, secret);
    return secret;
  }
  if (known.sandboxUrl !== sandboxUrl) await runtime.connections.setSandboxUrl(demoConnection, sandboxUrl);
  const kept = await runtime.openSetting(secretSetting);
  if (kept !== null) return kept;
  const { secret } = await runtime.connections.rotateSecret(demoConnection);
  await runtime.sealSetting(secretSetting, secret);
  return secret;
}

async function makeRecipes(runtime: Runtime): Promise<void> {
  const folder = join(packageRoot(), 'recipes', 'templates');
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()) {
    await runtime.recipes.save(readFileSync(join(folder, file), 'utf8'), {
      enable: true,
      // the person who installs the demo wants to see it run, and it reaches the sandbox alone
      grant: recipeTiers,
    });
  }
}

async function registerWebhooks(runtime: Runtime, demo: Omit<Demo, 'close'>, recipes: RecipeRecord[]): Promise<void> {
  const control = createSandboxControl(demo.sandboxUrl);
  const headers = { [demo.secretHeader]: demo.secret };
  // the sandbox is on this machine, whatever the address from outside is
  const here = (url: string): string => new URL(new URL(url).pathname, demo.webhookUrl).href;
  await control.registerWebhook({ kind: 'system', url: demo.webhookUrl, headers });
  for (const recipe of recipes) {
    const { journeyUrl } = await runtime.addressesOf(recipe);
    if (journeyUrl === null || recipe.document.connection !== demoConnection) continue;
    await control.registerWebhook({ kind: 'journey', url: here(journeyUrl), headers, workflowId: demoJourneyId });
  }
}

/**
 * Starts the sandbox as a child process; on an empty data folder also makes its connection and the demo recipes.
 * Null when the data folder is used for something else.
 * @param localUrl address of this server, which the sandbox posts its webhooks to
 */
export async function startDemo(runtime: Runtime, localUrl: string): Promise<Demo | null> {
  if (!(await isWanted(runtime))) return null;
  const { store, config } = runtime;
  const before = await store.getConnection(demoConnection);
  const port = before?.sandboxUrl ? Number(new URL(before.sandboxUrl).port) : config.sandboxPort;
  const sandbox = await startOnSamePort(port, join(config.dataDir, 'sandbox.json'));
  try {
    const isNew = (await store.getSetting(stateSetting)) !== 'made';
    if (isNew) await store.putSetting(stateSetting, 'making');
    const secret = await prepareConnection(runtime, sandbox.url);
    if (isNew) await makeRecipes(runtime);
    const record = await runtime.connections.get(demoConnection);
    const webhookUrl = `${localUrl}/hooks/${record.hookToken}`;
    const demo = { sandboxUrl: sandbox.url, webhookUrl, secretHeader: record.secretHeader, secret };
    await registerWebhooks(runtime, demo, await store.listRecipes());
    await store.putSetting(stateSetting, 'made');
    return { ...demo, close: () => sandbox.close() };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}
