import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

import { ConnectorError } from '../../errors/connector-error.ts';

/** Where a sealed value is stored; a value that was moved elsewhere does not open. */
export interface SealPlace {
  table: string;
  row: string;
  field: string;
  /** whose value it is; left out, the one workspace of a server that knows no others */
  workspace?: string;
}

export interface Sealer {
  /** names the master key that seals now, without telling it */
  readonly keyId: string;
  seal(clear: string, place: SealPlace): string;
  /** throws ITC_MASTER_KEY when the text was changed, moved, or sealed with a key that is not known */
  open(sealed: string, place: SealPlace): string;
  /** the keys known from now on, the first one seals */
  useKeys(masterKeys: readonly Buffer[]): void;
}

// the form before it had no workspace in its associated data
const forms = ['itc1', 'itc2'] as const;
type Form = (typeof forms)[number];
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const defaultWorkspace = 'default';

/**
 * Envelope encryption: each secret has its own random data key, wrapped by the master key; AES-256-GCM for both. Place, workspace and the id
 * of the master key are associated data, so a text opens nowhere but where it was sealed for.
 * @param masterKeys the first one seals, all of them open
 */
export function createSealer(...masterKeys: readonly Buffer[]): Sealer {
  let ring = ringOf(masterKeys);
  return {
    get keyId() {
      return ring.current.id;
    },
    useKeys: (keys) => {
      ring = ringOf(keys);
    },
    seal(clear, place) {
      const { id, key } = ring.current;
      const dataKey = randomBytes(keyBytes);
      const wrapped = encrypt(key, dataKey, associated('itc2', 'key', id, place));
      const value = encrypt(dataKey, Buffer.from(clear, 'utf8'), associated('itc2', 'value', id, place));
      return ['itc2', id, wrapped.toString('base64url'), value.toString('base64url')].join('.');
    },
    open(sealed, place) {
      try {
        const [form = '', id = '', wrapped, value, ...rest] = sealed.split('.');
        const key = ring.known.get(id);
        if (!isForm(form) || key === undefined || rest.length > 0) throw new TypeError('other form or key');
        const dataKey = decrypt(key, strictBase64(wrapped), associated(form, 'key', id, place));
        return decrypt(dataKey, strictBase64(value), associated(form, 'value', id, place)).toString('utf8');
      } catch (cause) {
        const what = `The stored secret ${place.table}.${place.field} cannot be opened with the present master key.`;
        throw new ConnectorError('ITC_MASTER_KEY', what, { cause });
      }
    },
  };
}

const isForm = (text: string): text is Form => (forms as readonly string[]).includes(text);

interface Ring {
  current: { id: string; key: Buffer };
  known: Map<string, Buffer>;
}

function ringOf(masterKeys: readonly Buffer[]): Ring {
  const [key] = masterKeys;
  if (key === undefined || masterKeys.some(({ length }) => length !== keyBytes)) {
    throw new ConnectorError('ITC_MASTER_KEY');
  }
  return { current: { id: keyIdOf(key), key }, known: new Map(masterKeys.map((one) => [keyIdOf(one), one])) };
}

// the words before the key are those of the first form: the id of a key never changes
const keyIdOf = (key: Buffer): string => hash('sha256', `itc1 key id ${key.toString('hex')}`, 'hex').slice(0, 16);

function associated(form: Form, part: 'key' | 'value', keyId: string, place: SealPlace): Buffer {
  const { table, row, field, workspace = defaultWorkspace } = place;
  const owner = form === 'itc1' ? [] : [workspace];
  return Buffer.from(JSON.stringify([form, part, keyId, ...owner, table, row, field]), 'utf8');
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
