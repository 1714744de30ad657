import { fileURLToPath } from 'node:url';

import { expect, it } from '@jest/globals';

import { gzippedSize, initialBudget, initialScripts } from '../../scripts/initial-size.ts';

// made by `npm run build`, which `npm test` runs first
const build = fileURLToPath(new URL('../../dist/designer', import.meta.url));

it('the first page of the designer loads at most 220 KB of JavaScript', () => {
  const scripts = initialScripts(build);
  expect(scripts.length).toBeGreaterThan(0);
  const size = gzippedSize(build, scripts);
  expect(size).toBeGreaterThan(50_000);
  expect(size).toBeLessThanOrEqual(initialBudget);
});
