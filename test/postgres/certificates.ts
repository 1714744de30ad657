import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a key and of the certificate for it. */
export interface Certificate {
  key: string;
  certificate: string;
}

const openssl = (...args: string[]): void => {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
};
const filesOf = (folder: string, name: string): Certificate => ({
  key: join(folder, `${name}.key`),
  certificate: join(folder, `${name}.crt`),
});
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate authority of its own, in two files of the folder. */
export function makeAuthority(folder: string, name: string): Certificate {
  const { key, certificate } = filesOf(folder, name);
  openssl('req', '-x509', ...newKey, '-keyout', key, '-out', certificate, '-days', '2', '-subj', `/CN=${name}`);
  return { key, certificate };
}

/** A certificate signed by the authority: of a server with these names (`IP:127.0.0.1`, `DNS:db.test`), or of a client without any. */
export function issueCertificate(
  folder: string,
  authority: Certificate,
  { name, altNames = '', days = 2 }: { name: string; altNames?: string; days?: number },
): Certificate {
  const { key, certificate } = filesOf(folder, name);
  const request = join(folder, `${name}.csr`);
  const extensions = join(folder, `${name}.ext`);
  writeFileSync(extensions, altNames === '' ? '' : `subjectAltName=${altNames}\n`);
  openssl('req', ...newKey, '-keyout', key, '-out', request, '-subj', `/CN=${name}`);
  openssl(
    ...['x509', '-req', '-in', request, '-CA', authority.certificate, '-CAkey', authority.key, '-CAcreateserial'],
    ...['-extfile', extensions, '-days', String(days), '-out', certificate],
  );
  return { key, certificate };
}
