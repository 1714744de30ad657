import type { Figure } from '../test/trust/figure.ts';

const marks = ['<!-- figures: generated -->', '<!-- figures: end -->'] as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
const count = (n: number): string => n.toLocaleString('en-US');

function table(figures: readonly Figure[]): string {
  if (figures.length === 0) return 'Nothing has been measured yet.';
  const rows = figures.map(
    ({ goal, what, tried, failed, seed, commit, date, command }) =>
      `| ${cell(goal)} | ${cell(what)} | ${count(tried)} | ${failed === 0 ? '0' : `**${count(failed)}**`} | ${seed === null ? '' : String(seed)} | ${commit} | ${date} | \`${cell(command)}\` |`,
  );
  const machines = [...new Set(figures.map(({ machine }) => machine))].sort();
  return [
    '| goal | what was tried | tried | failed | seed | commit | date | again with |',
    '| ---- | -------------- | ----: | -----: | ---: | ------ | ---- | ---------- |',
    ...rows,
    '',
    `Measured on: ${machines.join('; ')}. A commit with \`+\` had changes that were not committed yet.`,
  ].join('\n');
}

/** Puts the measured figures between the marks of docs/trust.md; the text around them is written by hand. */
export function renderTrustPage(page: string, figures: readonly Figure[]): string {
  const [begin, end] = marks.map((mark) => page.indexOf(mark)) as [number, number];
  if (begin < 0 || end < begin) throw new Error(`docs/trust.md has no ${marks.join(' ... ')}`);
  return `${page.slice(0, begin)}${marks[0]}\n\n${table(figures)}\n\n${page.slice(end)}`;
}
