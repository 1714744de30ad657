import { readFileSync, writeFileSync } from 'node:fs';

import { format } from 'prettier';

import { readFigures } from '../test/trust/record-figure.ts';
import { renderTrustPage } from './render-trust-page.ts';

// `npm run trust`: prints test/trust/figures.json into docs/trust.md
const page = new URL('../docs/trust.md', import.meta.url);
const rendered = renderTrustPage(readFileSync(page, 'utf8'), readFigures());
writeFileSync(page, await format(rendered, { parser: 'markdown', printWidth: 120 }));
