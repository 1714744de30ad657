import { access, constants } from 'node:fs/promises';

import { apiPath } from './api-client.ts';
import { toFailure } from './cli-failure.ts';
import type { Tools } from './cli-session.ts';
import type { Check, ShownConnection } from './connection-text.ts';
import { dataFolder } from './find-server.ts';
import type { Page } from './output.ts';

const oldestNode = [20, 19] as const;

/** Whether this version of Node can run the connector. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return {
    name: `Node.js ${version}`,
    ok,
    ...(ok ? {} : { cause: 'too old', fix: `Install Node.js ${oldestNode.join('.')} or newer.` }),
  };
}

/** Runs something that throws coded failures as a check. */
async function attempt(name: string, work: () => Promise<void>): Promise<Check> {
  try {
    await work();
    return { name, ok: true };
  } catch (error) {
    const { message, hint } = toFailure(error).json;
    return { name, ok: false, cause: message, fix: hint };
  }
}

async function checkFolder(tools: Tools): Promise<Check[]> {
  // the folder of a server elsewhere is not on this machine
  if (tools.io.env['ITC_URL']) return [];
  const folder = dataFolder(tools.io);
  const name = `data folder ${folder}`;
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return [{ name, ok: true }];
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const fix = missing
      ? 'Start the server once, or set ITC_DATA_DIR.'
      : 'Give this user the folder, or set ITC_DATA_DIR.';
    return [{ name, ok: false, cause: missing ? 'does not exist' : 'cannot be written', fix }];
  }
}

function isLoopback(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

async function checkAddress({ io, signal }: Tools, { name, webhookUrl, sandboxUrl }: ShownConnection): Promise<Check> {
  const title = `webhook address of ${name}`;
  if (sandboxUrl === null && isLoopback(webhookUrl)) {
    return {
      name: title,
      ok: false,
      cause: 'only this machine reaches it',
      fix: 'Set ITC_PUBLIC_URL to the address that Iterable reaches, and restart.',
    };
  }
  const fix = 'Check ITC_PUBLIC_URL, the proxy in front of the server, DNS and firewall.';
  try {
    // GET is refused before anything is stored, and the refusal shows that the connector itself answers
    const response = await io.fetch(webhookUrl, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    const { error } = (await response.json()) as { error?: { code?: string } };
    if (error?.code?.startsWith('ITC_HOOK_')) return { name: title, ok: true };
    return { name: title, ok: false, cause: `something else answered ${response.status}`, fix };
  } catch {
    return { name: title, ok: false, cause: 'no answer of the connector', fix };
  }
}

async function checkConnection(tools: Tools, connection: ShownConnection): Promise<Check[]> {
  const name = `connection ${connection.name}`;
  let failed: Check[] = [];
  const tested = await attempt(name, async () => {
    const { checks } = await tools.api.post<{ checks: Check[] }>(apiPath`/connections/${connection.name}/test`);
    failed = checks.flatMap((check) => (check.ok ? [] : [{ ...check, name: `${name}, ${check.name}` }]));
  });
  return [...(failed.length === 0 ? [tested] : failed), await checkAddress(tools, connection)];
}

/** All checks of `itc doctor`, in the order in which one depends on the other. */
export async function runChecks(tools: Tools, nodeVersion: string): Promise<Check[]> {
  const { api } = tools;
  const checks = [checkNode(nodeVersion), ...(await checkFolder(tools))];
  const reachable = await attempt('server', async () => void (await api.get('/health')));
  checks.push(reachable);
  if (!reachable.ok) return checks;
  let connections: ShownConnection[] = [];
  checks.push(
    await attempt('admin token', async () => {
      connections = (await api.get<Page<ShownConnection>>('/connections', { limit: 500 })).items;
    }),
  );
  for (const connection of connections) checks.push(...(await checkConnection(tools, connection)));
  return checks;
}
