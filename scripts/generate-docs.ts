import { readFileSync, writeFileSync } from 'node:fs';

import { renderErrorsPage } from './render-errors-page.ts';
import { withSandboxCoverage } from './render-sandbox-coverage.ts';

writeFileSync(new URL('../docs/errors.md', import.meta.url), renderErrorsPage());

const sandboxPage = new URL('../docs/sandbox.md', import.meta.url);
writeFileSync(sandboxPage, withSandboxCoverage(readFileSync(sandboxPage, 'utf8')));
