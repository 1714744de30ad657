import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { actions, picklists } from '../../actions/index.ts';
import { toWorkatoConnector } from '../../connector/catalogue-export/workato-connector.ts';
import { createConnector } from '../../connector/index.ts';
import { loadRegistry } from '../../connector/registry.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { triggers } from '../../triggers/index.ts';

// `npm run check:workato`: the generated connector runs in Ruby against a real server and the sandbox; Ruby must be installed
const token = 'token-of-the-workato-check-01';
const folder = mkdtempSync(join(tmpdir(), 'itc-workato-'));
const file = join(folder, 'connector.rb');
const sandbox = await startSandbox();
const connector = await createConnector({
  settings: { ITC_DATA_DIR: folder, ITC_LOG_LEVEL: 'silent', ITC_ADMIN_TOKEN: token },
});
try {
  writeFileSync(file, toWorkatoConnector(loadRegistry({ actions, triggers, picklists })));
  const { key: apiKey, url: sandboxUrl } = sandbox;
  const hook = await connector.addConnection({ name: 'shop', apiKey, region: 'us', projectType: 'email', sandboxUrl });
  for (const eventName of ['emailSend', 'emailOpen']) {
    await fetch(hook.webhookUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [hook.secretHeader]: hook.secret },
      body: JSON.stringify({ email: 'ada@example.com', eventName, dataFields: {} }),
    });
  }
  const script = fileURLToPath(new URL('check-connector.rb', import.meta.url));
  const ruby = spawn('ruby', [script, file, connector.url, token, 'shop'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  ruby.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise<number>((resolve, reject) => {
    ruby.on('error', reject);
    ruby.on('close', (exit) => resolve(exit ?? 1));
  });
  const users = sandbox.state.users as unknown as { email: string; dataFields: { plan?: string } }[];
  const isWritten = users.some(({ email, dataFields }) => email === 'ruby@example.com' && dataFields.plan === 'gold');
  if (code !== 0 || !isWritten) {
    process.stderr.write(isWritten ? '' : 'The sandbox does not hold what the action wrote.\n');
    process.exitCode = 1;
  } else {
    process.stdout.write(`The Workato connector holds: ${printed}`);
  }
} finally {
  await connector.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
