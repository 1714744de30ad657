import { readPath, readQuoted } from './parse-path.ts';
import { templateLimits } from './template.ts';
import type { Expression, FunctionCall, LiteralExpression, Pill, Template, TemplatePart } from './template.ts';
import { TemplateCursor } from './template-cursor.ts';

const numberLiteral = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const functionName = /[a-z][a-z0-9_]*/y;
const word = /(?:null|true|false)(?![A-Za-z0-9_.[])/y;
const clearWord = /clear(?![A-Za-z0-9_.[])/y;
const words: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ['null', null],
  ['true', true],
  ['false', false],
]);

/**
 * Parses a text with pills. `\{{` stands for literal braces; backslashes directly before `{{` come in pairs.
 * @param path where the text stands in the document, for the error
 * @throws ConnectorError ITC_PILL_SYNTAX
 */
export function parseTemplate(text: string, path?: string): Template {
  const cursor = new TemplateCursor(text, path);
  if (text.length > templateLimits.characters) cursor.fail('The text is too long');
  const parts: TemplatePart[] = [];
  let pills = 0;
  let plain = '';
  while (cursor.at < text.length) {
    const braces = text.indexOf('{{', cursor.at);
    if (braces === -1) {
      plain += text.slice(cursor.at);
      break;
    }
    const slashes = countBackslashes(text, cursor.at, braces);
    plain += text.slice(cursor.at, braces - slashes) + '\\'.repeat(slashes >> 1);
    cursor.at = braces + 2;
    if (slashes % 2 === 1) {
      plain += '{{';
      continue;
    }
    if (++pills > templateLimits.pills) cursor.fail('The text has too many pills');
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    parts.push(readPill(cursor, braces));
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  if (parts.length > 1 && parts.some((part) => part.kind === 'pill' && part.head.kind === 'clear')) {
    cursor.fail('{{ clear }} must stand alone: it empties the whole field');
  }
  return { parts };
}

function countBackslashes(text: string, from: number, to: number): number {
  let count = 0;
  while (to - count > from && text[to - count - 1] === '\\') count++;
  return count;
}

function readPill(cursor: TemplateCursor, start: number): Pill {
  cursor.skipSpace();
  if (cursor.startsWith('}}')) cursor.fail('The pill is empty');
  const clear = cursor.takeMatch(clearWord) !== undefined;
  const head = clear ? ({ kind: 'clear' } as const) : readExpression(cursor);
  const calls: FunctionCall[] = [];
  cursor.skipSpace();
  while (cursor.take('|')) {
    if (clear) cursor.fail('{{ clear }} takes no function');
    if (calls.length === templateLimits.calls) cursor.fail('The pill has too many functions');
    calls.push(readCall(cursor));
    cursor.skipSpace();
  }
  if (!cursor.take('}}')) cursor.fail('The pill is not closed with }}, or something unexpected stands there');
  return { kind: 'pill', head, calls, source: cursor.text.slice(start, cursor.at) };
}

function readCall(cursor: TemplateCursor): FunctionCall {
  cursor.skipSpace();
  const name = cursor.takeMatch(functionName) ?? cursor.fail('The name of a function is expected after |');
  const args: Expression[] = [];
  cursor.skipSpace();
  if (cursor.take(':')) {
    do {
      if (args.length === templateLimits.args) cursor.fail('The function has too many arguments');
      cursor.skipSpace();
      args.push(readExpression(cursor));
      cursor.skipSpace();
    } while (cursor.take(','));
  }
  return { name, args };
}

function readExpression(cursor: TemplateCursor): Expression {
  return readLiteral(cursor) ?? readPath(cursor);
}

function readLiteral(cursor: TemplateCursor): LiteralExpression | undefined {
  if (cursor.peek() === '"' || cursor.peek() === "'") return { kind: 'literal', value: readQuoted(cursor) };
  const digits = cursor.takeMatch(numberLiteral);
  if (digits !== undefined) return { kind: 'literal', value: Number(digits) };
  const found = words.get(cursor.takeMatch(word) ?? '');
  return found === undefined ? undefined : { kind: 'literal', value: found };
}

/** Writes any text so that it is taken literally: no pill in it is read. */
export function escapeTemplate(text: string): string {
  return text.replace(/(\\*)\{\{/g, (_, slashes: string) => `${slashes}${slashes}\\{{`);
}
