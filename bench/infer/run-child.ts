import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs a TypeScript file in a process of its own and gives what it printed, read as JSON.
 * @param patience ms after which the process is killed
 * @throws Error with the last line that the process wrote about its end
 */
export function runChild(script: URL, argument: string, patience: number): Promise<unknown> {
  const flags = ['--import', 'tsx', '--experimental-wasm-modules', '--disable-warning=ExperimentalWarning'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...flags, fileURLToPath(script), argument], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, patience);
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (late) reject(new Error(`not finished after ${String(patience / 1000)} s`));
      else if (code !== 0) reject(new Error(lastWords(err) ?? `ended by ${signal ?? String(code)}`));
      else resolve(JSON.parse(out));
    });
  });
}

function lastWords(text: string): string | undefined {
  return text.split('\n').find((line) => /^\S*Error\b|FATAL ERROR/.test(line));
}
