import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { sandboxCoverage, withSandboxCoverage } from '../../scripts/render-sandbox-coverage.ts';

describe('coverage of the sandbox', () => {
  test('The table in docs/sandbox.md is what the route table gives.', () => {
    const page = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
    expect(page).toBe(withSandboxCoverage(page));
  });

  test.each(sandboxCoverage())(
    'Every operation under $group of the API description has a route, and none has two.',
    ({ calls, count }) => {
      expect(new Set(calls).size).toBe(count);
      expect(calls).toHaveLength(count);
    },
  );
});
