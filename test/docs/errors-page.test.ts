import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { errorCatalogue } from '../../errors/error-catalogue.ts';
import { renderErrorsPage } from '../../scripts/render-errors-page.ts';

describe('the coded table of errors', () => {
  test('docs/errors.md is what `npm run docs` makes from the table', () => {
    const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
    expect(page).toBe(renderErrorsPage());
  });

  test('every code has the form ITC_AREA_WHAT, and its message and hint are sentences', () => {
    for (const [code, entry] of Object.entries(errorCatalogue)) {
      expect(code).toMatch(/^ITC(_[A-Z0-9]+)+$/);
      expect(entry.message).toMatch(/\.$/);
      expect(entry.hint).toMatch(/\.$/);
    }
  });
});
