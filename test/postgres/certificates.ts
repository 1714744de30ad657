import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files of a key and of the certificate for it; the authorities have no key any more. */
export interface Certificate {
  key: string;
  certificate: string;
}

export const certificateFolder = fileURLToPath(new URL('../fixtures/certificates', import.meta.url));

/**
 * `authority` signed `own` (a server at 127.0.0.1), `expired` (the same, out of date) and `client` (the user `certified`); `stranger` signed `strange`, for a
 * server at 127.0.0.1 too.
 */
export const certificateNames = ['authority', 'stranger', 'own', 'strange', 'expired', 'client'] as const;
export type CertificateName = (typeof certificateNames)[number];

export const certificateOf = (name: CertificateName): Certificate => ({
  key: join(certificateFolder, `${name}.key`),
  certificate: join(certificateFolder, `${name}.crt`),
});
