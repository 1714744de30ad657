import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import Sqlite from 'better-sqlite3';

import type { ServerProcess } from '../server/server-process.ts';

/** What becomes of the bytes of the log that no sync had covered. */
export const damages = ['kept', 'cut', 'torn'] as const;
export type Damage = (typeof damages)[number];

const database = 'connector.db';

/**
 * The header of the index of a log, the first 48 bytes of the `-shm` file, in the byte order of the machine (sqlite.org/walformat.html, 2.1):
 * which log it is by its salts, and its number of committed frames.
 */
const readHeader = (bytes: Buffer) => ({
  pageSize: bytes.readUInt16LE(14) === 1 ? 65_536 : bytes.readUInt16LE(14),
  frames: bytes.readUInt32LE(16),
  salts: bytes.toString('hex', 32, 40),
});

/** From where on a power cut may take bytes of the log: behind what a sync covered, and behind what a checkpoint began to copy, which it syncs itself. */
function mayBeLostFrom(synced: Buffer, index: Buffer): number {
  if (synced.length < 48) throw new Error('no sync of the log was seen');
  const [then, now] = [readHeader(synced), readHeader(index)];
  // after the last sync the log was begun anew: all of the one before is in the database
  const frames = Math.max(then.salts === now.salts ? then.frames : 0, index.readUInt32LE(128));
  return frames === 0 ? 0 : 32 + frames * (24 + now.pageSize);
}

/** Waits until no thread of a process that was sent SIGSTOP runs any more. */
async function standsStill(pid: number): Promise<void> {
  const states = (): string[] =>
    readdirSync(`/proc/${String(pid)}/task`).map((task) => {
      const stat = readFileSync(`/proc/${String(pid)}/task/${task}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '';
    });
  while (!states().every((state) => state === 'T')) await sleep(1);
}

export interface Cut {
  damage: Damage;
  /** bytes of the log that were lost or torn */
  bytes: number;
  /** what SQLite says of the copy; `ok` when it is whole */
  integrity: string;
  /** events that were acknowledged and are not in the copy */
  lost: number;
}

function damageLog(log: string, from: number, damage: Damage, random: () => number): number {
  const { size } = statSync(log);
  const at = Math.min(from, size) + Math.floor(random() * (size - Math.min(from, size) + 1));
  if (damage === 'kept' || at >= size) return 0;
  if (damage === 'cut') truncateSync(log, at);
  else {
    const bytes = readFileSync(log);
    for (let index = at; index < size; index += 1) bytes[index] = Math.floor(random() * 256);
    writeFileSync(log, bytes);
  }
  return size - at;
}

/** Opens a copy of the copy, so that the server finds the log as the cut left it. */
function inspect(folder: string, ackedIds: Iterable<string>): Pick<Cut, 'integrity' | 'lost'> {
  const apart = mkdtempSync(join(tmpdir(), 'itc-cut-check-'));
  try {
    for (const name of [database, `${database}-wal`]) copyFileSync(join(folder, name), join(apart, name));
    const db = new Sqlite(join(apart, database));
    const integrity = String(db.pragma('integrity_check', { simple: true }));
    const has = db.prepare('SELECT 1 FROM events WHERE id = ?').pluck();
    const lost = [...ackedIds].filter((id) => has.get(id) === undefined).length;
    db.close();
    return { integrity, lost };
  } finally {
    rmSync(apart, { recursive: true });
  }
}

/**
 * Cuts the power of a server: it stands still, its folder is copied without the index of the log, what was not synced is damaged, and a server
 * on the copy takes its place.
 * @param syncedFile where watch-sync.js writes how far the log was synced
 */
export async function cutPower(
  server: ServerProcess,
  ackedIds: ReadonlyMap<string, string>,
  { damage, random, syncedFile }: { damage: Damage; random: () => number; syncedFile: string },
): Promise<Cut> {
  const before = server.dataDir;
  server.signal('SIGSTOP');
  await standsStill(server.pid);
  const acked = [...ackedIds.values()];
  const after = mkdtempSync(join(tmpdir(), 'itc-cut-'));
  for (const entry of readdirSync(before, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const target = join(after, path.slice(before.length));
    if (entry.isDirectory()) mkdirSync(target, { recursive: true });
    else if (!/-shm$|^server\.lock/.test(entry.name)) copyFileSync(path, target);
  }
  const from = mayBeLostFrom(readFileSync(syncedFile), readFileSync(join(before, `${database}-shm`)));
  await server.kill();
  rmSync(before, { recursive: true, force: true });
  const bytes = damageLog(join(after, `${database}-wal`), from, damage, random);
  const found = inspect(after, acked);
  server.moveTo(after);
  await server.start();
  return { damage, bytes, ...found };
}
