import type { Connection } from '../api/types.ts';

/** Where a connection leads, in one word: the sandbox, or a data center of Iterable. */
export const regionLabel = ({ region, sandboxUrl }: Pick<Connection, 'region' | 'sandboxUrl'>): string =>
  sandboxUrl === null ? region.toUpperCase() : 'Sandbox';
