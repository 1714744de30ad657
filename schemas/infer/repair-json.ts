import { readJson } from './read-json.ts';

/** A text that reads as JSON, and what was changed to get there. */
export interface Repair {
  text: string;
  /** sentences for a person, in order of the changes */
  what: string[];
}

const repairLengthLimit = 1_048_576;
const bounds = { depth: 512, keys: 200_000 };

/**
 * Offers a repaired text for the usual slips: comments, single quotes, trailing commas, bare keys, Python's words, and
 * a log line around the JSON. Only offers what then reads; never more than a proposal, since a guess can be wrong.
 */
export function offerRepair(text: string): Repair | undefined {
  if (text.length > repairLengthLimit) return undefined;
  const whole = repairOne(text);
  if (whole !== undefined) return whole;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  const what = new Set<string>();
  const mended: string[] = [];
  for (const line of lines) {
    const repair = reads(line) ? { text: line, what: [] } : repairOne(line);
    if (repair === undefined) return undefined;
    mended.push(repair.text);
    for (const change of repair.what) what.add(change);
  }
  return { text: mended.join('\n'), what: [...what] };
}

function repairOne(text: string): Repair | undefined {
  const direct = rewrite(text);
  if (reads(direct.text)) return direct;
  const cut = cutOut(text);
  if (cut === undefined) return undefined;
  const inner = reads(cut) ? { text: cut, what: [] } : rewrite(cut);
  return reads(inner.text) ? { text: inner.text, what: ['text around the JSON removed', ...inner.what] } : undefined;
}

function reads(text: string): boolean {
  const read = readJson(text, 0, bounds);
  // trim() would take blanks that are none in JSON, such as a byte order mark
  return read.fault === null && /^[ \t\r\n]*$/.test(text.slice(read.end));
}

/** From the first bracket that opens to the last that closes. A timestamp like `[12:00]` in front is passed over. */
function cutOut(text: string): string | undefined {
  const brace = text.indexOf('{');
  const bracket = text.search(/\[\s*(?:[{["'\]]|-?\d+(?:\.\d+)?\s*[,\]])/);
  const start = brace === -1 ? bracket : bracket === -1 ? brace : Math.min(brace, bracket);
  if (start === -1) return undefined;
  const end = text.lastIndexOf(text.charAt(start) === '{' ? '}' : ']');
  return end > start ? text.slice(start, end + 1) : undefined;
}

const words: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null', undefined: 'null' };
const tokens =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\u201c\u201d][^\u201c\u201d\n]*[\u201c\u201d]|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|#[^\n]*|[A-Za-z_$][\w$]*|,|\s+|[^\s]/gu;

/** One pass over tokens: no backtracking over the text, so its time is that of the text's length. */
function rewrite(text: string): Repair {
  const what = new Set<string>();
  const out: string[] = [];
  let comma = -1;
  for (const [token] of text.matchAll(tokens)) {
    const head = token.charAt(0);
    if (/^\s/.test(token)) {
      out.push(token);
      continue;
    }
    if (token.startsWith('//') || token.startsWith('/*') || head === '#') {
      what.add('comments removed');
      continue;
    }
    if ((head === '}' || head === ']') && comma >= 0) {
      out[comma] = '';
      what.add('trailing commas removed');
    }
    comma = -1;
    if (head === ',') comma = out.length;
    if (head === "'") {
      what.add('single quotes replaced by double quotes');
      out.push(requote(token));
    } else if (head === '\u201c' || head === '\u201d') {
      what.add('typographic quotes replaced');
      out.push(JSON.stringify(token.slice(1, -1)));
    } else if (/^[A-Za-z_$]/.test(token)) out.push(mendWord(token, what));
    else out.push(token);
  }
  return { text: out.join(''), what: [...what] };
}

function mendWord(token: string, what: Set<string>): string {
  if (token === 'true' || token === 'false' || token === 'null' || /^[eE]\d*$/.test(token)) return token;
  const word = Object.hasOwn(words, token) ? words[token] : undefined;
  if (word !== undefined) {
    what.add('True, False, None or undefined replaced');
    return word;
  }
  what.add('names put in quotes');
  return JSON.stringify(token);
}

function requote(token: string): string {
  const inner = token.slice(1, -1).replace(/\\'|"/g, (m) => (m === '"' ? '\\"' : "'"));
  return `"${inner}"`;
}
