import { plainAddress, type AddressRanges } from './source-allowlist.ts';

const withPort = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/;
const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/;

/**
 * Address of the sender. The forwarded chain counts only while it is told by trusted proxies: it is walked from the right to
 * the first address that is not one of them. Null when a trusted proxy tells something that is no address.
 * @param peer address of the socket
 * @param forwardedFor value of X-Forwarded-For
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: AddressRanges,
): string | null {
  const direct = peer === undefined ? null : plainAddress(peer);
  if (direct === null || forwardedFor === undefined || trustedProxies.isEmpty || !trustedProxies.contains(direct)) {
    return direct;
  }
  let last = direct;
  const hops = forwardedFor.split(',');
  for (let index = hops.length - 1; index >= 0; index -= 1) {
    const hop = readHop(hops[index] ?? '');
    if (hop === null) return null;
    last = hop;
    if (!trustedProxies.contains(hop)) return hop;
  }
  return last;
}

function readHop(text: string): string | null {
  const hop = text.trim();
  return plainAddress(withPort.exec(hop)?.[1] ?? bracketed.exec(hop)?.[1] ?? hop);
}
