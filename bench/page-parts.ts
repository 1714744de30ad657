import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** The generated parts of one page of docs/, each between two markers. */
export interface PageParts {
  /** the text between the markers */
  read(part: string): string;
  /** puts Markdown between the markers, laid out as the formatter of the project does */
  write(part: string, body: string): Promise<void>;
}

/** @param file name below docs/. Both functions throw where the page has no such markers */
export function pageParts(file: string): PageParts {
  const page = new URL(`../docs/${file}`, import.meta.url);
  const place = (part: string): { text: string; from: number; to: number } => {
    const text = readFileSync(page, 'utf8');
    const [open, close] = [`<!-- ${part}: generated -->`, `<!-- ${part}: end -->`];
    const from = text.indexOf(open);
    const to = text.indexOf(close);
    if (from < 0 || to < from) throw new Error(`docs/${file} has no place for ${part}`);
    return { text, from: from + open.length, to };
  };
  return {
    read(part) {
      const { text, from, to } = place(part);
      return text.slice(from, to);
    },
    async write(part, body) {
      const { text, from, to } = place(part);
      writeFileSync(page, text.slice(0, from) + (await layOut(body)) + text.slice(to));
    },
  };
}

/** A part as it stands in the page. */
export async function layOut(body: string): Promise<string> {
  const { format } = await import('prettier');
  return `\n\n${await format(body, { parser: 'markdown', printWidth: 120 })}\n`;
}

/** What the figures were measured on. */
export function machine(): string {
  const all = cpus();
  return `${String(all.length)} × ${(all[0]?.model ?? 'unknown').trim()}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

/** A Markdown table; the first column is text, the others are figures. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
