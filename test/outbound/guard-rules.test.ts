import { createServer, get, type Agent, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { afterEach, describe, expect, test } from '@jest/globals';

import { createOutboundGuard, type OutboundGuard, type Resolve } from '../../connector/security/outbound-guard.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';

let guards: OutboundGuard[] = [];
let servers: Server[] = [];
afterEach(async () => {
  for (const guard of guards) guard.close();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  [guards, servers] = [[], []];
});
const guardOf = (allowed: string[] = [], resolve?: Resolve): OutboundGuard => {
  const guard = createOutboundGuard({ allowed, ...(resolve === undefined ? {} : { resolve }) });
  guards.push(guard);
  return guard;
};
async function listen(answer: (end: (text: string) => void) => void): Promise<number> {
  const server = createServer((_request, response) => answer((text) => void response.end(text)));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('the text of an address that is called', () => {
  const { readUrl } = createOutboundGuard({ allowed: [] });
  const refusal = (text: string): unknown => {
    try {
      readUrl(text);
      return null;
    } catch (error) {
      const { code, message, details } = error as ConnectorError;
      return [code, message, details];
    }
  };

  // each of a public host, so that nothing but the text can be the reason
  test.each<[string, string]>([
    ['https://user@example.com/', 'holds a user name or password'],
    ['https://:word@example.com/', 'holds a user name or password'],
    ['https://user:word@example.com/', 'holds a user name or password'],
    ['ftp://example.com/', 'is neither http nor https'],
    ['ws://example.com/', 'is neither http nor https'],
    ['https://example.com:0/', 'has port 0'],
    ['example.com', 'cannot be read'],
    ['https://', 'cannot be read'],
    ['', 'cannot be read'],
    ['https://example.com/a b', 'holds a blank, a backslash or a control character'],
    [' https://example.com/', 'holds a blank, a backslash or a control character'],
    ['https:\\\\example.com/', 'holds a blank, a backslash or a control character'],
    ['https://exa\tmple.com/', 'holds a blank, a backslash or a control character'],
    ['https://example.com/\u0001', 'holds a blank, a backslash or a control character'],
    ['https://example.com/\u001f', 'holds a blank, a backslash or a control character'],
    ['https://example.com/\u007f', 'holds a blank, a backslash or a control character'],
    [`https://example.com/${'a'.repeat(7_981)}`, 'is longer than 8000 characters'],
  ])('%j is refused by what it is', (text, why) => {
    expect(refusal(text)).toEqual(['ITC_OUTBOUND_REFUSED', `The address of the call ${why}.`, { path: 'url' }]);
  });

  test.each([
    'https://example.com/',
    'http://example.com:8080/a?b=%20#c',
    'https://example.com/!~é',
    `https://example.com/${'a'.repeat(7_980)}`,
  ])('%s is taken as it is', (text) => {
    expect(readUrl(text).href).toBe(new URL(text).href);
  });
});

describe('the verdict on an address', () => {
  test('says what is wrong with it', () => {
    const { verdict } = guardOf();
    expect(
      [
        '127.0.0.1',
        '10.0.0.1',
        '169.254.169.254',
        '::1',
        'fd00::1',
        '::ffff:93.184.216.34',
        '2001:db8::1',
        // given out to nobody
        '4000::1',
      ].map(verdict),
    ).toEqual([
      'is not public (loopback)',
      'is not public (private)',
      'is not public (linkLocal)',
      'is not public (loopback)',
      'is not public (uniqueLocal)',
      'is not public (ipv4Mapped)',
      'is not public (reserved)',
      'is not public (unicast)',
    ]);
    expect(['example.com', '', '2606:2800::1%eth0'].map(verdict)).toEqual(
      Array.from({ length: 3 }, () => 'is no address'),
    );
    expect([verdict('93.184.216.34'), verdict('2606:2800:220:1:248:1893:25c8:1946')]).toEqual([null, null]);
  });

  test('lets through what the operator listed, and that alone is listed', () => {
    const { verdict, isListed } = guardOf(['10.1.0.0/16']);
    expect([verdict('10.1.2.3'), verdict('10.2.0.1')]).toEqual([null, 'is not public (private)']);
    expect(['10.1.2.3', '10.2.0.1', '93.184.216.34'].map(isListed)).toEqual([true, false, false]);
  });
});

describe('the sockets of a call', () => {
  type Opens = { createConnection(options: object): Socket };
  const opens = (guard: OutboundGuard, only: 'any' | 'listed', options: object): string => {
    try {
      (guard.agents(only).httpAgent as unknown as Opens).createConnection(options).destroy();
      return 'opened';
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return `${String(code)}: ${message}`;
    }
  };
  const refused = (why: string): string => `ITC_OUTBOUND_REFUSED: refused: ${why}`;

  test.each<[object, string]>([
    [{ host: '127.0.0.1' }, 'the host is not public (loopback)'],
    [{ hostname: '127.0.0.1' }, 'the host is not public (loopback)'],
    [{ host: '[::1]' }, 'the host is not public (loopback)'],
    [{ host: '::1%lo' }, 'the host is no address'],
    [{ host: '' }, 'the host is no address'],
    [{}, 'the host is no address'],
    [{ host: 'x[127.0.0.1]%' }, 'the host is no address'],
    [{ host: 'example.com', socketPath: '/var/run/docker.sock' }, 'a socket file is no host'],
    [{ host: 'example.com', socketPath: '' }, 'a socket file is no host'],
  ])('do not open to %j', (options, why) => {
    expect(opens(guardOf(), 'any', { port: 1, ...options })).toBe(refused(why));
  });

  test('open to listed addresses, and those for listed ones alone open to no other', () => {
    const guard = guardOf(['127.0.0.1', '::1']);
    for (const only of ['any', 'listed'] as const) {
      expect(opens(guard, only, { port: 1, host: '127.0.0.1', socketPath: null })).toBe('opened');
      expect(opens(guard, only, { port: 1, host: '[::1]' })).toBe('opened');
    }
    expect(opens(guard, 'any', { port: 1, host: '10.0.0.1' })).toBe(refused('the host is not public (private)'));
    expect(opens(guard, 'listed', { port: 1, host: '93.184.216.34' })).toBe(refused('the host is not on the list'));
    // the host that is connected to decides, not the name beside it
    expect(opens(guard, 'any', { port: 1, host: '10.0.0.1', hostname: '127.0.0.1' })).toContain('(private)');
  });

  test('speak TLS 1.2 at the least', () => {
    const { httpsAgent } = guardOf().agents('any');
    expect(httpsAgent.options.minVersion).toBe('TLSv1.2');
  });

  const ask = (agent: Agent, port: number, more: object = {}): Promise<string> =>
    new Promise((resolve) => {
      const request = get({ host: 'a.example', port, agent, ...more }, (answer) => {
        answer.setEncoding('utf8').on('data', resolve);
      });
      request.on('error', ({ message }) => resolve(message));
    });

  test.each([true, false])('to a name open to the very address that was judged (several at once: %s)', async (all) => {
    const port = await listen((end) => end('here'));
    let asked = 0;
    const guard = guardOf(['127.0.0.1'], async (name) => {
      asked += 1;
      return name === 'a.example' ? [{ address: '127.0.0.1', family: 4 }] : [];
    });
    expect(await ask(guard.agents('any').httpAgent, port, { autoSelectFamily: all })).toBe('here');
    expect(asked).toBe(1);
  });

  test.each<[string, Resolve, string]>([
    ['has none', async () => [], 'refused: the host has no address'],
    [
      'has a private one',
      async () => [{ address: '10.0.0.1', family: 4 }],
      'refused: the host is not public (private)',
    ],
    [
      'has a private one among good ones',
      async () => [
        { address: '127.0.0.1', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
      'refused: the host is not public (private)',
    ],
    ['cannot be resolved', () => Promise.reject(new Error('queryA ENOTFOUND')), 'queryA ENOTFOUND'],
  ])('to a name that %s do not open', async (_, resolve, why) => {
    const guard = guardOf(['127.0.0.1'], resolve);
    for (const autoSelectFamily of [true, false]) {
      expect(await ask(guard.agents('any').httpAgent, 1, { autoSelectFamily })).toBe(why);
    }
  });

  test('to a name are judged by the addresses that this machine knows for it', async () => {
    const port = await listen((end) => end('here'));
    const call = (allowed: string[]) =>
      ask(guardOf(allowed).agents('any').httpAgent, port, { host: 'localhost', autoSelectFamily: true });
    expect(await call(['127.0.0.1', '::1'])).toBe('here');
    expect(await call(['192.0.2.1'])).toBe('refused: the host is not public (loopback)');
  });

  test('are closed with the guard, answered or not', async () => {
    const arrived: (() => void)[] = [];
    const port = await listen(() => arrived.shift()?.());
    const guard = guardOf(['127.0.0.1']);
    for (const only of ['any', 'listed'] as const) {
      const isThere = new Promise<void>((resolve) => arrived.push(resolve));
      const end = ask(guard.agents(only).httpAgent, port, { host: '127.0.0.1' });
      await isThere;
      guard.close();
      expect(await end).toBe('socket hang up');
    }
  });
});
