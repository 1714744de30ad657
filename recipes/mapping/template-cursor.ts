import { ConnectorError } from '../../errors/connector-error.ts';

/** A reading position in one text of a recipe; every refusal names the character where reading stopped. */
export class TemplateCursor {
  at = 0;
  readonly text: string;
  readonly #path: string | undefined;

  /** @param path where the text stands in the document, for the error */
  constructor(text: string, path?: string) {
    this.text = text;
    this.#path = path;
  }

  startsWith(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  /** The character at the position, or `''` at the end. */
  peek(): string {
    return this.text.charAt(this.at);
  }

  /** Steps over the token if it comes next. */
  take(token: string): boolean {
    if (!this.startsWith(token)) return false;
    this.at += token.length;
    return true;
  }

  skipSpace(): void {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.peek())) this.at++;
  }

  /** Takes what a sticky pattern matches here; `undefined` and no step where it does not match. */
  takeMatch(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined || found === '') return undefined;
    this.at += found.length;
    return found;
  }

  /** Refuses the text at the current position. */
  fail(what: string): never {
    throw new ConnectorError('ITC_PILL_SYNTAX', `${what} at character ${String(this.at + 1)} of the text.`, {
      details: { ...(this.#path === undefined ? {} : { path: this.#path }), character: this.at + 1 },
    });
  }
}
