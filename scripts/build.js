import { spawn } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (/** @type {string} */ name) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));

// the two share nothing but the dist folder, where each keeps to its own part
const builds = [
  [bin('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--noCheck', '--declaration', 'false'],
  [bin('vite/bin/vite.js'), 'build', 'designer', '--logLevel', 'warn'],
];

const codes = await Promise.all(
  builds.map(
    (build) =>
      new Promise((resolve) => {
        spawn(process.execPath, build, { cwd: root, stdio: 'inherit' }).on('close', (code) => resolve(code ?? 1));
      }),
  ),
);
process.exitCode = Math.max(...codes);
// not every npm makes the commands of the package itself executable
if (process.exitCode === 0) chmodSync(new URL('../dist/connector/cli/itc.js', import.meta.url), 0o755);
