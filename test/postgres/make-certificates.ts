import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { certificateFolder, certificateOf, type Certificate } from './certificates.ts';

// `npx tsx test/postgres/make-certificates.ts` makes the certificates of the tests anew. They lie in the repository, good for a hundred years and for
// nothing but tests, so that a machine without openssl can run those.
const openssl = (...args: string[]): void => {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'inherit'] });
};
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const long = ['-days', '36500'];

function makeAuthority(name: 'authority' | 'stranger'): Certificate {
  const { key, certificate } = certificateOf(name);
  openssl('req', '-x509', ...newKey, '-keyout', key, '-out', certificate, ...long, '-subj', `/CN=${name}`);
  return { key, certificate };
}

/** Signed by the authority: of a server for this machine, or of a client that the server knows by its name. */
function issue(name: 'own' | 'strange' | 'expired' | 'client', authority: Certificate, isServer: boolean): void {
  const { key, certificate } = certificateOf(name);
  const [request, extensions] = ['request', 'extensions'].map((file) => join(certificateFolder, file)) as [
    string,
    string,
  ];
  writeFileSync(extensions, isServer ? 'subjectAltName=IP:127.0.0.1\n' : '');
  openssl('req', ...newKey, '-keyout', key, '-out', request, '-subj', `/CN=${isServer ? name : 'certified'}`);
  openssl(
    ...['x509', '-req', '-in', request, '-CA', authority.certificate, '-CAkey', authority.key, '-set_serial', '1'],
    ...['-extfile', extensions, ...(name === 'expired' ? ['-days', '-1'] : long), '-out', certificate],
  );
  for (const file of [request, extensions]) rmSync(file);
}

mkdirSync(certificateFolder, { recursive: true });
const [authority, stranger] = [makeAuthority('authority'), makeAuthority('stranger')];
issue('own', authority, true);
issue('expired', authority, true);
issue('client', authority, false);
issue('strange', stranger, true);
// nothing else is signed
for (const { key } of [authority, stranger]) rmSync(key);
