import { pageParts } from './page-parts.ts';
import { connector } from './platforms/connector.ts';
import { nodeRed } from './platforms/node-red.ts';
import { sideBySide } from './platforms/side-by-side.ts';

/** The connector beside Node-RED, which keeps nothing on disk. */
export default async function run(): Promise<void> {
  const text = await sideBySide([connector(), connector('single'), nodeRed()]);
  process.stdout.write(`${text}\n`);
  await pageParts('performance.md').write('node-red', text);
}
