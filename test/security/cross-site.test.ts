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
