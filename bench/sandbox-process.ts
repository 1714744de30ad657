import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../dist/sandbox/main.js', import.meta.url));

/** The sandbox in a process of its own, so that it does not share the event loop of what is measured. */
export class SandboxProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** @param args words of the sandbox's command line */
  static async start(args: readonly string[] = []): Promise<SandboxProcess> {
    const child = spawn(process.execPath, [script, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await once(lines, 'line')) as [string];
    const url = /http:\/\/[\w.:[\]]+/.exec(line)?.[0];
    if (url === undefined) throw new Error(`the sandbox said: ${line}`);
    return new SandboxProcess(child, url);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
