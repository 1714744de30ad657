import { once } from 'node:events';
import type { Server } from 'node:http';
import { Server as TcpServer, type AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ConnectorError } from '../errors/connector-error.ts';
import { readConfig, type Config } from './config.ts';
import { startDemo, type Demo } from './demo/start-demo.ts';
import { startText } from './demo/start-text.ts';
import { createApp } from './http/create-app.ts';
import { createServer } from './http/create-server.ts';
import { createLog } from './log.ts';
import type { Declarations } from './registry.ts';
import { createRuntime } from './runtime.ts';
import { keepHeapLean } from './runtime/lean-heap.ts';
import type { Runtime } from './runtime/runtime.ts';
import { lockDataFolder, makeDataFolder, writePrivateFile } from './runtime/data-folder.ts';
import { withSecrets } from './security/secret-files.ts';

/** How long calls under way may take after the signal to stop. */
export const callsDrainMs = 5_000;
const lastCallsMs = 200;
// what Node asks of the kernel to hold
const longestLine = 511;

async function listen(server: Server, { port, host }: Config): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const { code = 'error' } = cause as NodeJS.ErrnoException;
    throw new ConnectorError('ITC_CONFIG_INVALID', `ITC_PORT: cannot listen on ${host}:${port} (${code}).`, { cause });
  }
  const local = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `http://${local}:${(server.address() as AddressInfo).port}`;
}

/** Node takes one connection in a turn of its loop: those that stand in line by now are let in, for a closed door would cut them off. */
async function letIn(server: Server): Promise<void> {
  let quietTurns = 0;
  const came = (): void => {
    quietTurns = 0;
  };
  server.on('connection', came);
  for (let turn = 0; turn < longestLine && quietTurns < 2; turn += 1) {
    quietTurns += 1;
    await nextTurn();
  }
  server.off('connection', came);
}

async function closeServer(server: Server): Promise<void> {
  await letIn(server);
  const closed = once(server, 'close');
  // the close of HTTP ends idle connections at once, those too whose next call has come and was not read yet
  TcpServer.prototype.close.call(server);
  // a timer that is late comes before what has arrived meanwhile
  await Promise.race([closed, sleep(lastCallsMs, undefined, { ref: false }).then(() => nextTurn())]);
  server.close();
  await Promise.race([closed, sleep(callsDrainMs, undefined, { ref: false })]);
  server.closeAllConnections();
}

async function startDemoOrGoWithout(runtime: Runtime, url: string): Promise<Demo | null> {
  try {
    return await startDemo(runtime, url);
  } catch (error) {
    // real connections must not suffer from a broken demo
    runtime.log.error('the sandbox demo could not be started', { error });
    return null;
  }
}

/** A running server; `close` lets calls and steps under way finish. */
export interface RunningServer {
  url: string;
  runtime: Runtime;
  demo: Demo | null;
  close(): Promise<void>;
}

/** Starts a server with these settings: lock, store, HTTP, sandbox, workers, in this order. */
export async function startServer(config: Config, declarations: Partial<Declarations> = {}): Promise<RunningServer> {
  const log = createLog(config.logLevel);
  makeDataFolder(config.dataDir);
  const unlock = lockDataFolder(config.dataDir);
  const undo: (() => Promise<void> | void)[] = [unlock];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const runtime = await createRuntime(config, {
      now: () => Date.now(),
      random: () => Math.random(),
      sleep: (ms, signal) => sleep(ms, undefined, { signal, ref: false }),
      log,
      declarations,
    });
    undo.push(() => runtime.close());
    // a process that only works takes no webhooks; its API is for its operator and the load balancer's health check
    const hooks = config.role === 'work' ? () => false : runtime.handleHook;
    const { isStopping } = runtime;
    const server = createServer(hooks, createApp(runtime), { keepAliveMs: config.keepAliveMs, isStopping });
    const url = await listen(server, config);
    undo.push(() => {
      runtime.beginStop();
      return closeServer(server);
    });
    runtime.setLocalUrl(url);
    writePrivateFile(config.dataDir, 'server.json', `${JSON.stringify({ url, pid: process.pid })}\n`);
    undo.push(() => rmSync(join(config.dataDir, 'server.json'), { force: true }));
    const demo = config.sandbox ? await startDemoOrGoWithout(runtime, url) : null;
    // undone after the jobs have drained: their calls go to the sandbox
    if (demo !== null) undo.splice(1, 0, () => demo.close());
    await runtime.startWorker();
    return { url, runtime, demo, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The link is for the first owner alone. */
async function setupTokenOf({ people, setupLink }: Runtime): Promise<string | null> {
  return (await people.hasOwner()) ? null : setupLink.make();
}

/** `npm start`: runs a server until SIGTERM or SIGINT. */
export async function main(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  // the database holds personal values: nothing that this process writes is for other users
  process.umask(0o077);
  keepHeapLean();
  const running = await startServer(readConfig(withSecrets(env)));
  process.stdout.write(startText({ ...running, setupToken: await setupTokenOf(running.runtime) }));
  let closing = false;
  const stop = (): void => {
    // a second signal does not wait
    if (closing) process.exit(1);
    closing = true;
    const { config, beginStop } = running.runtime;
    beginStop();
    const stopped = sleep(config.stopDelayMs).then(() => running.close());
    stopped.then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function isEntry(): boolean {
  try {
    return import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href;
  } catch {
    return false;
  }
}

if (isEntry()) {
  main().catch((error: unknown) => {
    const { code, message, hint } = error instanceof ConnectorError ? error : new ConnectorError('ITC_INTERNAL');
    process.stderr.write(`${code}: ${message}\n${hint}\n`);
    if (!(error instanceof ConnectorError)) process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
