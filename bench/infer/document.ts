import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

import { pinnedVersion } from './competitors.ts';
import type { Tool } from './tools.ts';

const page = new URL('../../docs/inference.md', import.meta.url);

/** The text between the markers of a generated part of docs/inference.md. */
export function readPart(part: string): string {
  const { text, from, to } = place(part);
  return text.slice(from, to);
}

/** Puts a generated part between its markers, laid out as the formatter of the project does. */
export async function writePart(part: string, body: string): Promise<void> {
  const { text, from, to } = place(part);
  writeFileSync(page, text.slice(0, from) + (await layOut(body)) + text.slice(to));
}

/** A part as it stands in the page. */
export async function layOut(body: string): Promise<string> {
  const { format } = await import('prettier');
  return `\n\n${await format(body, { parser: 'markdown', printWidth: 120 })}\n`;
}

function place(part: string): { text: string; from: number; to: number } {
  const text = readFileSync(page, 'utf8');
  const [open, close] = [`<!-- ${part}: generated -->`, `<!-- ${part}: end -->`];
  const from = text.indexOf(open);
  const to = text.indexOf(close);
  if (from < 0 || to < from) throw new Error(`docs/inference.md has no place for ${part}`);
  return { text, from: from + open.length, to };
}

/** What the figures were measured on. */
export function machine(): string {
  const all = cpus();
  return `${String(all.length)} × ${(all[0]?.model ?? 'unknown').trim()}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

export function versions(tools: readonly Tool[]): Record<string, string> {
  return Object.fromEntries(
    tools.flatMap((tool) => (tool.package === undefined ? [] : [[tool.package, pinnedVersion(tool.package)]])),
  );
}
