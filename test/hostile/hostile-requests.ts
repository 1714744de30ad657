import type { SeededRandom } from './seeded-random.ts';

/** Where the requests go. */
export interface HostileTarget {
  hookPath: string;
  secret: string;
  adminToken: string;
  /** methods and paths of the REST API, parameters in braces */
  routes: readonly { method: string; path: string }[];
}

const strings = [
  '',
  ' ',
  '0',
  '-1',
  '1e400',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '..',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e',
  '%00',
  '%',
  '%zz',
  '%c0%ae',
  "' OR 1=1 --",
  '1; DROP TABLE events',
  '${7*7}',
  '{{7*7}}',
  '{{ constructor.constructor("return 1")() }}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '\\u0000',
  '\u2028',
  '\ud800',
  'ａ',
  'é',
  '😀',
  'a'.repeat(300),
  'x'.repeat(5_000),
  '$(id)',
  '`id`',
  '|id',
  'file:///etc/passwd',
  'http://169.254.169.254/',
  'application/json',
  'CON',
  'nul\u0000byte',
  '9'.repeat(400),
  '🏴'.repeat(50),
];
const methods = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'get',
  'POST ',
  'QUERY',
  'M-SEARCH',
  'XYZ',
];
const types = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-7',
  'APPLICATION/JSON',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/xml',
  'application/vnd.api+json',
  'application/cbor',
  '',
  ',',
  'application/json, text/html',
  '\t',
  'a/b;'.repeat(50),
];
const headers = [
  'Content-Encoding: gzip',
  'Content-Encoding: br',
  'Transfer-Encoding: gzip',
  'Expect: 100-continue',
  'Expect: nonsense',
  'Upgrade: websocket',
  'Connection: upgrade',
  'Connection: close',
  'X-Forwarded-For: 127.0.0.1, ::1',
  'Forwarded: for="[::1]"',
  'Host: a',
  'Host: b',
  'Range: bytes=0-',
  'If-None-Match: *',
  'Accept: */*;q=1e9',
  'Cookie: itc_session=../../x',
  'Cookie: ' + 'a=b; '.repeat(200),
  'Authorization: Basic ====',
  'Authorization: Bearer x',
  'Authorization: ' + 'A'.repeat(2_000),
  'Content-Type: text/html',
  'X-Http-Method-Override: DELETE',
  'Origin: null',
  'Sec-Fetch-Site: cross-site',
  'X-Itc-Designer: 1',
  'X-A: \u00ff\u00fe',
];

function jsonText(random: SeededRandom): string {
  const scalar = (): unknown =>
    random.pick<unknown>([null, true, 0, -0, 1e308, 123456789012345680000, random.pick(strings), random.pick(strings)]);
  const value = (depth: number): unknown => {
    const kind = random.below(depth > 4 ? 1 : 4);
    if (kind === 0) return scalar();
    if (kind === 1) return Array.from({ length: random.below(4) }, () => value(depth + 1));
    return Object.fromEntries(
      Array.from({ length: random.below(5) }, () => [
        random.pick([
          ...strings,
          'eventName',
          'dataFields',
          'email',
          'messageId',
          'document',
          'steps',
          'trigger',
          'files',
          'filepath',
          'rawBody',
        ]),
        value(depth + 1),
      ]),
    );
  };
  const text = random.pick([
    () => JSON.stringify(value(0)) ?? 'null',
    () => JSON.stringify({ eventName: random.pick(['emailOpen', ...strings]), dataFields: value(0), email: scalar() }),
    () =>
      JSON.stringify({
        text: random.pick(strings),
        document: value(0),
        name: scalar(),
        input: value(0),
        connection: 'sandbox',
        samples: [value(0)],
        schema: value(0),
      }),
    () => '['.repeat(random.below(40_000)),
    () => '{"a":'.repeat(random.below(3_000)) + '1' + '}'.repeat(random.below(3_000)),
    () => `{"eventName":"x","n":${'9'.repeat(random.below(2_000))}}`,
    () => '{"eventName":"x","\\u005f_proto__":{"a":1},"__proto__":{"polluted":1}}',
    () => `{${Array.from({ length: random.below(3_000) }, (_, index) => `"k${index}":1`).join(',')}}`,
    () => `"${'\\ud800'.repeat(random.below(200))}"`,
    () => random.pick(strings),
    // beyond every limit of a body; seldom, for each takes as long as a hundred others
    () => `{"eventName":"${'x'.repeat(random.below(40) === 0 ? 2_200_000 : 20)}"}`,
  ])();
  if (random.below(4) > 0) return text;
  // one letter less, more or other
  const at = random.below(text.length + 1);
  return (
    text.slice(0, at) +
    random.pick(['', '"', '}', ']', '\\', '\u0000', ',', ':', '\u00ff']) +
    text.slice(at + random.below(2))
  );
}

// percent-encoding knows no lone surrogates
const inAddress = (text: string): string => encodeURIComponent(text.replaceAll('\ud800', ''));

function targetOf(random: SeededRandom, target: HostileTarget): { method: string; path: string } {
  const roll = random.below(10);
  const query =
    random.below(3) > 0
      ? ''
      : `?${random.pick(['limit', 'cursor', 'status', 'recipe', 'a[b]', '__proto__', 'from', 'q'])}=${inAddress(random.pick(strings))}`;
  if (roll < 4)
    return {
      method: random.below(3) > 0 ? 'POST' : random.pick(methods),
      path: target.hookPath + random.pick(['', '', '', '/', '/journeys/x', '/../x', '%2f', query]),
    };
  if (roll < 9) {
    const { method, path } = random.pick(target.routes);
    const filled = path.replaceAll(/\{\w+\}/g, () => safeSegment(random.pick(strings)));
    return {
      method: random.below(6) > 0 ? method.toUpperCase() : random.pick(methods),
      path: `/api/v1${filled}${query}`,
    };
  }
  return {
    method: random.pick(methods),
    path: random.pick([
      '/',
      '//',
      '/api',
      '/api/v1/..',
      '/.git/config',
      '/.env',
      '/hooks',
      '/hooks/',
      '/assets/../x',
      '*',
      'http://evil.example/',
      '/%',
      '/\\',
      `/${'a'.repeat(9_000)}`,
      '/api/v1/docs/../../x',
    ]),
  };
}

// a blank or line break would end the request line, which is a case of its own below
const safeSegment = (text: string): string =>
  [...text].some((letter) => letter <= ' ' || letter > '~') ? inAddress(text) : text;

/** One hostile request as bytes. The same random numbers give the same request. */
export function hostileRequest(random: SeededRandom, target: HostileTarget): Buffer {
  const { method, path } = targetOf(random, target);
  const body = Buffer.from(jsonText(random), random.below(8) === 0 ? 'latin1' : 'utf8');
  const isHook = path.startsWith('/hooks');
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(random.below(50) === 0 ? [] : ['Host: localhost']),
    ...(random.below(5) === 0
      ? []
      : [`Content-Type: ${random.pick(random.below(3) === 0 ? types : types.slice(0, 2))}`]),
    ...(random.below(8) === 0
      ? []
      : [isHook ? `X-Itc-Secret: ${target.secret}` : `Authorization: Bearer ${target.adminToken}`]),
    ...Array.from({ length: random.below(4) }, () => random.pick(headers)),
    ...(random.below(100) === 0 ? Array.from({ length: 150 }, (_, index) => `X-${index}: 1`) : []),
  ];
  const framing = random.below(20);
  const head = (more: string[]): Buffer => Buffer.from(`${[...lines, ...more].join('\r\n')}\r\n\r\n`, 'latin1');
  if (framing === 0) {
    const chunk = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
    return Buffer.concat([head(['Transfer-Encoding: chunked']), body.length === 0 ? Buffer.from('0\r\n\r\n') : chunk]);
  }
  if (framing === 1)
    return Buffer.concat([
      head([
        `Content-Length: ${body.length}`,
        random.pick(['Content-Length: 0', 'Transfer-Encoding: chunked', 'Content-Length: +1']),
      ]),
      body,
    ]);
  return Buffer.concat([head([`Content-Length: ${body.length}`]), body]);
}
