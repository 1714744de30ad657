import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from '@jest/globals';

const prompt = new URL('../../connector/cli/hidden-prompt.ts', import.meta.url).href;
const key = 'canary0123456789abcdef';

/** What a person sees who types the key at the question, and what the program gets; the answer is marked on stdout by its length. */
async function typeAt(echo: boolean): Promise<{ shown: string; length: number }> {
  const script = `const { ask } = await import(${JSON.stringify(prompt)});
    const answer = await ask('API key: ', ${String(echo)});
    process.stdout.write('length ' + answer.length);
    process.exit(0);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env.PATH },
  });
  let shown = '';
  let isAsked = false;
  const see = (chunk: Buffer): void => {
    shown += chunk.toString();
    if (isAsked || !shown.includes('API key: ')) return;
    isAsked = true;
    child.stdin.write(`${key}\r`);
  };
  child.stdout.on('data', see);
  child.stderr.on('data', see);
  await once(child, 'close');
  return { shown, length: Number(/length (\d+)/.exec(shown)?.[1]) };
}

describe('the prompt for an API key', () => {
  test('L2: a key that is typed or pasted at it is taken whole and never shown, unlike the answer to another question', async () => {
    const hidden = await typeAt(false);
    expect(hidden.length).toBe(key.length);
    expect(hidden.shown).not.toContain('canary');
    expect((await typeAt(true)).shown).toContain(key);
  });
});
