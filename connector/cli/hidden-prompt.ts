import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks on the terminal; null when interrupted or at the end of input. What is typed is shown only if `echo` says so. */
export function ask(question: string, echo: boolean): Promise<string | null> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: echo ? process.stderr : silent,
    terminal: true,
    historySize: 0,
  });
  return new Promise((resolve) => {
    const end = (answer: string | null): void => {
      lines.removeAllListeners();
      lines.close();
      if (!echo || answer === null) process.stderr.write('\n');
      resolve(answer);
    };
    lines.once('SIGINT', () => end(null));
    lines.once('close', () => end(null));
    if (!echo) process.stderr.write(question);
    lines.question(echo ? question : '', end);
  });
}
