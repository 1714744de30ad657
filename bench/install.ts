import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { freePort } from '../test/server/server-process.ts';
import { machine, markdownTable, pageParts } from './page-parts.ts';

const execute = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const driver = join(root, 'node_modules', 'better-sqlite3');

interface Way {
  name: string;
  flags: readonly string[];
  env: Record<string, string>;
  /** whether what was installed can be started */
  isWhole: boolean;
}

const seconds = (sinceMs: number): number => (performance.now() - sinceMs) / 1000;

/** Serves the compiled driver of this checkout under the name that its makers give to what they publish; answers the address. */
async function serveDriver(scratch: string): Promise<{ url: string; close: () => void }> {
  const archive = join(scratch, 'driver.tar.gz');
  execFileSync('tar', ['-czf', archive, '-C', driver, 'build/Release/better_sqlite3.node']);
  const bytes = readFileSync(archive);
  const server = createServer((_, response) => response.end(bytes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, close: () => server.close() };
}

/** `npm start` on an empty data folder, until the webhook of the printed line is acknowledged; seconds. */
async function firstAck(folder: string, env: NodeJS.ProcessEnv): Promise<number> {
  const from = performance.now();
  const port = String(await freePort());
  const server = spawn('npm', ['start'], { cwd: folder, env: { ...env, ITC_PORT: port }, detached: true });
  let printed = '';
  try {
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text: Buffer) => {
        printed += text.toString();
        if (/^curl .*\n/m.test(printed)) resolve();
      });
      server.once('exit', () => reject(new Error(`npm start ended:\n${printed}`)));
    });
    const line = /^curl .*$/m.exec(printed)?.[0] ?? '';
    const answer = execFileSync('sh', ['-c', `${line} --silent --show-error --fail`], { encoding: 'utf8' });
    if (!answer.includes('evt_')) throw new Error(`the printed line was answered with ${answer}`);
    return seconds(from);
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
  }
}

/** One installation in an empty folder with an empty cache of packages. */
async function measure(way: Way, scratch: string): Promise<{ install: number; ack: number | null }> {
  const folder = join(scratch, 'clone');
  const cache = join(scratch, 'cache');
  try {
    execFileSync('git', ['clone', '--quiet', root, folder]);
    mkdirSync(cache);
    // npm gives a script the settings of its own project, which must not reach this one
    const own = Object.entries(process.env).filter(([key]) => !/^npm_/i.test(key));
    const env = { ...Object.fromEntries(own), npm_config_cache: cache, ...way.env };
    const from = performance.now();
    // the driver is served by this process meanwhile
    await execute('npm', ['ci', ...way.flags], { cwd: folder, env });
    const install = seconds(from);
    return { install, ack: way.isWhole ? await firstAck(folder, env) : null };
  } finally {
    for (const path of [folder, cache]) rmSync(path, { recursive: true, force: true });
  }
}

/**
 * `npm ci` and `npm start` as on a machine that has neither the project nor a cache of packages. The published driver of the database is
 * served from this machine, as what is measured is the installation and not a connection; where it cannot be fetched, npm compiles it.
 */
export default async function run(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'itc-install-'));
  const published = await serveDriver(scratch);
  try {
    const ways: Way[] = [
      { name: 'the packages alone (`--ignore-scripts`)', flags: ['--ignore-scripts'], env: {}, isWhole: false },
      {
        name: 'with the published driver of SQLite',
        flags: [],
        env: { npm_config_better_sqlite3_binary_host: published.url },
        isWhole: true,
      },
      {
        name: 'where that cannot be fetched and is compiled',
        flags: [],
        env: { npm_config_build_from_source: 'better-sqlite3' },
        isWhole: true,
      },
    ];
    const rows: string[][] = [];
    let floor = 0;
    for (const way of ways) {
      process.stderr.write(`${way.name} ...\n`);
      const { install, ack } = await measure(way, scratch);
      if (floor === 0) floor = install;
      rows.push([way.name, install.toFixed(0), (install / floor).toFixed(2), ack === null ? '' : ack.toFixed(1)]);
    }
    const head = ['`npm ci`', 'seconds', 'of the packages', '`npm start` to the first acknowledgement, seconds'];
    const text = `${machine()}. Once each, with an empty cache.\n\n${markdownTable(head, rows)}`;
    process.stdout.write(`${text}\n`);
    await pageParts('performance.md').write('install', text);
  } finally {
    published.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
