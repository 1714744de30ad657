/** Ruby source that stands in a value as it is, such as a lambda; one line or several. */
export class RubyCode {
  readonly lines: readonly string[];

  constructor(...lines: string[]) {
    this.lines = lines;
  }
}

// single quotes: Ruby interpolates nothing in them
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const symbol = (key: string): string => (/^[a-z_][A-Za-z0-9_]*$/.test(key) ? `${key}: ` : `${quoted(key)} => `);

/** A value as a Ruby literal, with symbol keys. What is undefined is left out. @param indent spaces before a line */
export function writeRuby(value: unknown, indent = 0): string {
  const pad = ' '.repeat(indent + 2);
  const close = ' '.repeat(indent);
  if (value instanceof RubyCode)
    return value.lines.map((line, place) => (place === 0 ? line : close + line)).join('\n');
  if (typeof value === 'string') return quoted(value);
  if (value === null || value === undefined) return 'nil';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => pad + writeRuby(item, indent + 2)).join(',\n')}\n${close}]`;
  }
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, inner]) => `${pad}${symbol(key)}${writeRuby(inner, indent + 2)}`).join(',\n')}\n${close}}`;
}
