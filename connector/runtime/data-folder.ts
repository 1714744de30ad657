import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ConnectorError } from '../../errors/connector-error.ts';

const lockFile = 'server.lock';

/** Makes the folder for this user alone. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new ConnectorError('ITC_CONFIG_INVALID', `ITC_DATA_DIR: the folder ${folder} cannot be made.`, { cause });
  }
}

/** Writes a file that only this user may read. */
export function writePrivateFile(folder: string, name: string, text: string): void {
  rmSync(join(folder, name), { force: true });
  writeFileSync(join(folder, name), text, { mode: 0o600 });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** Start time of a process in clock ticks, so that a reused pid is not taken for the old server; empty where /proc is missing. */
function startTicks(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the command name stands in parentheses and may hold spaces
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function holder(path: string): number | null {
  try {
    const [pid = '', ticks = '', boot = ''] = readFileSync(path, 'utf8').split(' ');
    const alive = isRunning(Number(pid)) && ticks === startTicks(Number(pid)) && boot === bootId();
    return alive ? Number(pid) : null;
  } catch {
    return null;
  }
}

/** One server per data folder: two would run the same jobs twice. Throws ITC_CONFIG_INVALID; answers the release. */
export function lockDataFolder(folder: string): () => void {
  const path = join(folder, lockFile);
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${startTicks(process.pid)} ${bootId()}`, { mode: 0o600 });
  try {
    return takeLock(folder, path, own);
  } finally {
    rmSync(own, { force: true });
  }
}

function takeLock(folder: string, path: string, own: string): () => void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      // linking a finished file is atomic: nobody can see a lock without its owner
      linkSync(own, path);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = holder(path);
      if (pid !== null) {
        throw new ConnectorError('ITC_CONFIG_INVALID', `ITC_DATA_DIR: another server (pid ${pid}) runs on ${folder}.`, {
          hint: 'Stop the other server, or start with another ITC_DATA_DIR and ITC_PORT.',
        });
      }
      // left behind by a crash
      rmSync(path, { force: true });
    }
  }
  throw new ConnectorError(
    'ITC_CONFIG_INVALID',
    `ITC_DATA_DIR: the folder ${folder} is being taken by another server.`,
  );
}
