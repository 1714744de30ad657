import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { renderActionsPage } from './render-actions-page.ts';
import { renderCommandsPage } from './render-commands-page.ts';
import { renderErrorsPage } from './render-errors-page.ts';
import { renderOperationsPage } from './render-operations-page.ts';
import { withSandboxCoverage } from './render-sandbox-coverage.ts';

const pages: Record<string, (before: string) => string> = {
  'errors.md': renderErrorsPage,
  'actions.md': renderActionsPage,
  'commands.md': renderCommandsPage,
  'operations.md': renderOperationsPage,
  'sandbox.md': withSandboxCoverage,
};

for (const [file, render] of Object.entries(pages)) {
  const page = new URL(`../docs/${file}`, import.meta.url);
  writeFileSync(page, render(existsSync(page) ? readFileSync(page, 'utf8') : ''));
}
