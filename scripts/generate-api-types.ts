import { writeFileSync } from 'node:fs';

import { renderApiTypes } from './render-api-types.ts';

writeFileSync(new URL('../designer/api/schema.d.ts', import.meta.url), await renderApiTypes());
