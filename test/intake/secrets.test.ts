import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { hashSecret } from '../../connector/security/hash-secret.ts';
import type { HookSecret } from '../../connector/store/store.ts';
import { connectionRecord, secret, startIntake, systemPath, type IntakeServer } from './intake-server.ts';

const body = '{"eventName":"emailOpen"}';
const other = 'whs_the-newer-secret-of-the-two';
const at = '2026-01-01T00:00:00.000Z';
const entry = (text: string, expiresAt: string | null = null): HookSecret => ({
  hash: hashSecret(text),
  createdAt: at,
  expiresAt,
});

let server: IntakeServer;
beforeAll(async () => {
  server = await startIntake({ limits: { rejectedBurst: 10_000 } });
});
afterAll(() => server.close());

const states: Record<string, { secrets: HookSecret[]; accepts: string[] }> = {
  unset: { secrets: [], accepts: [] },
  one: { secrets: [entry(secret)], accepts: [secret] },
  two: { secrets: [entry(secret, '2026-02-01T00:00:00.000Z'), entry(other)], accepts: [secret, other] },
  expired: { secrets: [entry(secret, '2026-01-05T11:59:59.999Z')], accepts: [] },
  rotated: { secrets: [entry(secret, '2026-01-05T12:00:00.000Z'), entry(other)], accepts: [other] },
};
const wrongForms: Record<string, (text: string) => string[]> = {
  empty: () => [''],
  'other case': (text) => [text.toUpperCase()],
  padded: (text) => [`${text}=`, `${text}x`, `"${text}"`, `x ${text}`],
  prefix: (text) => [text.slice(0, -1), text.slice(0, 4), text[0]!],
  'its own hash': (text) => [hashSecret(text)],
  wrong: () => ['wrong', 'undefined', 'null', '0', 'a'.repeat(2_000)],
};
const rightForms: Record<string, (text: string) => Record<string, string>> = {
  'custom header': (text) => ({ 'x-itc-secret': text }),
  bare: (text) => ({ authorization: text }),
  Bearer: (text) => ({ authorization: `Bearer ${text}` }),
  bearer: (text) => ({ authorization: `bearer ${text}` }),
  OAuth2: (text) => ({ authorization: `OAuth2 ${text}` }),
  'Basic with the bare secret': (text) => ({ authorization: `Basic ${text}` }),
  'Basic with the secret as password': (text) => ({ authorization: `Basic ${btoa(`iterable:${text}`)}` }),
  'Basic with the secret as user': (text) => ({ authorization: `Basic ${btoa(`${text}:`)}` }),
  'both headers, one of them right': (text) => ({ authorization: 'Bearer of-another-proxy', 'x-itc-secret': text }),
};

const send = (headers: Record<string, string | string[]>): Promise<number> =>
  server.call({ body, headers: { 'content-type': 'application/json', ...headers } }).then((answer) => answer.status);

describe.each(Object.entries(states))('with secrets in the state "%s"', (state, { secrets, accepts }) => {
  const use = (): void => {
    server.connections = [connectionRecord({ secrets })];
  };

  test.each(Object.entries(rightForms))(
    `the secret is taken as: %s, if state ${state} has it`,
    async (_form, headersOf) => {
      use();
      for (const text of [secret, other]) {
        const isExpired = !accepts.includes(text) && secrets.some(({ hash }) => hash === hashSecret(text));
        expect(await send(headersOf(text))).toBe(accepts.includes(text) ? 200 : isExpired ? 401 : 403);
      }
    },
  );

  test(`a call without any secret is answered 401 in state ${state}`, async () => {
    use();
    expect(await send({})).toBe(401);
  });

  test(`a secret sent twice is refused in state ${state}`, async () => {
    use();
    const head = `POST ${systemPath} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    const answer = await server.raw(`${head}\r\nX-Itc-Secret: ${secret}\r\nX-Itc-Secret: ${secret}\r\n\r\n${body}`);
    expect(answer.split(' ')[1]).toBe('400');
  });

  test.each(Object.entries(wrongForms))(
    `a secret that is %s never opens the address in state ${state}`,
    async (_form, formsOf) => {
      use();
      for (const text of [secret, other]) {
        for (const wrong of formsOf(text)) {
          for (const headers of [
            { 'x-itc-secret': wrong },
            { authorization: wrong },
            { authorization: `Bearer ${wrong}` },
          ]) {
            expect([401, 403]).toContain(await send(headers));
          }
        }
      }
    },
  );
});

describe('connections without a secret', () => {
  test('an address is open only where that was chosen and no secret was ever set', async () => {
    server.connections = [connectionRecord({ secrets: [], allowUnauthenticated: true })];
    expect(await send({})).toBe(200);
    server.connections = [connectionRecord({ secrets: states['one']!.secrets, allowUnauthenticated: true })];
    expect(await send({})).toBe(401);
    server.connections = [connectionRecord({ secrets: states['expired']!.secrets, allowUnauthenticated: true })];
    expect(await send({ 'x-itc-secret': secret })).toBe(401);
  });

  test('a revoked secret is refused on the next call', async () => {
    server.connections = [connectionRecord({ secrets: states['two']!.secrets })];
    expect(await send({ 'x-itc-secret': secret })).toBe(200);
    server.connections = [connectionRecord({ secrets: [entry(other)] })];
    expect(await send({ 'x-itc-secret': secret })).toBe(403);
  });

  test('no near miss among 5,000 opens the address', async () => {
    server.connections = [connectionRecord()];
    const { presentedSecrets } = await import('../../connector/intake/check-secret.ts');
    const { matchesSecret } = await import('../../connector/security/hash-secret.ts');
    const hashes = [hashSecret(secret)];
    let accepted = 0;
    for (let index = 0; index < 5_000; index += 1) {
      const place = index % secret.length;
      const near = `${secret.slice(0, place)}${String.fromCharCode(33 + (index % 90))}${secret.slice(place + 1)}`;
      if (near === secret) continue;
      for (const text of presentedSecrets(`Basic ${near}`, near)) if (matchesSecret(text, hashes)) accepted += 1;
    }
    expect(accepted).toBe(0);
  });
});
