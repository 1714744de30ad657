import { pathToFileURL } from 'node:url';

import { onDemand } from '../on-demand.ts';

const { require, install, version } = onDemand('competitors');

/** Installs the pinned competitors when they are not there; the project itself never needs them. */
export function installCompetitors(): void {
  try {
    install();
  } catch {
    // each tool then says by itself that it cannot be loaded, and the table shows why
    console.log('Not all competitors could be installed.');
  }
}

/** A CommonJS competitor. */
export function load(name: string): unknown {
  return require(name) as unknown;
}

/** A competitor that is an ES module, or that imports WebAssembly. */
export async function loadModule(path: string): Promise<unknown> {
  return import(pathToFileURL(require.resolve(path)).href);
}

/** The pinned version of a competitor. */
export const pinnedVersion = version;
