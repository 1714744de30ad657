import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

/** The most that the first page may load of JavaScript, gzipped; bytes. */
export const initialBudget = 220 * 1024;

/** The scripts that a browser needs before it can draw anything: the entry and what it imports statically. */
export function initialScripts(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const wanted = Object.keys(manifest).filter((name) => manifest[name]?.isEntry === true);
  const seen = new Set(wanted);
  for (const name of wanted) {
    for (const other of manifest[name]?.imports ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      wanted.push(other);
    }
  }
  return wanted.map((name) => manifest[name]?.file ?? '').filter((file) => file.endsWith('.js'));
}

/** Bytes of these files, each gzipped as the server sends it. */
export function gzippedSize(folder: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0);
}
