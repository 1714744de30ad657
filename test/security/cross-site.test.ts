import { describe, expect, it } from '@jest/globals';

import { crossSiteSign } from '../../connector/security/cross-site.ts';

const own = { host: '127.0.0.1:3000', 'x-itc-designer': '1' };

describe('the sign of a call from another site', () => {
  it.each([
    ['the designer itself', { ...own, origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, null],
    ['a browser that tells neither origin nor site', own, null],
    [
      'the designer behind a proxy that rewrites Host',
      { ...own, origin: 'https://itc.example.com' },
      'https://itc.example.com',
    ],
  ])('is absent for %s', (_what, headers, publicUrl) => {
    expect(crossSiteSign(headers, publicUrl)).toBeNull();
  });

  it.each([
    ['a page of another site', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbouring subdomain', { ...own, 'sec-fetch-site': 'same-site' }],
    ['an address that was typed', { ...own, 'sec-fetch-site': 'none' }],
    ['another origin', { ...own, origin: 'http://evil.example' }],
    ['the same host on another port', { ...own, origin: 'http://127.0.0.1:8080' }],
    ['an opaque origin', { ...own, origin: 'null' }],
    ['a form without the header of the designer', { host: own.host, origin: 'http://127.0.0.1:3000' }],
  ])('is found on %s', (_what, headers) => {
    expect(crossSiteSign(headers, null)).not.toBeNull();
  });
});

describe('the reason that is told', () => {
  it.each<[object, string | null, string | null]>([
    [{ 'sec-fetch-site': 'cross-site' }, null, 'Sec-Fetch-Site is cross-site'],
    [{ 'sec-fetch-site': 'x'.repeat(99) }, null, `Sec-Fetch-Site is ${'x'.repeat(40)}`],
    [{ origin: 'http://evil.example' }, null, 'Origin is another address'],
    [{ origin: 'http://evil.example' }, 'https://itc.example.com', 'Origin is another address'],
    [{ origin: 'no address' }, null, 'Origin is another address'],
    [{ origin: 'no address' }, 'no address either', 'Origin is another address'],
    [{ origin: 'http://127.0.0.1:3000' }, 'https://itc.example.com', null],
    [{ 'x-itc-designer': undefined }, null, 'the header x-itc-designer is missing'],
    [{ 'x-itc-designer': undefined, 'sec-fetch-site': 'same-origin' }, null, 'the header x-itc-designer is missing'],
  ])('for %j behind %j is %j', (change, publicUrl, why) => {
    expect(crossSiteSign({ ...own, ...change }, publicUrl)).toBe(why);
  });
});
