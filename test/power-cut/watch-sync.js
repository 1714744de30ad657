// @ts-check
/** Loaded before the server: writes down how much of the log a sync that has ended covers, before anybody is told that it has. */
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { fdatasync } = fs;
const noted = fs.openSync(String(process.env.ITC_SYNCED_FILE), 'a+');
const note = fs.openSync(String(process.env.ITC_SYNCED_FILE), 'r+');
fs.closeSync(noted);
/** @type {Map<number, number>} by descriptor of the log, that of its index */
const indexes = new Map();

/** @param {number} log */
function headerOf(log) {
  let index = indexes.get(log);
  if (index === undefined) {
    index = fs.openSync(fs.readlinkSync(`/proc/self/fd/${log}`).replace(/-wal$/, '-shm'), 'r');
    indexes.set(log, index);
  }
  const header = Buffer.alloc(48);
  fs.readSync(index, header, 0, 48, 0);
  return header;
}

fs.fdatasync = /** @type {typeof fs.fdatasync} */ (
  (log, done) => {
    const header = headerOf(log);
    fdatasync(log, (error) => {
      if (error === null) fs.writeSync(note, header, 0, 48, 0);
      done(error);
    });
  }
);
syncBuiltinESMExports();
