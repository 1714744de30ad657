import type { Score } from './correctness.ts';

export interface Correctness {
  versions: Record<string, string>;
  tools: { name: string; scores?: Record<string, Score>; reason?: string }[];
}

/** Right assertions of those asked, tool by tool, as Markdown. A whole cell is set in bold. */
export function correctnessTable({ versions, tools }: Correctness): string {
  const groups = [...new Set(tools.flatMap(({ scores }) => Object.keys(scores ?? {})))];
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Assertions right, of those asked; **bold** where all are. With ${names.join(', ')}.`,
    '',
    `| | ${tools.map(({ name }) => name).join(' | ')} |`,
    `| --- | ${tools.map(() => '---:').join(' | ')} |`,
    ...groups.map((group) => {
      const cells = tools.map(({ scores, reason }) => {
        const score = scores?.[group];
        if (score === undefined) return reason ?? '';
        const text = `${String(score.right)}/${String(score.asked)}`;
        return score.right === score.asked ? `**${text}**` : text;
      });
      return `| ${group} | ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}
