import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { tellFigure } from '../trust/tell-figure.ts';
import { startBrowser, type TestBrowser } from './browser.ts';
import { startDemoServer, type DemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { hostileStrings } from './hostile-strings.ts';

let server: DemoServer;
let browser: TestBrowser;
let designer: DesignerPage;
let secret: string;
let webhookUrl: string;
/** texts that were put somewhere, each place on its own */
let planted = 0;

/** A page that ran a script of ours would set this. */
interface Trapped {
  itcRan?: string[];
}

beforeAll(async () => {
  server = await startDemoServer();
  browser = await startBrowser();
  designer = new DesignerPage(browser.page, server);
  browser.page.on('dialog', (dialog) => {
    browser.complaints.push(`a dialog opened: ${dialog.message().slice(0, 100)}`);
    void dialog.dismiss();
  });
  await designer.signIn();
  const made = await server.api<{ webhookUrl: string; secret: string }>('POST', '/connections', {
    name: 'hostile',
    apiKey: 'sandbox-server-key-0001',
    projectType: 'email',
    environment: '<b onclick=itcRan.push(1)>prod</b>',
    sandboxUrl: server.sandboxUrl,
  });
  ({ secret, webhookUrl } = made);
  await fill();
}, 200_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const send = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-itc-secret': secret, ...headers },
    body: JSON.stringify(body),
  });

/** What an HTTP header may carry of a text. */
const headerText = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 200);

async function fill(): Promise<void> {
  // ten in one payload: as a name of an event, as keys and as values
  for (let index = 0; index < hostileStrings.length; index += 10) {
    const some = hostileStrings.slice(index, index + 10);
    const [first = ''] = some;
    const dataFields = Object.fromEntries(
      some.flatMap((text, at) => [
        [`value ${at}`, text],
        [text.slice(0, 200), at],
      ]),
    );
    const eventName = index % 50 === 0 ? first.slice(0, 100) : 'emailOpen';
    const body = { eventName, email: 'ada@example.com', dataFields };
    expect((await send(webhookUrl, body, { 'user-agent': headerText(first) || 'none' })).status).toBe(200);
    await send(`${webhookUrl}/${encodeURIComponent(first.slice(0, 80))}`, body, {
      'x-itc-secret': headerText(first) || 'no',
    });
    // as value and as key of what is kept; as header, path and secret of what is refused
    planted += 2 * some.length + 3;
  }
  await server.api('POST', '/recipes', {
    document: {
      name: 'hostile_recipe',
      title: hostileStrings[0],
      description: hostileStrings[1],
      connection: 'hostile',
      trigger: { use: 'new_object', with: { eventName: 'emailOpen' } },
      steps: [
        {
          id: 'upsert',
          comment: hostileStrings[2],
          use: 'upsert_user',
          with: { email: 'not an email <img src=x onerror=itcRan.push(2)>', dataFields: { a: hostileStrings[3] } },
        },
      ],
    },
    enable: true,
    grant: ['write'],
  });
  for (const text of hostileStrings.slice(0, 10)) {
    await send(webhookUrl, { eventName: 'emailOpen', email: 'ada@example.com', dataFields: { text } });
    planted += 1;
  }
}

interface Listed {
  items: { id: string; triggerKey: string }[];
}

async function addresses(): Promise<string[]> {
  const events = await server.api<Listed>('GET', '/events?connection=hostile&limit=100');
  const jobs = await server.api<Listed>('GET', '/jobs?recipe=hostile_recipe&limit=3');
  const schemas = await server.api<Listed>('GET', '/schemas?connection=hostile&limit=30');
  const at = (triggerKey: string): string => `/schemas/hostile/${encodeURIComponent(triggerKey)}`;
  return [
    '/',
    '/setup',
    '/setup?step=2&connection=hostile',
    '/catalogue',
    '/connections',
    '/connections/hostile',
    '/recipes',
    '/recipes/hostile_recipe',
    '/jobs',
    '/events',
    '/events?tab=rejected',
    '/events?tab=refused',
    ...events.items.slice(0, 5).map(({ id }) => `/events/${id}`),
    ...jobs.items.map(({ id }) => `/jobs/${id}`),
    '/schemas',
    '/schemas?connection=%3Cscript%3EitcRan.push(3)%3C/script%3E',
    ...schemas.items.slice(0, 10).map(({ triggerKey }) => at(triggerKey)),
    ...['drift', 'versions', 'code'].map((tab) => `${at('event:emailOpen')}?tab=${tab}`),
    '/schemas/new?connection=hostile&trigger=event%3AemailOpen&step=3',
    '/schemas/new?connection=hostile&trigger=event%3AemailOpen&step=4',
    '/schemas/new?trigger=event%3A%3Cimg%20src%3Dx%20onerror%3DitcRan.push(4)%3E',
    '/settings',
    ...['browser', 'sessions', 'token', 'environments', 'about'].map((tab) => `/settings?tab=${tab}`),
    '/nowhere/%3Cscript%3EitcRan.push(5)%3C%2Fscript%3E',
  ];
}

describe('1,000 hostile strings in names, payloads, headers and errors', () => {
  it('are shown as text on every screen: no script runs and nothing breaks the policy', async () => {
    expect(new Set(hostileStrings).size).toBe(1_000);
    const { page } = designer;
    await page.addInitScript(() => {
      (window as unknown as Trapped).itcRan = [];
    });
    const ran: string[] = [];
    for (const address of await addresses()) {
      await page.goto(`${server.url}${address}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await designer.settle();
      const found = await page.evaluate(() => ({
        ran: (window as unknown as Trapped).itcRan?.length ?? -1,
        // elements that the designer never draws by itself
        planted: document.querySelectorAll(
          'iframe, object, embed, img[src="x"], a[href^="javascript:" i], [onclick], [onerror]',
        ).length,
        foreignScripts: [...document.scripts].filter(({ src }) => !src.startsWith(location.origin)).length,
        isBroken: document.querySelector('h1') === null,
      }));
      if (found.ran !== 0 || found.planted !== 0 || found.foreignScripts !== 0 || found.isBroken) {
        ran.push(`${address}: ${JSON.stringify(found)}`);
      }
    }
    tellFigure(
      {
        goal: 'G26',
        what: 'hostile texts, counted for each place they are kept in, of which a screen ran one, drew one as an element or met the policy, in a tour of the designer',
        tried: planted,
        failed: ran.length + browser.complaints.length,
        seed: null,
      },
      'ITC_RECORD_FIGURES=1 npm run test:e2e -- test/e2e/hostile.e2e.ts',
    );
    expect(planted).toBeGreaterThan(2_000);
    expect(ran).toEqual([]);
    expect(browser.complaints).toEqual([]);
  }, 400_000);

  it('are kept as they came, and a payload shows one of each kind letter by letter', async () => {
    const { page } = designer;
    const kinds = hostileStrings.slice(0, 10);
    const { items } = await server.api<Listed>('GET', '/events?connection=hostile&eventName=emailOpen&limit=10');
    const kept: string[] = [];
    for (const { id } of items) {
      const event = await server.api<{ payload: { json: { dataFields: { text?: string } } } }>('GET', `/events/${id}`);
      kept.push(event.payload.json.dataFields.text ?? '');
    }
    expect(kept.sort()).toEqual([...kinds].sort());

    await designer.open('/schemas/new?connection=hostile&trigger=event%3AemailOpen&step=1', 'Schema wizard');
    await page.getByRole('button', { name: 'Next' }).click();
    const text = JSON.stringify(Object.fromEntries(kinds.map((kind, index) => [kind.slice(0, 60), `field ${index}`])));
    await page.getByRole('textbox', { name: 'Sample payloads' }).fill(text);
    await page.getByText(/samples? in all/).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    const fields = page.getByRole('list', { name: 'Fields of the payload' });
    for (const kind of kinds) {
      await page.getByRole('textbox', { name: 'Search fields' }).fill(kind.slice(0, 30).trim());
      const shown = await fields.getByRole('listitem').allTextContents();
      expect(shown.join(' ').length).toBeGreaterThan(0);
    }
    expect(browser.complaints).toEqual([]);
  });
});
