import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { errorCatalogue } from '../../errors/error-catalogue.ts';
import { goodHeaders, startIntake, systemPath, type IntakeServer } from '../intake/intake-server.ts';

const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
const section = (title: string): string => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

let server: IntakeServer;
beforeEach(async () => {
  server = await startIntake();
});
afterEach(() => server.close());

describe('the page on webhooks', () => {
  test('G18: it names every reason for which a call is refused, with its status, and none besides', () => {
    const refusals = Object.entries(errorCatalogue).flatMap(([code, { status }]) =>
      code.startsWith('ITC_HOOK_') ? [`${String(status)} ${code}`] : [],
    );
    const told = section('Answers')
      .split('\n')
      .flatMap((line) => {
        const status = /^\| (\d{3})/.exec(line)?.[1] ?? '';
        return [...line.matchAll(/ITC_HOOK_\w+/g)].map(([code]) => `${status} ${code}`);
      });
    expect(told.toSorted()).toEqual(refusals.toSorted());
  });

  test('G18: it says that no signature is checked, and none is: the secret alone decides, whatever became of the body', async () => {
    expect(section('Not verified')).toMatch(/No signature.*no HMAC/s);
    expect(section('Order of questions')).toContain('secret');
    const body = (amount: number): string =>
      JSON.stringify({ eventName: 'emailOpen', email: 'ada@example.com', dataFields: { amount } });
    const signed = { 'x-iterable-signature': 'sha256=00', 'x-hub-signature-256': 'sha256=00' };
    for (const amount of [1, 2]) {
      const { status } = await server.call({
        path: systemPath,
        headers: { ...goodHeaders, ...signed },
        body: body(amount),
      });
      expect(status).toBe(200);
    }
    const { 'content-type': type } = goodHeaders as Record<string, string>;
    const without = await server.call({
      path: systemPath,
      headers: { 'content-type': type ?? 'application/json', ...signed },
      body: body(3),
    });
    expect(without.status).toBe(401);
  });
});
