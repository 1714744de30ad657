import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { clientAddress } from '../../connector/security/client-address.ts';
import { addressRanges } from '../../connector/security/source-allowlist.ts';

const proxies = addressRanges(['10.0.0.0/8', 'fd00::/8']);

describe('the address of the sender', () => {
  test.each([
    ['8.8.8.8', '1.2.3.4', '8.8.8.8'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['::ffff:192.168.100.200', undefined, '192.168.100.200'],
    ['10.0.0.1', '1.2.3.4', '1.2.3.4'],
    ['::ffff:10.0.0.1', '1.2.3.4', '1.2.3.4'],
    ['10.0.0.1', '6.6.6.6, 1.2.3.4, 10.9.9.9', '1.2.3.4'],
    ['10.0.0.1', '10.0.0.2, 10.0.0.3', '10.0.0.2'],
    ['10.0.0.1', '1.2.3.4:5678', '1.2.3.4'],
    ['fd00::1', '[2001:db8::1]:443', '2001:db8::1'],
    ['10.0.0.1', '', null],
    ['10.0.0.1', '1.2.3.4,', null],
    ['10.0.0.1', 'unknown', null],
    ['10.0.0.1', '_hidden', null],
    ['10.0.0.1', Array.from({ length: 100 }, () => '10.1.1.1').join(','), '10.1.1.1'],
    [undefined, '1.2.3.4', null],
    ['x', '1.2.3.4', null],
    ['10.0.0.1', '192.168.100.200:65535', '192.168.100.200'],
    ['10.0.0.1', '1.2.3.4:', null],
    ['10.0.0.1', '1.2.3.4:123456', null],
    ['10.0.0.1', '1.2.3.4:5x', null],
    ['10.0.0.1', 'x1.2.3.4:5', null],
    ['10.0.0.1', '[2001:db8::1]', '2001:db8::1'],
    ['10.0.0.1', '[2001:db8::1]:', null],
    ['10.0.0.1', '[2001:db8::1]:123456', null],
    ['10.0.0.1', '[2001:db8::1]:5x', null],
    ['10.0.0.1', '[2001:db8::1]x', null],
    ['10.0.0.1', 'x[2001:db8::1]', null],
    ['10.0.0.1', '[]', null],
  ])('of peer %s with the chain "%s" is %s', (peer, chain, expected) => {
    expect(clientAddress(peer, chain, proxies)).toBe(expected);
  });

  test('agrees with a plain reading of the rule for 5,000 chains', () => {
    const hop = fc.oneof(
      fc.ipV4(),
      fc.tuple(fc.nat(255), fc.nat(255)).map(([left, right]) => `10.0.${left}.${right}`),
      fc.constantFrom('', 'x'),
    );
    fc.assert(
      fc.property(hop, fc.array(hop, { minLength: 1, maxLength: 8 }), (peer, chain) => {
        const isTrusted = (address: string): boolean => address.startsWith('10.');
        const isAddress = (text: string): boolean => text.includes('.');
        let expected: string | null = isAddress(peer) ? peer : null;
        for (const each of [...chain].reverse()) {
          if (expected === null || !isTrusted(expected)) break;
          expected = isAddress(each) ? each : null;
        }
        expect(clientAddress(peer, chain.join(', '), proxies)).toBe(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  test('without trusted proxies a chain is never read', () => {
    expect(clientAddress('10.0.0.1', '1.2.3.4', addressRanges([]))).toBe('10.0.0.1');
  });
});

describe('address ranges', () => {
  test.each([
    [['1.2.3.4'], '1.2.3.4', true],
    [['1.2.3.4'], '1.2.3.40', false],
    [['1.2.3.0/24'], '1.2.3.255', true],
    [['1.2.3.0/24'], '1.2.4.0', false],
    [['1.2.3.4'], '::ffff:1.2.3.4', true],
    [['::ffff:1.2.3.0/120'], '1.2.3.9', true],
    [['2001:db8::/32'], '2001:DB8:1::1', true],
    [['2001:db8::/32'], '2001:db9::1', false],
    [['fe80::/10'], 'fe80::1%eth0', true],
    [['0.0.0.0/0'], '2001:db8::1', false],
    [['1.2.3.4'], '01.2.3.4', false],
    [['1.2.3.4'], 'x', false],
    [[], '1.2.3.4', false],
    [[' 1.2.3.4\t'], '1.2.3.4', true],
    [['::ffff:192.168.100.200'], '192.168.100.200', true],
    [['192.168.100.200'], '::FFFF:192.168.100.200', true],
    [['1.2.3.4'], '1::ffff:1.2.3.4', false],
    [['1.2.3.4'], '::ffff:1.2.3.4x', false],
    [['2001:db8::/64'], '2001:db8::ffff', true],
    [['2001:db8::/64'], '2001:db8:0:1::', false],
    [['2001:db8::1/128'], '2001:db8::1', true],
    [['::ffff:1.2.3.4/128'], '1.2.3.5', false],
    [['::ffff:1.2.3.4/96'], '9.9.9.9', true],
  ])('%j holds %s: %s', (entries, address, expected) => {
    expect(addressRanges(entries).contains(address)).toBe(expected);
  });

  test.each([
    '',
    '1.2.3',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/-1',
    '1.2.3.4/8/8',
    '::1/129',
    'example.com',
    '::ffff:1.2.3.4/95',
    '1.2.3.4/x8',
    '1.2.3.4/8x',
    '1.2.3.4/0008',
    'fe80::1%eth0',
  ])('the entry "%s" is refused', (entry) => {
    expect(() => addressRanges([entry])).toThrow('is not an IP address or a CIDR range');
  });

  test('are empty where there is no entry, and then hold nobody', () => {
    expect([addressRanges([]).isEmpty, addressRanges(['1.2.3.4']).isEmpty]).toEqual([true, false]);
    expect(addressRanges([]).contains('0.0.0.0')).toBe(false);
  });
});
