import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = new URL('../competitors/', import.meta.url);
const require = createRequire(new URL('package.json', folder));

/** Installs the pinned competitors when they are not there; the project itself never needs them. */
export function installCompetitors(): void {
  if (existsSync(new URL('node_modules', folder))) return;
  console.log('Installing the competitors of bench/competitors/package.json (once, about 90 MB) ...');
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', fileURLToPath(folder)], { stdio: 'inherit' });
  } catch {
    // each tool then says by itself that it cannot be loaded, and the table shows why
    console.log('Not all competitors could be installed.');
  }
}

/** A CommonJS competitor. */
export function load(name: string): unknown {
  return require(name) as unknown;
}

/** A competitor that is an ES module, or that imports WebAssembly. */
export async function loadModule(path: string): Promise<unknown> {
  return import(pathToFileURL(require.resolve(path)).href);
}

/** The pinned version of a competitor. */
export function pinnedVersion(name: string): string {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return dependencies[name] ?? 'unknown';
}
