import { randomBytes } from 'node:crypto';

import { expect, test } from '@jest/globals';

import { RawClient } from '../hostile/raw-client.ts';
import { secret, startIntake, systemPath } from './intake-server.ts';

const body = '{"eventName":"emailOpen"}';

/** A secret that is nearly the right one. */
function nearMiss(index: number): string {
  const at = index % secret.length;
  const other = String.fromCharCode(33 + ((secret.charCodeAt(at) - 33 + 1 + (index % 92)) % 94));
  switch (index % 8) {
    case 0:
      return secret.slice(0, at) + (other === secret[at] ? '~~' : other) + secret.slice(at + 1);
    case 1:
      return secret.slice(0, at);
    case 2:
      return secret + secret.slice(0, at + 1);
    case 3:
      return secret.toUpperCase().slice(0, secret.length - (at % 3));
    case 4:
      return randomBytes(32).toString('base64url');
    case 5:
      return Buffer.from(secret).toString(index % 16 === 5 ? 'hex' : 'base64');
    case 6:
      return encodeURIComponent(secret).replaceAll('-', '%2D') + at;
    default:
      return [...secret].reverse().join('') + at;
  }
}

const forms = [
  (value: string) => `X-Itc-Secret: ${value}`,
  (value: string) => `Authorization: ${value}`,
  (value: string) => `Authorization: Bearer ${value}`,
  (value: string) => `Authorization: OAuth2 ${value}`,
  (value: string) => `Authorization: Basic ${Buffer.from(`${value}:`).toString('base64')}`,
  (value: string) => `X-Itc-Secret2: ${value}`,
  (value: string) => `Cookie: x-itc-secret=${value}`,
];

test('of 100,000 forged webhooks none is accepted, and the real one still is', async () => {
  const server = await startIntake();
  const total = 100_000;
  let next = 0;
  const statuses = new Map<number, number>();
  const work = async (): Promise<void> => {
    const client = new RawClient(server.port);
    while (next < total) {
      const index = next++;
      const form = forms[Math.floor(index / 8) % forms.length]!;
      const head = `POST ${systemPath} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${form(nearMiss(index))}\r\n\r\n`;
      const request = Buffer.from(head + body);
      let { status } = await client.send(request);
      // a kept-open socket may be closed in the moment it is used again
      if (status <= 0) ({ status } = await client.send(request));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: 16 }, work));
  expect([...statuses.keys()].filter((status) => status !== 401 && status !== 403)).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count)).toBe(total);
  expect(server.store.events).toEqual([]);
  expect((await server.call({ body })).status).toBe(200);
  await server.close();
}, 600_000);
