import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { makeDatabase, startTestServer } from './test-server.ts';

interface Found {
  port: number;
  pid: number;
  folder: string;
}

function isFirst(place: string): boolean {
  try {
    mkdirSync(join(place, 'starting'));
    return true;
  } catch {
    return false;
  }
}

/** Stops the server when jest ends without its teardown. */
function watch({ pid, folder }: Found): void {
  const script =
    'while kill -0 "$0" 2>/dev/null; do sleep 1; done; kill -QUIT "$1" 2>/dev/null && sleep 1; rm -rf "$2"';
  const args = ['-c', script, process.env['ITC_TEST_JEST'] ?? '', String(pid), folder];
  spawn('sh', args, { detached: true, stdio: 'ignore' }).unref();
}

/** The PostgreSQL that all test files of one jest run share; the first one that asks starts it. */
async function sharedServer(): Promise<Found> {
  const place = process.env['ITC_TEST_POSTGRES'];
  if (place === undefined) throw new Error('the jest configuration has no globalSetup');
  const file = join(place, 'server.json');
  if (isFirst(place)) {
    const { port, pid, folder } = await startTestServer({ detached: true });
    watch({ port, pid, folder });
    writeFileSync(`${file}.part`, JSON.stringify({ port, pid, folder }));
    renameSync(`${file}.part`, file);
  }
  for (let tries = 0; !existsSync(file); tries += 1) {
    if (tries > 300) throw new Error('the shared PostgreSQL did not start');
    await sleep(100);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Found;
}

/** Address of a new, empty database for one test file. */
export async function newDatabase(): Promise<string> {
  return makeDatabase((await sharedServer()).port);
}
