import type { CliFailure } from './cli-failure.ts';
import type { CliIo } from './cli-io.ts';
import { safeLine, tableLines, type Column } from './text-table.ts';

/** A list as REST gives it. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

const styles = { bold: '1', red: '31', green: '32', yellow: '33', dim: '2' } as const;

/** Where a command writes: data on stdout, as text or as one JSON document; everything else on stderr. */
export interface Output {
  json: boolean;
  /** a document for scripts and the lines that a person sees instead */
  show(document: unknown, lines: () => readonly string[]): void;
  list<T>(page: Page<T>, columns: readonly Column<T>[]): void;
  /** one row of a stream: one JSON document per line */
  row(document: unknown, line: string): void;
  /** shown to a person only */
  note(text: string): void;
  /** shown always, on stderr */
  warn(text: string): void;
  fail(failure: CliFailure): void;
  style(name: keyof typeof styles, text: string): string;
}

// C1 control characters are legal in JSON and yet steer some terminals
function jsonText(value: unknown, indent: number): string {
  const escape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, indent).replace(/[\p{Cc}]/gu, (char) => (char === '\n' ? char : escape(char)));
}

/** JSON for reading, indented under a line. */
export function indentedJson(value: unknown, indent = '  '): string[] {
  return jsonText(value ?? null, 2)
    .split('\n')
    .map((line) => indent + line);
}

export function createOutput(io: CliIo, json: boolean): Output {
  const coloured = io.stdoutIsTty && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb';
  const style: Output['style'] = (name, text) => (coloured ? `\u001b[${styles[name]}m${text}\u001b[0m` : text);
  const write = (lines: readonly string[]): void => {
    if (lines.length > 0) io.stdout.write(`${lines.join('\n')}\n`);
  };
  const note = (text: string): void => {
    if (!json) io.stderr.write(`${text}\n`);
  };
  const show: Output['show'] = (document, lines) =>
    write(json ? [jsonText(document, io.stdoutIsTty ? 2 : 0)] : lines());

  return {
    json,
    style,
    show,
    note,
    list(page, columns) {
      show(page, () => {
        const { head, body } = tableLines(page.items, columns);
        return page.items.length === 0 ? [] : [style('bold', head), ...body];
      });
      if (page.items.length === 0) note('Nothing to show.');
      if (page.next !== null && page.next !== undefined) note(`More: --cursor ${safeLine(page.next)}`);
    },
    row(document, line) {
      write([json ? jsonText(document, 0) : line]);
    },
    warn(text) {
      io.stderr.write(`⚠ ${safeLine(text)}\n`);
    },
    fail({ json: error }) {
      if (json) {
        io.stderr.write(`${jsonText({ error }, 0)}\n`);
        return;
      }
      const mark = style('red', '✖');
      const hint = error.hint === '' ? '' : `\n  ${safeLine(error.hint)}`;
      io.stderr.write(`${mark} ${safeLine(error.message)} (${safeLine(error.code)})${hint}\n`);
    },
  };
}
