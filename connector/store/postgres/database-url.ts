import { ConnectorError } from '../../../errors/connector-error.ts';

/**
 * What an operator may ask of an encrypted connection. The driver's own reading changes with its versions and falls back in silence where a name is misspelt,
 * so it is not asked: `prefer` and `allow` of libpq are missing because they end in plain text when somebody on the way says so.
 */
const modes = ['disable', 'no-verify', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof modes)[number];

const modesOfSsl: ReadonlyMap<string | null, SslMode> = new Map([
  ['true', 'verify-full'],
  ['1', 'verify-full'],
  ['no-verify', 'no-verify'],
  ['false', 'disable'],
  ['0', 'disable'],
]);

/** The address, split into what the driver reads and what this connector reads. */
export interface DatabaseUrl {
  /** for the driver: without the parameters of encryption */
  url: string;
  mode: SslMode;
  /** `system` = the public authorities that come with Node */
  sslrootcert: string | null;
  sslcert: string | null;
  sslkey: string | null;
  sslpassword: string | null;
  sslnegotiation: 'direct' | 'postgres';
  bindsChannel: boolean;
}

const ownNames = ['sslmode', 'ssl', 'sslrootcert', 'sslcert', 'sslkey', 'sslpassword', 'sslnegotiation'] as const;
/** Others are refused as libpq does: a misspelt `sslmode` would be plain text. */
const knownNames: readonly string[] = [
  ...ownNames,
  ...['host', 'port', 'user', 'password', 'options', 'application_name', 'client_encoding', 'connect_timeout'],
  ...['statement_timeout', 'lock_timeout', 'query_timeout', 'idle_in_transaction_session_timeout'],
  ...['channel_binding', 'target_session_attrs'],
];
const knownValues: Record<string, readonly string[]> = {
  sslnegotiation: ['postgres', 'direct'],
  channel_binding: ['disable', 'prefer', 'require'],
  // a server that takes no writes is of no use here, and is found out at start
  target_session_attrs: ['any', 'read-write', 'primary'],
};

/** A setting that is wrong, told without its value: that holds the password. */
export const urlFault = (message: string, hint?: string, cause?: unknown): ConnectorError =>
  new ConnectorError('ITC_CONFIG_INVALID', `DATABASE_URL: ${message}.`, {
    details: { path: 'DATABASE_URL' },
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });

const shape = /^postgres(?:ql)?:\/\/([^/?]*)([^?]*)\??(.*)$/i;
const needsEncoding =
  'Write special characters of the user and the password percent-encoded: @ %40, # %23, / %2F, ? %3F, % %25.';

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function checkAddress(text: string): [authority: string, path: string, query: string] {
  const parts = shape.exec(text);
  if (parts === null) throw urlFault('must be an address such as postgres://user:password@host:5432/database');
  const [, authority = '', path = '', query = ''] = parts;
  // a password that ends the address early would make a host of the user: it must not be asked, or named in a message
  if (/[#\s]/.test(text) || `${path}${query}`.includes('@') || !isDecodable(authority))
    throw urlFault('has a character that an address cannot hold as it is', needsEncoding);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host.includes(',') || new URLSearchParams(query).get('host')?.includes(',') === true)
    throw urlFault('names more than one host', 'Give the one address that leads to the server that takes writes.');
  // a folder of sockets is given beside an empty host, which an address of the web cannot have behind a user
  if (!URL.canParse(`postgres://${authority}${host === '' ? 'folder' : ''}${path}`))
    throw urlFault('must be an address such as postgres://user:password@host:5432/database', needsEncoding);
  return [authority, path, query];
}

function modeOf(params: URLSearchParams): SslMode {
  const [given, ssl] = [params.get('sslmode'), params.get('ssl')];
  if (given === 'prefer' || given === 'allow') {
    throw urlFault(
      `sslmode=${given} may end in plain text, so it is not taken`,
      'Write sslmode=verify-full to have the connection encrypted and the server checked (docs/postgresql.md), or sslmode=disable for plain text.',
    );
  }
  if (given === null && ssl === null) {
    const wantsTls = params.has('sslrootcert') || params.has('sslcert') || params.get('sslnegotiation') === 'direct';
    return wantsTls ? 'verify-full' : 'disable';
  }
  const mode = given === null ? modesOfSsl.get(ssl) : modes.find((known) => known === given);
  if (mode === undefined) throw urlFault(`${given === null ? 'ssl' : 'sslmode'} is none of ${modes.join(', ')}`);
  return mode;
}

/** Reads the address. @throws ConnectorError ITC_CONFIG_INVALID, which never holds a value of it that may be secret */
export function readDatabaseUrl(text: string): DatabaseUrl {
  const [authority, path, query] = checkAddress(text);
  const params = new URLSearchParams(query);
  const names = [...params.keys()];
  const unknown = names.find((name) => !knownNames.includes(name));
  if (unknown !== undefined) {
    throw urlFault(
      `the parameter "${unknown}" is not known`,
      `Remove it, or correct it to one of ${knownNames.join(', ')}.`,
    );
  }
  // programs differ in which of two they take
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw urlFault(`the parameter "${twice}" is given twice`);
  for (const [name, values] of Object.entries(knownValues)) {
    const value = params.get(name);
    if (value !== null && !values.includes(value)) throw urlFault(`${name} is none of ${values.join(', ')}`);
  }
  const mode = modeOf(params);
  const [sslrootcert, sslcert, sslkey] = [params.get('sslrootcert'), params.get('sslcert'), params.get('sslkey')];
  if (mode === 'verify-ca' && (sslrootcert === null || sslrootcert === 'system')) {
    throw urlFault(
      'sslmode=verify-ca needs sslrootcert=<file>: any server with a public certificate would pass',
      'Give the file of the CA, or write sslmode=verify-full.',
    );
  }
  if ((sslcert === null) !== (sslkey === null)) throw urlFault('sslcert and sslkey are given together or not at all');
  const binding = params.get('channel_binding');
  if (binding === 'require' && (mode === 'disable' || mode === 'no-verify')) {
    throw urlFault(
      'channel_binding=require needs a certificate that is checked',
      'Write sslmode=verify-full beside it, see docs/postgresql.md.',
    );
  }
  const read: DatabaseUrl = {
    url: '',
    mode,
    sslrootcert,
    sslcert,
    sslkey,
    sslpassword: params.get('sslpassword'),
    sslnegotiation: mode !== 'disable' && params.get('sslnegotiation') === 'direct' ? 'direct' : 'postgres',
    bindsChannel: mode !== 'disable' && (binding === 'require' || binding === 'prefer'),
  };
  for (const name of ownNames) params.delete(name);
  const rest = params.toString();
  return { ...read, url: `postgres://${authority}${path}${rest === '' ? '' : `?${rest}`}` };
}

/** Adds what libpq and the driver read of the environment, for PGSSLMODE=require must not end in plain text; the address goes before it. */
export function withSslOf(env: Record<string, string | undefined>, text: string): string {
  const [address = '', query = ''] = text.trim().split(/\?(.*)/s);
  const params = new URLSearchParams(query);
  const isSaid = (name: string): boolean => params.has(name) || (name === 'sslmode' && params.has('ssl'));
  const added = new URLSearchParams();
  for (const name of ['sslmode', 'sslrootcert', 'sslcert', 'sslkey']) {
    const value = env[`PG${name.toUpperCase()}`] ?? '';
    if (value !== '' && !isSaid(name)) added.set(name, value);
  }
  if (added.size === 0) return text.trim();
  return `${address}?${query === '' ? '' : `${query}&`}${added.toString()}`;
}
