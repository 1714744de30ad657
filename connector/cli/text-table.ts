/** One column of a list: its head and how a row shows in it. */
export interface Column<T> {
  head: string;
  cell: (row: T) => string | number | boolean | null | undefined;
}

// what a payload brings along must not move the cursor, recolour the screen or turn the reading direction
const unsafe = /\p{Cc}|\p{Bidi_Control}/gu;

/** Text of several lines, safe for a terminal. */
export function safeText(text: string): string {
  return text.replace(unsafe, (char) => (char === '\n' || char === '\t' ? char : '\uFFFD'));
}

/** Text on one line, safe for a terminal. */
export function safeLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(unsafe, '\uFFFD');
}

function show(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return safeLine(String(value));
}

/** Rows under heads, columns as wide as their longest cell. */
export function tableLines<T>(rows: readonly T[], columns: readonly Column<T>[]): { head: string; body: string[] } {
  const cells = rows.map((row) => columns.map(({ cell }) => show(cell(row))));
  const widths = columns.map(({ head }, index) =>
    Math.max(head.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return { head: line(columns.map(({ head }) => head)), body: cells.map(line) };
}

/** `name  value` lines; pairs without a value are left out. */
export function pairLines(pairs: Record<string, string | number | boolean | null | undefined>): string[] {
  const given = Object.entries(pairs).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const width = Math.max(0, ...given.map(([name]) => name.length));
  return given.map(([name, value]) => `${name.padEnd(width)}  ${show(value)}`);
}
