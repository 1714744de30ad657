import type { Endpoint, RequestParts } from '../define.ts';
import type { Json } from '../../errors/json.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { IterableConnection } from './action-result.ts';

export type Hosts = Record<IterableConnection['region'], string>;

/** Iterable's two data centres (Iterable, "API endpoints"); a project lives in one of them. */
export const iterableHosts: Hosts = { us: 'https://api.iterable.com', eu: 'https://api.eu.iterable.com' };

/**
 * The base address of a connection.
 * Throws ITC_CONFIG_INVALID for a sandbox address that is not http on this machine: the key must not go anywhere else.
 */
export function baseUrl(connection: IterableConnection, hosts: Hosts): string {
  if (connection.sandboxUrl === null) return hosts[connection.region];
  const url = URL.canParse(connection.sandboxUrl) ? new URL(connection.sandboxUrl) : null;
  const isLoopback =
    url?.protocol === 'http:' && url.username === '' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url === null || !isLoopback) {
    throw new ConnectorError(
      'ITC_CONFIG_INVALID',
      'The sandbox address of the connection is not http on this machine.',
      {
        hint: 'Use an address such as http://127.0.0.1:4010, or remove it to talk to Iterable.',
      },
    );
  }
  return url.origin;
}

/**
 * The whole address of a call. Path values are percent-encoded as a whole, so that `+`, `/`, `?` and `#` in an address
 * stay part of it.
 * Throws ITC_INPUT_INVALID for a path that is not below /api/, a missing value, or one that would climb the path.
 */
export function buildUrl(base: string, endpoint: Endpoint, parts: RequestParts): string {
  const path = endpoint.path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeSegment(name, parts.path?.[name]));
  const climbs = path.split('/').some((segment) => /^\.+$/.test(segment.replace(/%2e/gi, '.')));
  if (!/^\/api\/[^\s?#\\]+$/.test(path) || path.includes('//') || climbs) {
    throw new ConnectorError('ITC_INPUT_INVALID', 'The path of the request is not a path below /api/.', {
      details: { path: 'path' },
    });
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) query.append(name, asText(item));
    }
  }
  const text = query.toString();
  return `${base}${path}${text === '' ? '' : `?${text}`}`;
}

const asText = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function encodeSegment(name: string, value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  // an empty segment would address the whole collection, and dots another one
  if (text === '' || /^\.+$/.test(text)) {
    throw new ConnectorError('ITC_INPUT_INVALID', `The value of \`${name}\` cannot stand in the path of a request.`, {
      details: { path: name, found: text === '' ? 'nothing' : 'dots only' },
    });
  }
  return encodeURIComponent(text);
}
