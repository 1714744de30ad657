/** Rows in order as `7-9,12`. */
export function formatRanges(rows: Iterable<number>): string {
  const parts: string[] = [];
  let from = 0;
  let to = -1;
  const close = (): void => {
    if (to >= from) parts.push(from === to ? String(from) : `${String(from)}-${String(to)}`);
  };
  for (const row of rows) {
    if (row !== to + 1) {
      close();
      from = row;
    }
    to = row;
  }
  close();
  return parts.join(',');
}

/** The rows of such a text. */
export function parseRanges(text: string): Set<number> {
  const rows = new Set<number>();
  for (const part of text === '' ? [] : text.split(',')) {
    const [from = 0, to = from] = part.split('-').map(Number);
    for (let row = from; row <= to; row++) rows.add(row);
  }
  return rows;
}
