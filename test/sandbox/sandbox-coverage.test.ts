import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { sandboxCoverage, withSandboxCoverage } from '../../scripts/render-sandbox-coverage.ts';

const whole = [
  'campaigns',
  'catalogs',
  'email',
  'experiments',
  'export',
  'inApp',
  'journeys',
  'push',
  'sms',
  'snippets',
  'templates',
  'webPush',
  'whatsApp',
  'workflows',
];

describe('coverage of the sandbox', () => {
  test('The table in docs/sandbox.md is what the route table gives.', () => {
    const page = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
    expect(page).toBe(withSandboxCoverage(page));
  });

  test.each(whole)('Every operation under %s of the API description has a route, and none has two.', (group) => {
    const found = sandboxCoverage().find((one) => one.group === group);
    expect(new Set(found?.calls).size).toBe(found?.count);
    expect(found?.calls).toHaveLength(found?.count ?? -1);
  });
});
