import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

import { ConnectorError } from '../../errors/connector-error.ts';

/** Where a sealed value is stored; a value that was moved elsewhere does not open. */
export interface SealPlace {
  table: string;
  row: string;
  field: string;
}

export interface Sealer {
  /** names the master key without telling it */
  readonly keyId: string;
  seal(clear: string, place: SealPlace): string;
  /** throws ITC_MASTER_KEY when the text was changed, moved, or sealed with another key */
  open(sealed: string, place: SealPlace): string;
}

const version = 'itc1';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Envelope encryption: each secret has its own random data key, wrapped by the master key; AES-256-GCM for both. */
export function createSealer(masterKey: Buffer): Sealer {
  if (masterKey.length !== keyBytes) throw new ConnectorError('ITC_MASTER_KEY');
  const keyId = hash('sha256', `${version} key id ${masterKey.toString('hex')}`, 'hex').slice(0, 16);
  return {
    keyId,
    seal(clear, place) {
      const dataKey = randomBytes(keyBytes);
      const wrapped = encrypt(masterKey, dataKey, associated('key', keyId, place));
      const value = encrypt(dataKey, Buffer.from(clear, 'utf8'), associated('value', keyId, place));
      return [version, keyId, wrapped.toString('base64url'), value.toString('base64url')].join('.');
    },
    open(sealed, place) {
      try {
        const [form, id, wrapped, value, ...rest] = sealed.split('.');
        if (form !== version || id !== keyId || rest.length > 0) throw new TypeError('other form or key');
        const dataKey = decrypt(masterKey, strictBase64(wrapped), associated('key', keyId, place));
        return decrypt(dataKey, strictBase64(value), associated('value', keyId, place)).toString('utf8');
      } catch (cause) {
        const what = `The stored secret ${place.table}.${place.field} cannot be opened with the present master key.`;
        throw new ConnectorError('ITC_MASTER_KEY', what, { cause });
      }
    },
  };
}

function associated(part: 'key' | 'value', keyId: string, { table, row, field }: SealPlace): Buffer {
  return Buffer.from(JSON.stringify([version, part, keyId, table, row, field]), 'utf8');
}

function encrypt(key: Buffer, clear: Buffer, aad: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(aad);
  return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, packed: Buffer, aad: Buffer): Buffer {
  if (packed.length < nonceBytes + tagBytes) throw new TypeError('too short');
  const nonce = packed.subarray(0, nonceBytes);
  const tag = packed.subarray(-tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(aad).setAuthTag(tag);
  return Buffer.concat([decipher.update(packed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

// the last character of base64 has bits that decode to nothing: a changed text must not pass for the same
function strictBase64(text: string | undefined): Buffer {
  const bytes = Buffer.from(text ?? '', 'base64url');
  if (bytes.toString('base64url') !== text) throw new TypeError('not canonical base64url');
  return bytes;
}
