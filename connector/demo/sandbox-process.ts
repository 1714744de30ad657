import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A sandbox that runs beside the server. */
export interface SandboxProcess {
  url: string;
  close(): Promise<void>;
}

// the child ends with its parent, also when the parent is killed: the channel then closes
const endWithParent = `data:text/javascript,${encodeURIComponent("process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))")}`;

function sandboxScript(): string {
  // the compiled tree mirrors the source tree
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`../../sandbox/main.${extension}`, import.meta.url));
}

function addressOf(child: ChildProcess, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error('the sandbox did not start'));
    const timer = setTimeout(fail, timeoutMs);
    child.once('exit', fail);
    child.once('error', fail);
    if (child.stdout === null) return fail();
    createInterface(child.stdout).on('line', (line) => {
      const address = /https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(line)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/** Starts the sandbox on a port (0 = any free one) with its state in a file; rejects when it does not come up. */
export async function startSandboxProcess(port: number, stateFile: string): Promise<SandboxProcess> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, '--import', endWithParent, sandboxScript(), '--port', String(port), '--state', stateFile],
    // neither keys nor the master key are the sandbox's business
    {
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      env: { PATH: process.env['PATH'], NODE_ENV: process.env['NODE_ENV'] },
    },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const url = await addressOf(child, 5_000);
    return {
      url,
      async close() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
