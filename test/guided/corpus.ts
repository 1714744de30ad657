import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = (area: string): URL => new URL(`./corpus/${area}.txt`, import.meta.url);

/** The inputs of an area that are kept in the project: one a line, in base64, shortest first. */
export function keptInputs(area: string): Buffer[] {
  if (!existsSync(file(area))) return [];
  const lines = readFileSync(file(area), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => Buffer.from(line, 'base64'));
}

/** Writes inputs as files, which is how the engine reads them. */
export function writeInputs(folder: string, inputs: readonly (Buffer | string)[]): void {
  mkdirSync(folder, { recursive: true });
  for (const input of inputs) writeFileSync(join(folder, createHash('sha1').update(input).digest('hex')), input);
}

/** Keeps the shortest of the inputs written down in `found`, as many as fit into so many characters. */
export function keepInputs(area: string, found: string, maxCharacters: number): number {
  let left = maxCharacters;
  const lines = [...new Set(readFileSync(found, 'utf8').split('\n'))]
    .filter((line) => line !== '')
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .filter((line) => (left -= line.length + 1) >= 0);
  mkdirSync(new URL('.', file(area)), { recursive: true });
  writeFileSync(file(area), `${lines.join('\n')}\n`);
  return lines.length;
}
