import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

const root = new URL('../..', import.meta.url).pathname;
const page = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
const isTest = /\.(test|e2e)\.ts$|-contract\.ts$/;
const sources = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => isTest.test(name))
  .map((name) => readFileSync(join(root, 'test', name), 'utf8'));

/** The last column of each class. */
const cells = page
  .slice(page.indexOf('## Classes'))
  .split('\n')
  .filter((line) => /^\| [^-]/.test(line) && !line.startsWith('| class'))
  .map((line) => line.split('|').slice(1, -1));

describe('the threat model', () => {
  test('names for each class at least one test by its title, word for word', () => {
    const wrong: string[] = [];
    for (const [name = '', , proof = ''] of cells) {
      const titles = [...proof.replaceAll('\\_', '_').matchAll(/"([^"]+)"/g)].map(([, title]) => title as string);
      if (titles.length === 0) wrong.push(`${name.trim()}: no test`);
      for (const title of titles) {
        // a title may hold a placeholder: `each of ${tries}` is written with its number
        const pattern = new RegExp(
          title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\b\d[\d,]*\b/g, '($&|\\$\\{\\w+\\})'),
        );
        if (!sources.some((source) => source.includes(title) || pattern.test(source)))
          wrong.push(`${name.trim()}: there is no test "${title}"`);
      }
    }
    expect(wrong).toEqual([]);
    expect(cells.length).toBeGreaterThan(20);
  });

  test('names the classes C1 to C20, each once or more', () => {
    const named = new Set(
      cells.flatMap(([name = '']) => [...name.matchAll(/\bC(\d+)/g)].map(([, number]) => Number(number))),
    );
    expect([...named].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
