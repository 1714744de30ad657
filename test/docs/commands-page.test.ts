import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { settingNames } from '../../connector/config.ts';
import { renderCommandsPage } from '../../scripts/render-commands-page.ts';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the pages for the command line', () => {
  test('docs/commands.md is what `npm run docs` makes from the commands', () => {
    expect(text('docs/commands.md')).toBe(renderCommandsPage());
  });

  test('every setting of the server stands in a page', () => {
    const pages = text('docs/rest-api.md') + text('docs/people.md');
    expect(settingNames.length).toBeGreaterThan(30);
    expect(settingNames.filter((name) => !pages.includes(`\`${name}\``))).toEqual([]);
  });
});
