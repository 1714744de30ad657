import { startTestServer } from '../test/postgres/test-server.ts';
import { pageParts } from './page-parts.ts';
import { connector } from './platforms/connector.ts';
import { n8n } from './platforms/n8n.ts';
import { sideBySide } from './platforms/side-by-side.ts';

/** The connector beside n8n, each with a database of its own on one PostgreSQL. */
export default async function run(): Promise<void> {
  const server = await startTestServer();
  try {
    const { newDatabase } = server;
    const text = await sideBySide([
      connector('gathered', newDatabase),
      n8n('defaults', newDatabase),
      n8n('fastest', newDatabase),
    ]);
    process.stdout.write(`${text}\n`);
    await pageParts('performance.md').write('n8n-postgres', text);
  } finally {
    await server.stop();
  }
}
