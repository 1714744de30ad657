// @ts-check
/** Loaded before the server: while a file is there, the sync of the log fails as on a broken disk. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { setImmediate } from 'node:timers';

const { fdatasync } = fs;
fs.fdatasync = /** @type {typeof fs.fdatasync} */ (
  (log, done) => {
    if (!fs.existsSync(String(process.env.ITC_BROKEN_FILE))) fdatasync(log, done);
    else setImmediate(() => done(Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })));
  }
);
syncBuiltinESMExports();
