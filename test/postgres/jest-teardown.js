import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Stops the PostgreSQL of this run, if a test needed one. */
export default function teardown() {
  const place = process.env.ITC_TEST_POSTGRES ?? '';
  const file = join(place, 'server.json');
  if (existsSync(file)) {
    const { pid, folder } = JSON.parse(readFileSync(file, 'utf8'));
    process.kill(pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  rmSync(place, { recursive: true, force: true });
}
