import { startBrowser } from './browser.ts';
import { startDemoServer } from './demo-server.ts';
import { DesignerPage } from './designer-page.ts';
import { createWebhookSender } from './webhook-sender.ts';

// Figures of the designer with a payload of 1 MB: nothing is asserted here, machines differ.

const keys = 120;
const runs = 5;

interface TimedWindow {
  itcEvents?: number[];
}
const at = (sorted: number[], share: number): string =>
  `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)} ms`;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const server = await startDemoServer();
const browser = await startBrowser();
try {
  const { page } = browser;
  const designer = new DesignerPage(page, server);
  const iterable = await createWebhookSender(server);
  await designer.signIn();
  const rows = Array.from({ length: 4_500 }, (_, id) => ({ id, text: 'x'.repeat(200) }));
  const body = { eventName: 'emailOpen', email: 'ada@example.com', dataFields: { rows } };
  const event = await iterable.send(body);
  await iterable.recipe('measured', 'emailOpen', [
    { id: 'track', use: 'track_event', with: { eventName: 'seen', email: '{{ trigger.email }}' } },
  ]);
  print(`payload ${(JSON.stringify(body).length / 1e6).toFixed(2)} MB`);

  const opened: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await designer.open('/events', 'Events');
    const link = page.getByRole('row').filter({ hasText: 'emailOpen' }).getByRole('link').first();
    await link.waitFor();
    const start = performance.now();
    await link.click();
    await page.getByRole('treeitem').filter({ hasText: 'ada@example.com' }).waitFor();
    opened.push(performance.now() - start);
  }
  opened.sort((a, b) => a - b);
  print(`event opened until its tree is drawn: median ${at(opened, 0.5)}, slowest of ${runs} ${at(opened, 1)}`);

  await designer.open(`/recipes/measured?step=track&event=${event}`, 'measured');
  await page.locator('[data-pill="trigger.dataFields"]').waitFor();
  await page.evaluate(() => {
    const seen: number[] = [];
    (window as unknown as TimedWindow).itcEvents = seen;
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') seen.push(duration);
    });
    // 16 ms is the least the browser tells
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
  const editors = {
    'a plain field': page.locator('[data-panel] [data-field="eventName"] input:not([type="radio"])').first(),
    'a formula': page.locator('[data-panel] [data-field="email"] .cm-content'),
  };
  for (const [name, editor] of Object.entries(editors)) {
    await editor.click();
    await page.evaluate(() => (window as unknown as TimedWindow).itcEvents?.splice(0));
    await page.keyboard.type('a'.repeat(keys), { delay: 30 });
    await designer.calm();
    const slow = (await page.evaluate(() => (window as unknown as TimedWindow).itcEvents ?? [])).sort((a, b) => a - b);
    // keys below the threshold are not told at all
    const all = [...Array.from({ length: Math.max(0, keys - slow.length) }, () => 0), ...slow];
    print(
      `key to paint in ${name}: p50 ${at(all, 0.5)}, p95 ${at(all, 0.95)}, slowest ${at(all, 1)} (0 = under 16 ms)`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}
