import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A place for a data folder where room can run out, by the operating system's own means. */
export interface ScarceDisk {
  folder: string;
  /** from now on the process finds no room for more */
  fill(pid: number): void;
  free(pid: number): void;
  dispose(): void;
}

const size = 48 * 1024 * 1024;

/** A file system in memory with an end: writes fail with ENOSPC, as on a full disk. Needs the right to mount. */
function smallFileSystem(): ScarceDisk {
  const folder = mkdtempSync(join(tmpdir(), 'itc-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(size)}`, 'tmpfs', folder], { stdio: 'ignore' });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      for (let bytes = 1024 * 1024; bytes >= 4096;) {
        try {
          appendFileSync(ballast, Buffer.alloc(bytes));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          bytes /= 4;
        }
      }
    },
    free: () => rmSync(ballast),
    dispose() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Files of the process that may not grow (RLIMIT_FSIZE): writes fail with EFBIG, as where a quota is used up. */
function limitedFiles(): ScarceDisk {
  const folder = mkdtempSync(join(tmpdir(), 'itc-full-'));
  const limit = (pid: number, bytes: string): void =>
    void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  return {
    folder,
    fill: (pid) => limit(pid, String(statSync(join(folder, 'connector.db-wal')).size)),
    free: (pid) => limit(pid, 'unlimited'),
    dispose: () => rmSync(folder, { recursive: true }),
  };
}

function mayMount(): boolean {
  try {
    smallFileSystem().dispose();
    return true;
  } catch {
    return false;
  }
}

/** Every kind that this user can make; the one without any rights always. */
export const scarceDisks: [string, () => ScarceDisk][] = [
  ['files that may not grow', limitedFiles],
  ...(mayMount() ? ([['a file system without room', smallFileSystem]] as [string, () => ScarceDisk][]) : []),
];
