import type { PersonNames } from '../security/person-keys.ts';

const escapeForRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** JSON escapes of one level undone, well enough to find a name: the result is looked at and never parsed. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[nrtbf]/g, ' ')
    .replace(/\\(["/\\])/g, '$1');
}

function decoded(text: string): string {
  return text.replace(/\+/g, ' ').replace(/(%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}

/** The forms in which a text may carry a name: as it is, escaped in JSON (also JSON in JSON), percent-encoded. */
function* readingsOf(text: string): Generator<string> {
  yield text;
  let inner = text;
  for (let level = 0; level < 2 && inner.includes('\\'); level += 1) {
    inner = unescaped(inner);
    yield inner;
  }
  if (/%[0-9a-f]{2}/i.test(text)) yield decoded(text);
}

/** a user ID shorter than this counts only beside a word that says what it is */
const tellingLength = 8;

function patternsOf({ email, userId }: PersonNames): RegExp[] {
  const patterns: RegExp[] = [];
  if (email !== undefined) {
    // the whole address: `ada@…` is another person than `da@…`
    const address = escapeForRegExp(email);
    patterns.push(new RegExp(`(?<![a-z0-9._%+-])${address}(?![a-z0-9-]|\\.[a-z0-9])`, 'i'));
  }
  if (userId !== undefined) {
    const id = escapeForRegExp(userId);
    patterns.push(
      new RegExp(`(?:[uU]ser_?[iI][dD]s?"?\\s*[:=]\\s*\\[?\\s*"?|[uU]ser[iI][dD]/)${id}(?![A-Za-z0-9_.@-])`),
    );
    if (userId.length >= tellingLength) patterns.push(new RegExp(`(?<![A-Za-z0-9_.@-])${id}(?![A-Za-z0-9_.@-])`));
  }
  return patterns;
}

/** Whether texts (bodies, stored JSON, addresses) name the person. Pure. */
export function mentionsPerson(names: PersonNames): (texts: readonly string[]) => boolean {
  const patterns = patternsOf(names);
  return (texts) =>
    texts.some((text) => {
      for (const reading of readingsOf(text)) if (patterns.some((pattern) => pattern.test(reading))) return true;
      return false;
    });
}
