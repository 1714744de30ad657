import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { functionTable } from '../../recipes/mapping/functions.ts';

test('The table in docs/mapping.md is the one of the functions.', () => {
  const squeeze = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
  const page = readFileSync(new URL('../../docs/mapping.md', import.meta.url), 'utf8');
  expect(squeeze(page)).toContain(squeeze(functionTable()));
});
