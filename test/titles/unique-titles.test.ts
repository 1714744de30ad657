import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';
import ts from 'typescript';

const root = new URL('..', import.meta.url).pathname;
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));

/** The literal titles of `test(...)`, `it(...)` and `test.each(...)(...)`, each with those of the `describe` around it. */
function titlesIn(file: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node, around: string): void => {
    let inside = around;
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      const name = /^(test|it|describe)\b/.exec(node.expression.getText())?.[1];
      if (
        name !== undefined &&
        first !== undefined &&
        (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first))
      ) {
        const title = `${around} ${first.getText().slice(1, -1)}`.trim();
        if (name === 'describe') inside = title;
        else titles.push(title);
      }
    }
    ts.forEachChild(node, (child) => {
      visit(child, inside);
    });
  };
  visit(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true), '');
  return titles;
}

test('no two tests bear the same title, so that a failure names one place', () => {
  const seen = new Map<string, string>();
  const repeated: string[] = [];
  for (const file of files) {
    for (const title of titlesIn(file)) {
      const first = seen.get(title);
      if (first !== undefined) repeated.push(`${title} (${first}, ${file})`);
      seen.set(title, file);
    }
  }
  expect(seen.size).toBeGreaterThan(500);
  expect(repeated).toEqual([]);
});
