import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
}
interface AxeWindow {
  axe: { run: (context: Document, options: object) => Promise<AxeResult> };
}

/** What axe finds wrong with the page as it stands, one line for each element; empty when nothing. */
export async function axeViolations(page: Page): Promise<string[]> {
  // evaluated by the debugger, which the page's policy does not bind
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (values) => (window as unknown as AxeWindow).axe.run(document, { runOnly: { type: 'tag', values } }),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll('\n', ' ')}`),
  );
}

/** Pairs of controls whose boxes cover each other, and what is wider than the page; axe sees neither. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      const wide = [...document.querySelectorAll('main *')].filter(
        (element) => element.getBoundingClientRect().right > root.clientWidth,
      );
      const widest = wide.at(-1)?.outerHTML.slice(0, 120) ?? '';
      faults.push(`the page is ${root.scrollWidth} px wide: ${widest}`);
    }
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const clip = (element: Element): DOMRect => {
      // what a scrolling parent hides covers nothing
      let box = element.getBoundingClientRect();
      for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflow === 'visible') continue;
        const outer = parent.getBoundingClientRect();
        const left = Math.max(box.left, outer.left);
        const top = Math.max(box.top, outer.top);
        // a rectangle of negative size would count as one on its other side
        const width = Math.max(0, Math.min(box.right, outer.right) - left);
        const height = Math.max(0, Math.min(box.bottom, outer.bottom) - top);
        box = new DOMRect(left, top, width, height);
      }
      return box;
    };
    // an open list covers what is below it on purpose, a dialog the bars, and they what scrolls below them
    const layers = ['[role="menu"], [role="listbox"]', '[role="dialog"]', 'header, nav'];
    const layerOf = (element: Element): number => layers.findIndex((layer) => element.closest(layer) !== null);
    // what lies behind an open dialog is covered on purpose
    const place = document.querySelector('[role="dialog"][aria-modal="true"]') ?? document;
    const controls = [...place.querySelectorAll('button, a[href], input, select, textarea, h1, [role="tab"]')]
      .filter((element) => isSeen(element) && element.closest('.itc-skip') === null)
      .map((element) => ({ element, box: clip(element), layer: layerOf(element) }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}"`;
    for (const [index, one] of controls.entries()) {
      for (const other of controls.slice(index + 1)) {
        if (one.layer !== other.layer) continue;
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        // a field and the button inside it share a wrapper on purpose
        if (one.element.parentElement?.contains(other.element) || other.element.parentElement?.contains(one.element))
          continue;
        const field = one.element.closest('[class*="Input-wrapper"]');
        if (field !== null && field.contains(other.element)) continue;
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (width > 2 && height > 2) faults.push(`${name(one.element)} and ${name(other.element)} overlap`);
      }
    }
    return faults;
  });
}
