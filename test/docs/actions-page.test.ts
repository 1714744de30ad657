import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { actions } from '../../actions/index.ts';
import { leftOut, operations } from '../../actions/operations.ts';
import { coverOperations } from '../../scripts/operation-coverage.ts';
import { renderActionsPage } from '../../scripts/render-actions-page.ts';
import { renderOperationsPage } from '../../scripts/render-operations-page.ts';

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

describe('The pages made from the declarations', () => {
  test('docs/actions.md is what `npm run docs` makes from the declarations, with a section for each action.', () => {
    const text = page('actions.md');
    expect(text).toBe(renderActionsPage());
    for (const { name } of actions) expect(text).toContain(`\n### ${name}\n`);
  });

  test('docs/operations.md is what `npm run docs` makes from the list of operations.', () => {
    expect(page('operations.md')).toBe(renderOperationsPage());
  });
});

describe('The operations of Iterable', () => {
  const { covered, unknown } = coverOperations(actions);

  test('The list holds each of the 145 operations once.', () => {
    const listed = Object.values(operations).flat();
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toHaveLength(145);
    for (const operation of listed) expect(operation).toMatch(/^(GET|POST|PUT|PATCH|DELETE) \/api\/[\w{}/.-]+$/);
  });

  test('Every operation has either an action or a reason why there is none, and never both.', () => {
    const neither = covered.filter((row) => row.actions.length === 0 && row.reason === null);
    const both = covered.filter((row) => row.actions.length > 0 && row.reason !== null);
    expect(neither.map(({ operation }) => operation)).toEqual([]);
    expect(both.map(({ operation }) => operation)).toEqual([]);
  });

  test('Every action calls an operation of the list, and every reason is a sentence about one.', () => {
    expect(unknown).toEqual([]);
    const listed = Object.values(operations).flat();
    for (const [operation, reason] of Object.entries(leftOut)) {
      expect(listed).toContain(operation);
      expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });
});
