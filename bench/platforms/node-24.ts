import { join } from 'node:path';

import { onDemand } from '../on-demand.ts';

/** The Node.js that n8n and Node-RED want; newer than what this project runs on at least. */
export const node24 = onDemand('node-24');

/** The folder with its program, as PATH needs it. */
export const nodePath = (): string => join(node24.folder, 'node_modules/.bin');

/** Its headers, for native modules; where the package `node` puts them. */
export const nodeHeaders = (): string =>
  join(node24.folder, `node_modules/node/node_modules/node-${process.platform}-${process.arch}`);
