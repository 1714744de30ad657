import { BlockList, isIP } from 'node:net';

import { ConnectorError } from '../../errors/connector-error.ts';

/** A set of addresses given as ranges; compares addresses, never text. */
export interface AddressRanges {
  readonly isEmpty: boolean;
  contains(address: string): boolean;
}

const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** The one form of an address: IPv4 that is mapped into IPv6 becomes IPv4, a zone is dropped. Null if it is none. */
export function plainAddress(text: string): string | null {
  const address = text.split('%', 1)[0] ?? '';
  const inner = mapped.exec(address)?.[1] ?? address;
  return isIP(inner) === 0 ? null : inner;
}

/** Reads addresses and CIDR ranges; throws ITC_REQUEST_INVALID naming the entry that is neither. */
export function addressRanges(entries: readonly string[]): AddressRanges {
  const list = new BlockList();
  for (const entry of entries) addEntry(list, entry);
  return {
    isEmpty: entries.length === 0,
    contains(text) {
      const address = plainAddress(text);
      return address !== null && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

function addEntry(list: BlockList, entry: string): void {
  const [given = '', bits, ...rest] = entry.trim().split('/');
  const address = plainAddress(given);
  const wasMapped = address !== null && isIP(given) === 6 && isIP(address) === 4;
  const family = address === null ? 0 : isIP(address);
  const maxBits = family === 4 ? 32 : 128;
  // 96 of the bits of a mapped range stand for the mapping itself
  const prefix = bits === undefined ? maxBits : /^\d{1,3}$/.test(bits) ? Number(bits) - (wasMapped ? 96 : 0) : -1;
  if (address === null || rest.length > 0 || given.includes('%') || prefix < 0 || prefix > maxBits) {
    throw new ConnectorError('ITC_REQUEST_INVALID', `${JSON.stringify(entry)} is not an IP address or a CIDR range.`);
  }
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
}
