import { readFileSync } from 'node:fs';

import { expect, it } from '@jest/globals';

import { renderApiTypes } from '../../scripts/render-api-types.ts';

it('the API types of the designer are those of this server: run `npm run api-types` after a change', async () => {
  const kept = readFileSync(new URL('../../designer/api/schema.d.ts', import.meta.url), 'utf8');
  expect(kept).toBe(await renderApiTypes());
});
