import { ConnectorError } from '../../../errors/connector-error.ts';

interface Cause {
  /** of `code message` */
  pattern: RegExp;
  /** follows "the PostgreSQL server"; the words of the server or the driver stand behind it */
  found: string;
  hint: string;
}

/** What a start may find, the narrower before the wider. */
const causes: readonly Cause[] = [
  {
    pattern: /^ERR_TLS_CERT_ALTNAME_INVALID/,
    found: 'has a certificate for another host',
    hint: 'Connect by a name of the certificate; where it is of your own CA and carries no host name, write sslmode=verify-ca with sslrootcert.',
  },
  {
    pattern: /^CERT_(HAS_EXPIRED|NOT_YET_VALID)/,
    found: 'has a certificate that is out of date',
    hint: 'Renew the certificate of the server, and check the clocks of both machines.',
  },
  {
    pattern: /^ERR_SSL_|^EPROTO|before secure TLS/,
    found: 'broke off the encrypted connection',
    hint: 'Check sslcert, sslkey and sslnegotiation of DATABASE_URL, and which versions of TLS the server speaks.',
  },
  {
    pattern: /^[A-Z_]*(CERT|ISSUER|SIGNATURE|INVALID_CA|CRL)/,
    found: 'has a certificate that is not trusted here',
    hint: 'Add sslrootcert=<file> with the CA certificate of your provider to DATABASE_URL (docs/postgresql.md).',
  },
  {
    pattern: /does not support SSL connections/,
    found: 'speaks no TLS, and the address demands it',
    hint: 'Switch TLS on at the server. A folder of sockets has none: leave sslmode out there, and only there.',
  },
  {
    pattern: /^28000 .*(no encryption|SSL off|insecure|SSL connection is required|require.* (SSL|TLS))/i,
    found: 'does not let this user in without encryption, and the address asks for none',
    hint: 'Add ?sslmode=verify-full to DATABASE_URL, and sslrootcert=<file> where the CA is a private one (docs/postgresql.md).',
  },
  {
    pattern: /^28000 .*client certificate/i,
    found: 'wants a client certificate',
    hint: 'Add sslcert=<file> and sslkey=<file> to DATABASE_URL.',
  },
  {
    pattern: /^28P01|^28000|client password must be/,
    found: 'refuses the user or the password',
    hint: 'Check both; special characters are percent-encoded. The server also needs a line for this user in its pg_hba.conf.',
  },
  { pattern: /^3D000/, found: 'has no such database', hint: 'Create it, or correct DATABASE_URL.' },
  {
    pattern: /^42501/,
    found: 'does not let this user create tables',
    hint: 'Make the user of DATABASE_URL the owner of its database, or grant it CREATE on its schema.',
  },
  {
    pattern: /^25006/,
    found: 'takes no writes',
    hint: 'Give the address of the primary.',
  },
  {
    pattern: /^E[A-Z_]+ |timeout|terminated/,
    found: 'cannot be reached',
    hint: 'Check that it runs, and the host and port of DATABASE_URL.',
  },
];

/** Why no store could be opened: what was found and what to do. The address itself is not repeated. */
export function openingFault(cause: unknown): ConnectorError {
  if (cause instanceof ConnectorError) return cause;
  const { code = '', message = '' } = cause as { code?: string; message?: string };
  const known = causes.find(({ pattern }) => pattern.test(`${code} ${message}`));
  const words = [code, message].filter(Boolean).join(': ');
  return new ConnectorError(
    'ITC_STORE_UNAVAILABLE',
    `DATABASE_URL: the PostgreSQL server ${known?.found ?? 'cannot be used'}${words === '' ? '' : ` (${words})`}.`,
    {
      hint:
        known?.hint ??
        'Check that the server runs, and that the user of the address may create tables in its database.',
      cause,
    },
  );
}
