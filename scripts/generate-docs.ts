import { writeFileSync } from 'node:fs';

import { renderActionsPage } from './render-actions-page.ts';
import { renderErrorsPage } from './render-errors-page.ts';
import { renderOperationsPage } from './render-operations-page.ts';

const pages = {
  'errors.md': renderErrorsPage,
  'actions.md': renderActionsPage,
  'operations.md': renderOperationsPage,
};

for (const [file, render] of Object.entries(pages)) {
  writeFileSync(new URL(`../docs/${file}`, import.meta.url), render());
}
