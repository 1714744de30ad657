import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder where the workers find the PostgreSQL of this run; the first that needs it starts it. */
export default function setup() {
  process.env.ITC_TEST_POSTGRES = mkdtempSync(join(tmpdir(), 'itc-jest-'));
  process.env.ITC_TEST_JEST = String(process.pid);
}
