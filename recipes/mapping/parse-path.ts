import { templateLimits } from './template.ts';
import type { PathExpression, PathKey } from './template.ts';
import type { TemplateCursor } from './template-cursor.ts';

const rootName = /[A-Za-z_][A-Za-z0-9_]*/y;
const plainKey = /[\p{L}\p{N}_$@-]+/uy;
const position = /\d{1,9}/y;
const unicodeEscape = /u[0-9a-fA-F]{4}/y;
const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

/** Reads a text in single or double quotes, with the escapes of JSON. */
export function readQuoted(cursor: TemplateCursor): string {
  const quote = cursor.peek();
  cursor.at++;
  let text = '';
  for (;;) {
    const char = cursor.peek();
    if (char === '') cursor.fail(`A text that begins with ${quote} has no end`);
    cursor.at++;
    if (char === quote) return text;
    text += char === '\\' ? readEscape(cursor) : char;
  }
}

function readEscape(cursor: TemplateCursor): string {
  const unit = cursor.takeMatch(unicodeEscape);
  if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit.slice(1), 16));
  const char = cursor.peek();
  cursor.at++;
  return escapes.get(char) ?? char;
}

function readBracket(cursor: TemplateCursor): PathKey {
  cursor.skipSpace();
  const quoted = cursor.peek() === '"' || cursor.peek() === "'";
  const digits = quoted ? undefined : cursor.takeMatch(position);
  if (!quoted && digits === undefined) cursor.fail('Brackets need a position such as [0] or a key in quotes');
  const key = digits === undefined ? readQuoted(cursor) : Number(digits);
  cursor.skipSpace();
  if (!cursor.take(']')) cursor.fail('A bracket is not closed with ]');
  return key;
}

/** Reads a path such as `steps.x.items[0]["first name"]`; the cursor stands on its first character. */
export function readPath(cursor: TemplateCursor): PathExpression {
  const root = cursor.takeMatch(rootName);
  if (root === undefined) cursor.fail('A path such as trigger.email is expected');
  const keys: PathKey[] = [];
  for (;;) {
    if (cursor.take('[')) keys.push(readBracket(cursor));
    else if (cursor.take('.')) {
      keys.push(cursor.takeMatch(plainKey) ?? cursor.fail('A key is expected after the dot; use ["…"] for odd keys'));
    } else return { kind: 'path', root, keys };
    if (keys.length > templateLimits.pathKeys) cursor.fail('A path has too many keys');
  }
}

/** Writes a path so that `readPath` gives the same one. */
export function formatPath({ root, keys }: { root: string; keys: readonly PathKey[] }): string {
  return root + keys.map((key) => formatKey(key)).join('');
}

function formatKey(key: PathKey): string {
  if (typeof key === 'number') return `[${String(key)}]`;
  return /^[\p{L}\p{N}_$@-]+$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
