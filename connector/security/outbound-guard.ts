import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';

import ipaddr from 'ipaddr.js';

import { ConnectorError } from '../../errors/connector-error.ts';
import { addressRanges } from './source-allowlist.ts';

/** Why an address that a call would connect to is refused; null for one that it may reach. */
export type AddressVerdict = (address: string) => string | null;

/** What resolves names; `dns.lookup` outside of tests. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>;

/** The way out to systems other than Iterable: addresses are judged when the socket connects, never as text alone. */
export interface OutboundGuard {
  /** Throws ITC_OUTBOUND_REFUSED for text that is no plain http(s) address; resolves nothing. */
  readUrl(text: string): URL;
  verdict: AddressVerdict;
  /** whether the operator listed this address */
  isListed(address: string): boolean;
  /** agents whose every socket passes the guard; `listed` ones reach only addresses that the operator listed */
  agents(only: 'any' | 'listed'): { httpAgent: http.Agent; httpsAgent: https.Agent };
  close(): void;
}

export interface OutboundGuardSettings {
  /** addresses and CIDR ranges that may be reached although they are not public */
  allowed: readonly string[];
  resolve?: Resolve;
}

const maxUrlLength = 8_000;
// the one block that the IANA gives out as global unicast; all that embeds another address or is local lies outside of it
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Makes the guard. Throws ITC_REQUEST_INVALID for a list with an entry that is no range. */
export function createOutboundGuard({ allowed, resolve = lookUp }: OutboundGuardSettings): OutboundGuard {
  const listed = addressRanges(allowed);
  const verdict: AddressVerdict = (address) => (listed.contains(address) ? null : refusalOf(address));
  const agentsOf = (judge: AddressVerdict) => ({
    httpAgent: guardAgent(new http.Agent(), judge, resolve),
    httpsAgent: guardAgent(new https.Agent({ minVersion: 'TLSv1.2' }), judge, resolve),
  });
  const any = agentsOf(verdict);
  const onlyListed = agentsOf((address) => (listed.contains(address) ? null : 'is not on the list'));
  return {
    readUrl,
    verdict,
    isListed: (address) => listed.contains(address),
    agents: (only) => (only === 'any' ? any : onlyListed),
    close() {
      for (const { httpAgent, httpsAgent } of [any, onlyListed]) {
        httpAgent.destroy();
        httpsAgent.destroy();
      }
    },
  };
}

/** Why an address that nobody listed is not reached; null for a public one. */
function refusalOf(text: string): string | null {
  // a zone names a network card of this machine
  if (isIP(text) === 0 || text.includes('%')) return 'is no address';
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv6 && !address.match(globalUnicast)) return `is not public (${address.range()})`;
  const range = address.range();
  return range === 'unicast' ? null : `is not public (${range})`;
}

function readUrl(text: string): URL {
  const refuse = (what: string): never => {
    throw new ConnectorError('ITC_OUTBOUND_REFUSED', `The address of the call ${what}.`, { details: { path: 'url' } });
  };
  if (text.length > maxUrlLength) return refuse(`is longer than ${String(maxUrlLength)} characters`);
  // WHATWG parsing drops tabs and line breaks in silence: what a person reads must be what is called
  if (/[\s\\]/.test(text) || [...text].some((letter) => letter < ' ' || letter === '\u007f')) {
    return refuse('holds a blank, a backslash or a control character');
  }
  const url = URL.canParse(text) ? new URL(text) : refuse('cannot be read');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse('is neither http nor https');
  if (url.username !== '' || url.password !== '') return refuse('holds a user name or password');
  if (url.port === '0') return refuse('has port 0');
  return url;
}

async function lookUp(hostname: string): Promise<{ address: string; family: number }[]> {
  return dns.promises.lookup(hostname, { all: true, verbatim: true });
}

const refused = (host: string, why: string): Error =>
  Object.assign(new Error(`refused: ${host} ${why}`), { code: 'ITC_OUTBOUND_REFUSED' });

/**
 * Judges every address at the moment a socket connects to it. The name is resolved once, by the same call whose result is connected to, so
 * a name that changes its address between check and use has no such moment.
 */
function guardAgent<A extends http.Agent>(agent: A, judge: AddressVerdict, resolve: Resolve): A {
  const lookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname).then(
      (found) => {
        // one bad address among good ones is a trick, not a choice
        const bad = found.find(({ address }) => judge(address) !== null);
        const [first] = found;
        if (bad !== undefined) done(refused('the host', judge(bad.address) ?? ''), '');
        else if (first === undefined) done(refused('the host', 'has no address'), '');
        else if (options.all === true) done(null, found);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
  const plain = agent as unknown as { createConnection: (options: ConnectOptions, ...rest: unknown[]) => Socket };
  const create = plain.createConnection.bind(agent) as typeof plain.createConnection;
  plain.createConnection = (options, ...rest) => {
    const host = String(options.host ?? options.hostname ?? '').replace(/^\[(.*)\]$/, '$1');
    if (options.socketPath !== undefined && options.socketPath !== null) throw refused('a socket file', 'is no host');
    // an address in digits is connected to without a look-up
    if (host === '' || isIP(host) !== 0 || host.includes('%')) {
      const why = judge(host);
      if (why !== null) throw refused('the host', why);
    }
    return create({ ...options, lookup }, ...rest);
  };
  return agent;
}

interface ConnectOptions {
  host?: string | null | undefined;
  hostname?: string | null | undefined;
  socketPath?: string | null | undefined;
  [key: string]: unknown;
}
