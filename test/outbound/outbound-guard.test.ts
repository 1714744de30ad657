import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';

import { createWebClient } from '../../connector/outbound/web-client.ts';
import { createOutboundGuard, type OutboundGuard, type Resolve } from '../../connector/security/outbound-guard.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import { someTries } from '../some-tries.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { hostileNames, ssrfSpellings } from './ssrf-spellings.ts';

let canary: Server;
let port = 0;
let touched = 0;
const guards: OutboundGuard[] = [];

beforeAll(async () => {
  canary = createServer((_request, response) => void response.end('canary'));
  canary.on('connection', () => (touched += 1));
  // `::` takes IPv4 as well: every address of this machine is a canary
  await new Promise<void>((resolve) => canary.listen(0, '::', resolve));
  port = (canary.address() as AddressInfo).port;
});
beforeEach(() => {
  touched = 0;
});
afterAll(async () => {
  for (const guard of guards) guard.close();
  canary.closeAllConnections();
  await new Promise((resolve) => canary.close(resolve));
});

const resolveHostile: Resolve = async (hostname) => {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  const known = hostileNames.find((one) => one.name === name);
  if (known !== undefined) return [{ address: known.target, family: 4 }];
  if (name === 'localhost') return [{ address: '127.0.0.1', family: 4 }];
  throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
};

function clientOf(allowed: string[], resolve: Resolve = resolveHostile) {
  const guard = createOutboundGuard({ allowed, resolve });
  guards.push(guard);
  const client = createWebClient({ guard, connectTimeoutMs: 2_000 });
  return async (address: string, isSecret = false): Promise<string> => {
    try {
      const url = guard.readUrl(address);
      const answer = await client({ method: 'GET', url, headers: {}, body: undefined, timeoutMs: 2_000, isSecret });
      return `HTTP ${String(answer.status)}`;
    } catch (error) {
      return error instanceof ConnectorError ? error.code : (error as Error).message;
    }
  };
}

describe('the guard of calls to other systems', () => {
  test('no spelling of a private address among more than 5,000 reaches a listener, each is refused by name', async () => {
    const call = clientOf([]);
    const all = ssrfSpellings(port);
    expect(all.length).toBeGreaterThan(5_000);
    const spellings = someTries(all);
    const outcomes = new Map<string, number>();
    for (let at = 0; at < spellings.length; at += 100) {
      const results = await Promise.all(spellings.slice(at, at + 100).map((spelling) => call(spelling)));
      for (const result of results) outcomes.set(result, (outcomes.get(result) ?? 0) + 1);
    }
    tellFigure({
      goal: 'G16',
      what: 'spellings of private addresses that reached a listener or were not refused by name',
      tried: spellings.length,
      failed: spellings.length - (outcomes.get('ITC_OUTBOUND_REFUSED') ?? 0) + touched,
      seed: null,
    });
    expect(touched).toBe(0);
    expect([...outcomes]).toEqual([['ITC_OUTBOUND_REFUSED', spellings.length]]);
  });

  test('the same spellings do reach the listener once everything is listed, so that the canary is alive', async () => {
    const call = clientOf(['0.0.0.0/0', '::/0']);
    const ours = ssrfSpellings(port).filter((text) =>
      /^http:\/\/(2130706433|0x7f000001|127\.1|h0\.canary|\[::1\])[^@]*$/.test(text),
    );
    expect(ours.length).toBeGreaterThan(4);
    for (const spelling of ours) expect([spelling, await call(spelling)]).toEqual([spelling, 'HTTP 200']);
    expect(touched).toBe(ours.length);
  });

  test('a name that changes its address 500 times between a listed and a private one reaches the listed one alone', async () => {
    const seen: string[] = [];
    const listed = createServer((request, response) => {
      seen.push(request.socket.localAddress ?? '');
      response.end('good');
    });
    await new Promise<void>((resolve) => listed.listen(0, '127.0.0.2', resolve));
    const { port: other } = listed.address() as AddressInfo;
    const trap = createServer((_request, response) => void response.end('trap'));
    let trapped = 0;
    trap.on('connection', () => (trapped += 1));
    await new Promise<void>((resolve) => trap.listen(other, '127.0.0.1', resolve));
    let turn = 0;
    const flip: Resolve = async () => {
      turn += 1;
      // also both at once, the good one first
      return [
        [{ address: '127.0.0.2', family: 4 }],
        [{ address: '127.0.0.1', family: 4 }],
        [
          { address: '127.0.0.2', family: 4 },
          { address: '127.0.0.1', family: 4 },
        ],
      ][turn % 3]!;
    };
    const call = clientOf(['127.0.0.2'], flip);
    const results: string[] = [];
    const tries = someTries(Array.from({ length: 500 }));
    for (const _ of tries) results.push(await call(`http://flips.example:${other}/`));
    tellFigure({
      goal: 'G16',
      what: 'calls to a name that changes its address between a listed and a private one that reached the private one',
      tried: results.length,
      failed: trapped,
      seed: null,
    });
    expect(trapped).toBe(0);
    expect(results.filter((result) => result === 'HTTP 200')).toHaveLength(seen.length);
    expect(results.filter((result) => result === 'ITC_OUTBOUND_REFUSED')).toHaveLength(tries.length - seen.length);
    expect(seen.length).toBeGreaterThan(tries.length / 5);
    for (const server of [listed, trap]) await new Promise((resolve) => server.close(resolve));
  });

  test.each([301, 302, 303, 307, 308])('a redirect with %d is an answer and is not followed', async (status) => {
    const door = createServer((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${port}/` }).end();
    });
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.3', resolve));
    const call = clientOf(['127.0.0.0/8']);
    expect(await call(`http://127.0.0.3:${(door.address() as AddressInfo).port}/`)).toBe(`HTTP ${status}`);
    expect(touched).toBe(0);
    await new Promise((resolve) => door.close(resolve));
  });

  test('a call with a secret goes over plain http to listed addresses only', async () => {
    // a public address that refuses nothing: only the guard can stop it, before any packet leaves
    const call = clientOf([]);
    expect(await call('http://93.184.216.34/', true)).toBe('ITC_OUTBOUND_REFUSED');
    expect(await clientOf(['127.0.0.1'])(`http://127.0.0.1:${port}/`, true)).toBe('HTTP 200');
  });

  test('the verdict on 20,000 random IPv4 addresses is that of the registry of special addresses', () => {
    const { verdict } = createOutboundGuard({ allowed: [] });
    // https://www.iana.org/assignments/iana-ipv4-special-registry, with multicast and class E
    const special = [
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.0.0.0/24',
      '192.0.2.0/24',
      '192.31.196.0/24',
      '192.52.193.0/24',
      '192.88.99.0/24',
      '192.168.0.0/16',
      '192.175.48.0/24',
      '198.18.0.0/15',
      '198.51.100.0/24',
      '203.0.113.0/24',
      '224.0.0.0/4',
      '240.0.0.0/4',
    ].map((range) => {
      const [base = '', bits = ''] = range.split('/');
      const first = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
      return [first, first + 2 ** (32 - Number(bits)) - 1] as const;
    });
    const edges = special
      .flatMap(([first, last]) => [first - 1, first, last, last + 1])
      .filter((at) => at >= 0 && at < 2 ** 32);
    const judge = (value: number): void => {
      const text = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
      const isSpecial = special.some(([first, last]) => value >= first && value <= last);
      expect([text, verdict(text) !== null]).toEqual([text, isSpecial]);
    };
    edges.forEach(judge);
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.boolean(), (low, high) => judge(low + (high ? 2 ** 31 : 0))),
      { numRuns: 20_000 },
    );
  });

  test('no IPv6 address outside of the global unicast block is public, whatever it embeds', () => {
    const { verdict } = createOutboundGuard({ allowed: [] });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const isGlobal = (bytes[0]! & 0xe0) === 0x20;
        const text = ipaddr.fromByteArray([...bytes]).toString();
        if (!isGlobal) expect([text, verdict(text) === null]).toEqual([text, false]);
      }),
      { numRuns: 5_000 },
    );
    expect(verdict('2606:2800:220:1:248:1893:25c8:1946')).toBeNull();
    expect(verdict('2606:2800::1%eth0')).not.toBeNull();
  });
});
