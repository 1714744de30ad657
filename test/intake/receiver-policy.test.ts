import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import express from 'express';
import { afterEach, describe, expect, test } from '@jest/globals';

import { createServer } from '../../connector/http/create-server.ts';
import { createIterableRanges, rangesLabelled } from '../../connector/security/iterable-ranges.ts';
import { addressRanges } from '../../connector/security/source-allowlist.ts';
import { RawClient } from '../hostile/raw-client.ts';
import { tellFigure } from '../trust/tell-figure.ts';
import { connectionRecord, startIntake, type IntakeServer } from './intake-server.ts';

const body = '{"eventName":"emailOpen"}';
let server: IntakeServer;
afterEach(() => server?.close());

describe('the rate of a connection', () => {
  test('ten seconds of calls are taken at once, then as many as the rate, each refusal with Retry-After', async () => {
    server = await startIntake();
    server.connections = [
      connectionRecord({ callsPerSecond: 2 }),
      connectionRecord({ id: 'con_2', hookToken: 'hook_of_another_one' }),
    ];
    const send = async (count: number, path?: string) => {
      const statuses: number[] = [];
      for (let index = 0; index < count; index += 1) {
        const answer = await server.call({ body, ...(path === undefined ? {} : { path }) });
        statuses.push(answer.status);
        if (answer.status === 429)
          expect([answer.json.error?.code, answer.headers['retry-after']]).toEqual(['ITC_HOOK_RATE', '2']);
      }
      return statuses.filter((status) => status === 200).length;
    };
    expect(await send(30)).toBe(20);
    // its neighbour is not concerned
    expect(await send(5, '/hooks/hook_of_another_one')).toBe(5);
    server.clockMs += 1_000;
    expect(await send(5)).toBe(2);
    // a clock that is set back gives and takes nothing
    server.clockMs -= 3_600_000;
    expect(await send(2)).toBe(0);
  });

  test('calls without the right secret use up nothing', async () => {
    server = await startIntake();
    server.connections = [connectionRecord({ callsPerSecond: 1 })];
    for (let index = 0; index < 50; index += 1) {
      await server.call({ body, headers: { 'content-type': 'application/json', 'x-itc-secret': 'wrong' } });
    }
    expect((await server.call({ body })).status).toBe(200);
  });
});

describe("the addresses of Iterable's data centres", () => {
  const file = {
    createDate: '2026-01-01',
    prefixes: [
      { ip_prefix: '192.0.2.0/28', label: 'webhooks' },
      { ip_prefix: '198.51.100.7/32', labels: ['datafeeds', 'webhooks'] },
      { ip_prefix: '203.0.113.0/24', label: 'datafeeds' },
    ],
  };

  test.each([
    [file, ['192.0.2.0/28', '198.51.100.7/32']],
    [{ webhooks: ['192.0.2.1', '2001:db8::/48'], datafeeds: ['203.0.113.0/24'] }, ['192.0.2.1', '2001:db8::/48']],
    [{ us: { Webhooks: { ipv4: ['192.0.2.1/32'] } } }, ['192.0.2.1/32']],
    [{ note: 'webhooks are sent from 192.0.2.1' }, []],
    [null, []],
  ])('are read from %j by their label', (given, ranges) => {
    expect(rangesLabelled(given, 'webhooks')).toEqual(ranges);
  });

  test('admit senders of the own region only, and nobody while no file was read', async () => {
    server = await startIntake({
      iterableRanges: (region) => (region === 'us' ? addressRanges(['127.0.0.0/8']) : null),
    });
    const statusOf = async (region: 'us' | 'eu', allowedSources: string[]) => {
      server.connections = [connectionRecord({ region, allowedSources })];
      return (await server.call({ body })).status;
    };
    expect(await statusOf('us', ['iterable'])).toBe(200);
    expect(await statusOf('eu', ['iterable'])).toBe(403);
    expect(await statusOf('eu', ['iterable', '127.0.0.1'])).toBe(200);
    expect(await statusOf('us', ['10.0.0.0/8'])).toBe(403);
  });

  test('stay known when the file is emptied, cut, or cannot be read, also after a restart', async () => {
    const settings = new Map<string, string>();
    const store = {
      getSetting: async (key: string) => settings.get(key) ?? null,
      putSetting: async (key: string, value: string) => void settings.set(key, value),
    };
    let text: string | Error = JSON.stringify(file);
    const warned: string[] = [];
    const open = () =>
      createIterableRanges({
        files: { us: 'x' },
        store,
        read: async () => (text instanceof Error ? Promise.reject(text) : text),
        log: { info: () => undefined, warn: (line) => void warned.push(line) },
      });
    const first = await open();
    for (const bad of ['{}', '{"prefixes":[', new Error('offline'), '']) {
      text = bad;
      await first.refresh();
      expect(first.of('us')?.contains('192.0.2.3')).toBe(true);
    }
    first.stop();
    const second = await open();
    expect(second.of('us')?.contains('198.51.100.7')).toBe(true);
    expect(second.of('us')?.contains('203.0.113.9')).toBe(false);
    expect(second.of('eu')).toBeNull();
    second.stop();
    expect(warned).toHaveLength(5);
  });
});

describe('slow clients', () => {
  test('1,000 dripping connections hold up nobody and are all closed by the server', async () => {
    const app = express();
    app.get('/', (_request, response) => void response.end('ok'));
    const http = createServer(() => false, app, { keepAliveMs: 5_000 });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo;
    let open = 0;
    const sockets: Socket[] = [];
    const starts = [
      '',
      'GET / HTTP/1.1\r\nHost: x\r\nX-A: ',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\na',
    ];
    for (let index = 0; index < 1_000; index += 1) {
      const socket = connect(port, '127.0.0.1', () => {
        open += 1;
        socket.write(starts[index % starts.length]!);
      });
      const drip = setInterval(() => socket.write('a'), 300);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          clearInterval(drip);
          open -= 1;
        });
      // a connection that says nothing at all does not drip either
      if (index % starts.length === 0) clearInterval(drip);
      sockets.push(socket);
    }
    const good = new RawClient(port);
    let answered = 0;
    const end = Date.now() + 25_000;
    do {
      const { status } = await good.send(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
      expect(status).toBe(200);
      answered += 1;
      await sleep(20);
    } while ((open > 0 || answered < 20) && Date.now() < end);
    tellFigure({
      goal: 'G23',
      what: 'slow connections, in three kinds, that the server did not close while it answered others',
      tried: sockets.length,
      failed: open,
      seed: null,
    });
    expect(open).toBe(0);
    good.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => http.close(resolve));
  }, 60_000);
});

test('every address refuses more than 100 headers and a doubled singleton, not only the webhooks', async () => {
  const app = express();
  app.get('/', (_request, response) => void response.end('ok'));
  const http = createServer(() => false, app, { keepAliveMs: 5_000 });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const send = async (lines: string[]) => {
    const client = new RawClient(port);
    const { status } = await client.send(Buffer.from(`GET / HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`));
    client.close();
    return status;
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => `X-${index}: 1`);
  expect(await send(['Host: x', ...many(99)])).toBe(200);
  for (const count of [100, 101, 200, 900])
    expect([count, await send(['Host: x', ...many(count)])]).toEqual([count, 400]);
  for (const name of ['Host', 'Authorization', 'Content-Type', 'X-Forwarded-For', 'Forwarded']) {
    expect([name, await send(['Host: x', `${name}: a`, `${name}: a`])]).toEqual([name, 400]);
  }
  await new Promise((resolve) => http.close(resolve));
});
