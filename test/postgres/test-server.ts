import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { descendantsOf } from '../../bench/process-figures.ts';
import { packagedFolder, systemFolders } from './binaries.js';
import { freePort } from '../server/server-process.ts';

interface User {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as the user `nobody`, who owns its folder. */
function serverUser(): User | null {
  if (process.getuid?.() !== 0) return null;
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'));
  const [, , uid = '65534', gid = '65534'] = entry?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

const runs = (native: string, user: User | null): boolean => {
  try {
    for (const program of ['postgres', 'initdb']) {
      execFileSync(join(native, 'bin', program), ['--version'], { ...user, stdio: 'ignore', cwd: '/' });
    }
    return true;
  } catch {
    return false;
  }
};

/** A copy that the server's user can read, with the links that an npm package cannot carry. */
function copyBinaries(native: string, folder: string): string {
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(copy, target.replace(/^native\//, ''));
    if (!existsSync(path)) symlinkSync(join(copy, source.replace(/^native\//, '')), path);
  }
  return copy;
}

function findBinaries(folder: string, user: User | null): string {
  const found = systemFolders().find((native) => runs(native, user));
  if (found !== undefined) return found;
  const packaged = packagedFolder();
  if (packaged !== null) {
    if (runs(packaged, user)) return packaged;
    const copy = copyBinaries(packaged, folder);
    if (runs(copy, user)) return copy;
  }
  throw new Error('no PostgreSQL: install the server of this system, or run `npm ci --prefix test/postgres`');
}

/** A PostgreSQL of its own, in a folder of its own, on a port of its own. Writes reach the disk as in production. */
export interface TestServer {
  port: number;
  /** of the first start */
  pid: number;
  /** removed by `stop` */
  folder: string;
  /** ends it at once, without a word to those who are connected; its folder stays */
  crash(): Promise<void>;
  /** stops all its processes where they are: connections stay open and nobody answers; `false` lets them go on */
  freeze(isFrozen: boolean): void;
  /** starts it again after `crash`; resolves when it answers */
  restart(): Promise<void>;
  /** writes a file of its data folder, which it reads at the next reload of its settings */
  writeFile(name: string, text: string): void;
  /** address of a new, empty database */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const urlOf = (port: number, database: string): string => `postgres://postgres@127.0.0.1:${String(port)}/${database}`;

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres') });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes an empty database on a running server; answers its address. */
export async function makeDatabase(port: number): Promise<string> {
  const name = `itc_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres') });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  } finally {
    await client.end();
  }
  return urlOf(port, name);
}

export interface TestServerOptions {
  /** it outlives this process */
  detached?: boolean;
  /** name -> text of files of its data folder, such as `pg_hba.conf`; this process must find the database `postgres` open by it */
  files?: Record<string, string>;
  settings?: Record<string, string>;
}

/** Starts a server. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { detached = false, files = {} } = options;
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'itc-postgres-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user !== null) chownSync(data, user.uid, user.gid);
  const native = findBinaries(folder, user);
  const run = { ...user, cwd: data, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' } };
  const initArgs = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  execFileSync(join(native, 'bin', 'initdb'), initArgs, { ...run, stdio: ['ignore', 'ignore', 'pipe'] });
  const writeFile = (name: string, text: string): void => {
    writeFileSync(join(data, name), text, { mode: 0o600 });
    if (user !== null) chownSync(join(data, name), user.uid, user.gid);
  };
  for (const [name, text] of Object.entries(files)) writeFile(name, text);
  const port = await freePort();
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    max_wal_size: '1GB',
    log_min_messages: 'fatal',
    ...options.settings,
  };
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const launch = async (): Promise<ChildProcess> => {
    const child = spawn(join(native, 'bin', 'postgres'), args, { ...run, stdio: 'ignore', detached });
    if (detached) child.unref();
    for (let tries = 0; !(await answers(port)); tries += 1) {
      if (child.exitCode !== null || tries > 300) throw new Error('PostgreSQL did not start');
      await sleep(100);
    }
    return child;
  };
  let child = await launch();
  const crash = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    // immediate: nothing is written out before
    child.kill('SIGQUIT');
    await ended;
  };
  return {
    port,
    pid: child.pid ?? 0,
    folder,
    writeFile,
    newDatabase: () => makeDatabase(port),
    crash,
    freeze(isFrozen) {
      const { pid = 0 } = child;
      const signal = (one: number): void => {
        try {
          process.kill(one, isFrozen ? 'SIGSTOP' : 'SIGCONT');
        } catch (error) {
          // a connection that has just ended
          if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
        }
      };
      // it first, for it starts the others
      signal(pid);
      descendantsOf(pid).forEach(signal);
    },
    async restart() {
      child = await launch();
    },
    async stop() {
      await crash();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
