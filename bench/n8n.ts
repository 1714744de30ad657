import { pageParts } from './page-parts.ts';
import { connector } from './platforms/connector.ts';
import { n8n } from './platforms/n8n.ts';
import { sideBySide } from './platforms/side-by-side.ts';

/** The connector beside n8n, with its defaults and with its fastest setting. */
export default async function run(): Promise<void> {
  const text = await sideBySide([connector(), connector('single'), n8n('defaults'), n8n('fastest')]);
  process.stdout.write(`${text}\n`);
  await pageParts('performance.md').write('n8n', text);
}
