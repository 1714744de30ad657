import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { format } from 'prettier';

import { renderTrustPage } from '../../scripts/render-trust-page.ts';
import { readFigures } from '../trust/record-figure.ts';

describe('the measured figures', () => {
  test('docs/trust.md is what `npm run trust` prints from the figures', async () => {
    const page = readFileSync(new URL('../../docs/trust.md', import.meta.url), 'utf8');
    expect(page).toBe(await format(renderTrustPage(page, readFigures()), { parser: 'markdown', printWidth: 120 }));
  });

  test('a page of figures tells failures apart from zeros', () => {
    const figure = {
      goal: 'G1',
      what: 'a | b',
      tried: 12_000,
      failed: 3,
      seed: 7,
      commit: '0123456789',
      machine: '2 × x, Node 20.20.2, linux x64',
      date: '2031-02-03',
      command: 'npm test',
    };
    const page = renderTrustPage('# T\n<!-- figures: generated -->\nold\n<!-- figures: end -->\n', [figure]);
    expect(page).toContain('| G1 | a \\| b | 12,000 | **3** | 7 | 0123456789 | 2031-02-03 | `npm test` |');
    expect(page).not.toContain('old');
    expect(renderTrustPage(page, [{ ...figure, failed: 0, seed: null }])).toContain('| 12,000 | 0 |  |');
  });
});
