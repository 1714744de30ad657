import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type ConnectionOptions } from 'node:tls';

import { urlFault, type DatabaseUrl } from './database-url.ts';

function readPem(name: 'sslrootcert' | 'sslcert' | 'sslkey', file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw urlFault(`the file ${file} of ${name} cannot be read (${code})`, undefined, cause);
  }
}

function readAuthorities(file: string): string {
  const pem = readPem('sslrootcert', file);
  try {
    // Node takes a file without a certificate for an empty list, or for none: then public authorities would do
    new X509Certificate(pem);
  } catch (cause) {
    throw urlFault(`the file ${file} of sslrootcert holds no certificate in PEM form`, undefined, cause);
  }
  return pem;
}

/** How the server is met; false = in plain text. Reads the files. @throws ConnectorError ITC_CONFIG_INVALID */
export function tlsOptions(read: DatabaseUrl): ConnectionOptions | false {
  const { mode, sslrootcert, sslcert, sslkey, sslpassword } = read;
  if (mode === 'disable') return false;
  const own = {
    ...(sslcert === null || sslkey === null
      ? {}
      : { cert: readPem('sslcert', sslcert), key: readPem('sslkey', sslkey) }),
    ...(sslpassword === null ? {} : { passphrase: sslpassword }),
  };
  try {
    createSecureContext(own);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const hint = 'Give the PEM files of a certificate and of its own key; sslpassword opens a key that is encrypted.';
    throw urlFault(`sslcert and sslkey cannot be used together (${String(code)})`, hint, cause);
  }
  if (mode === 'no-verify') return { ...own, rejectUnauthorized: false };
  return {
    ...own,
    // said, because NODE_TLS_REJECT_UNAUTHORIZED takes the default away
    rejectUnauthorized: true,
    ...(sslrootcert === null || sslrootcert === 'system' ? {} : { ca: readAuthorities(sslrootcert) }),
    ...(mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  };
}
