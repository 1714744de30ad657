import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { measureJson } from '../../connector/intake/measure-json.ts';
import { readHookAddress, shortenHookAddress } from '../../connector/intake/hook-address.ts';
import { goodHeaders, journeyPath, recipeRecord, startIntake, systemPath, type IntakeServer } from './intake-server.ts';

let server: IntakeServer;
beforeAll(async () => {
  server = await startIntake();
  server.recipes = [
    recipeRecord('cart', { use: 'new_workflow', with: { workflow: 7 } }),
    recipeRecord('open', { use: 'new_object', with: { eventName: 'emailOpen' } }),
    recipeRecord('broken', { use: 'new_object', with: { nonsense: true } }),
    recipeRecord('gone', { use: 'no_such_trigger', with: {} }),
  ];
});
afterAll(() => server.close());

const hostileJson = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.json().map((text) => text.slice(0, -1)),
  fc
    .record({
      eventName: fc.oneof(fc.constant('emailOpen'), fc.jsonValue()),
      dataFields: fc.jsonValue(),
      workflowId: fc.jsonValue(),
    })
    .map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '{"__proto__":1}',
    '{"eventName":"emailOpen","dataFields":{"messageId":{}}}',
    '1e999',
    '"\\ud800"',
    '[[[[',
  ),
);
const headerText = fc.string({ unit: fc.constantFrom(...'abcXYZ019 ;=/,"\\%+-_.*') });

test('2,000 hostile requests are all answered, none with a server error', async () => {
  const prototypes = JSON.stringify(
    [Object.prototype, Array.prototype].map((each) => Reflect.ownKeys(each).map(String)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      fc.oneof(
        fc.constantFrom(
          systemPath,
          journeyPath('cart'),
          `${journeyPath('cart')}?workflowId=7&__proto__=1&a%5Bb%5D=%ff`,
        ),
        fc.webPath().map((path) => `/hooks${path === '' ? '/' : path}`),
      ),
      fc.oneof(fc.constantFrom('application/json', 'application/x-www-form-urlencoded'), headerText),
      fc.option(headerText, { nil: undefined }),
      fc.oneof(hostileJson, fc.uint8Array({ maxLength: 300 })),
      async (method, path, type, authorization, body) => {
        const answer = await server.call({
          method,
          path,
          headers: { ...goodHeaders, 'content-type': type, ...(authorization === undefined ? {} : { authorization }) },
          body: typeof body === 'string' ? body : Buffer.from(body),
        });
        expect(answer.status).toBeGreaterThanOrEqual(200);
        expect(answer.status).toBeLessThan(500);
        if (answer.status !== 200)
          expect(answer.json.error).toEqual(expect.objectContaining({ hint: expect.any(String) }));
      },
    ),
    { numRuns: 2_000 },
  );
  expect(server.errors).toEqual([]);
  expect(JSON.stringify([Object.prototype, Array.prototype].map((each) => Reflect.ownKeys(each).map(String)))).toBe(
    prototypes,
  );
}, 60_000);

test('the scanner counts depth and keys of any valid JSON as a recursive count does', () => {
  const count = (value: unknown): { depth: number; keys: number } => {
    if (typeof value !== 'object' || value === null) return { depth: 0, keys: 0 };
    const below = Object.values(value).map(count);
    return {
      depth: 1 + Math.max(0, ...below.map((each) => each.depth)),
      keys: (Array.isArray(value) ? 0 : below.length) + below.reduce((sum, each) => sum + each.keys, 0),
    };
  };
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const { depth, keys } = count(JSON.parse(text));
      expect(measureJson(text, depth, keys)).toBeNull();
      if (depth > 0) expect(measureJson(text, depth - 1, keys)).toBe('depth');
      if (keys > 0) expect(measureJson(text, depth, keys - 1)).toBe('keys');
    }),
  );
});

test('an address is read whole or not at all, and never shown whole', () => {
  expect(readHookAddress('/hooks/abc/journeys/def?x=1')).toEqual({
    connectionToken: 'abc',
    journeyToken: 'def',
    isConsent: false,
    query: 'x=1',
  });
  expect(readHookAddress('/hooks/shop/consent-webhook')).toEqual({
    connectionToken: 'shop',
    journeyToken: null,
    isConsent: true,
    query: '',
  });
  expect(readHookAddress('http://host/hooks/abc')).toBeNull();
  expect(readHookAddress('/hooks/a%2fb')).toBeNull();
  expect(shortenHookAddress('/hooks/hook_0123456789abcdef?token=1')).toBe('/hooks/hook_012…');
});
