import { ConnectorError } from '../../errors/connector-error.ts';
import { clientAddress } from '../security/client-address.ts';
import { addressRanges, type AddressRanges } from '../security/source-allowlist.ts';
import type { ConnectionRecord } from '../store/store.ts';
import type { Guard, HookCall } from './hook-call.ts';

/** The entry of an allowlist that stands for the addresses of Iterable's data centre. */
export const iterableSources = 'iterable';

const lists = new WeakMap<ConnectionRecord, AddressRanges | null>();

/** Sender address of the call behind trusted proxies; null if it cannot be told. */
export function sourceOf({ request, trustedProxies }: Pick<HookCall, 'request' | 'trustedProxies'>): string | null {
  const forwarded = request.headers['x-forwarded-for'];
  return clientAddress(
    request.socket.remoteAddress,
    Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
    trustedProxies,
  );
}

/** Sender address against the list of the connection; a list adds to the secret, it never replaces it. */
export const checkSource: Guard = (call) => {
  if (call.connection.allowedSources.length === 0) return null;
  const source = sourceOf(call);
  if (source !== null) {
    const { connection } = call;
    if (listOf(connection)?.contains(source) === true) return null;
    const isIterable = connection.allowedSources.includes(iterableSources);
    if (isIterable && call.iterableRanges(connection.region)?.contains(source) === true) return null;
  }
  return new ConnectorError(
    'ITC_HOOK_SOURCE',
    `The sender address ${source ?? 'is unknown and'} is not on the allowlist of this connection.`,
  );
};

// a list that cannot be read admits nobody
function listOf(connection: ConnectionRecord): AddressRanges | null {
  let list = lists.get(connection);
  if (list === undefined) {
    try {
      list = addressRanges(connection.allowedSources.filter((entry) => entry !== iterableSources));
    } catch {
      list = null;
    }
    lists.set(connection, list);
  }
  return list;
}
