import { open } from 'node:fs/promises';

/** How the bytes of a line that names the person are overwritten; the length must stay. */
export type BlankLine = (line: Buffer) => Buffer;

const chunkBytes = 1024 * 1024;
// beyond this a line is looked at in parts
const maxLineBytes = 16 * 1024 * 1024;

/**
 * Overwrites lines of a file in place, so that every offset and row number that is recorded elsewhere stays true.
 * @returns how many lines were overwritten; 0 for a file that is not there
 */
export async function blankLines(path: string, isMeant: (line: string) => boolean, blank: BlankLine): Promise<number> {
  const file = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return 0;
  let count = 0;
  const look = async (line: Buffer, offset: number): Promise<void> => {
    if (!isMeant(line.toString('utf8'))) return;
    const blanked = blank(line);
    await file.write(blanked, 0, line.length, offset);
    count += 1;
  };
  try {
    let rest = Buffer.alloc(0);
    let offset = 0;
    for (;;) {
      const chunk = Buffer.alloc(chunkBytes);
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, offset + rest.length);
      const all = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      let start = 0;
      for (let end = all.indexOf(10); end !== -1; end = all.indexOf(10, start)) {
        await look(all.subarray(start, end), offset + start);
        start = end + 1;
      }
      rest = all.subarray(start);
      offset += start;
      if (bytesRead === 0 || rest.length > maxLineBytes) {
        if (rest.length > 0) await look(rest, offset);
        offset += rest.length;
        rest = Buffer.alloc(0);
      }
      if (bytesRead === 0) break;
    }
    if (count > 0) await file.datasync();
  } finally {
    await file.close();
  }
  return count;
}

const space = 0x20;

function padded(text: string, length: number): Buffer {
  const line = Buffer.alloc(length, space);
  // a line is longer than what replaces it, but for one that was cut off
  line.write(text.slice(0, length), 'utf8');
  return line;
}

/** A JSON line becomes an empty object. */
export const blankObject: BlankLine = (line) => padded('{}', line.length);

/** The result of a row keeps its number and outcome, and loses who it was about. */
export const blankResult: BlankLine = (line) => {
  try {
    const { row, outcome } = JSON.parse(line.toString('utf8')) as { row: number; outcome: string };
    return padded(JSON.stringify({ row, key: '', outcome }), line.length);
  } catch {
    return padded('', line.length);
  }
};

/** The cells of a CSV line become empty; delimiters, quotes and line ends stay. */
export function blankCells(delimiter: string): BlankLine {
  const kept = new Set([...Buffer.from(delimiter), 0x22, 0x0d]);
  return (line) => line.map((byte) => (kept.has(byte) ? byte : space)) as Buffer;
}
