import { pageParts } from '../page-parts.ts';
import { pinnedVersion } from './competitors.ts';
import type { Tool } from './tools.ts';

export { layOut, machine } from '../page-parts.ts';

export const { read: readPart, write: writePart } = pageParts('inference.md');

export function versions(tools: readonly Tool[]): Record<string, string> {
  return Object.fromEntries(
    tools.flatMap((tool) => (tool.package === undefined ? [] : [[tool.package, pinnedVersion(tool.package)]])),
  );
}
