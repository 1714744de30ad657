import type { Runtime } from '../runtime/runtime.ts';
import { demoEmail, demoPhone, subscribeBodyForShell } from './demo-event.ts';
import type { Demo } from './start-demo.ts';

function demoLines({ sandboxUrl, webhookUrl, secretHeader, secret }: Demo): string[] {
  const fire = JSON.stringify({ event: 'emailSubscribe', email: demoEmail, dataFields: { phoneNumber: demoPhone } });
  return [
    `Sandbox   ${sandboxUrl}   (stands in for Iterable; ITC_SANDBOX=off starts without it)`,
    '',
    'Paste this to make the sandbox fire an event:',
    '',
    `command curl -sS -X POST ${sandboxUrl}/sandbox/fire -H 'content-type: application/json' -d '${fire}'`,
    '',
    'Paste this to post a webhook yourself, as Iterable would:',
    '',
    `curl -sS -X POST ${webhookUrl} -H 'content-type: application/json' -H '${secretHeader}: ${secret}' -d "${subscribeBodyForShell()}"`,
    '',
    'Either starts a recipe; the finished job is in: npx itc jobs list',
  ];
}

/** What `npm start` prints: addresses, the token, and lines to paste. */
export function startText({
  url,
  runtime,
  demo,
  setupToken,
}: {
  url: string;
  runtime: Runtime;
  demo: Demo | null;
  /** of the one-time link; null once somebody used one */
  setupToken: string | null;
}): string {
  const { publicUrl } = runtime.config;
  return [
    '',
    `iterable-connector ${runtime.version}`,
    '',
    `Server    ${url}${publicUrl === null ? '' : `   (from outside: ${publicUrl})`}`,
    // a browser keeps the fragment to itself, so the token is in no log of a server or proxy
    `Designer  ${setupToken === null ? url : `${url}/setup#link=${setupToken}   (makes you the owner, once, within the hour)`}`,
    `API docs  ${url}/api/v1/docs`,
    `Data      ${runtime.config.dataDir}`,
    `Token     ${runtime.adminToken.clear ?? (runtime.config.adminToken === null ? 'as printed at first start' : 'as set in ITC_ADMIN_TOKEN')}`,
    ...(demo === null ? ['', 'Add a connection with: npx itc connect add'] : demoLines(demo)),
    '',
    '',
  ].join('\n');
}
