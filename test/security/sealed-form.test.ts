import { createCipheriv, hash, randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { newApiToken, readApiToken } from '../../connector/security/api-token.ts';
import { canonicalJson } from '../../connector/security/canonical-json.ts';
import { matchesDigest } from '../../connector/security/hash-secret.ts';
import { redactHeaders } from '../../connector/security/redact-headers.ts';
import { createSealer } from '../../connector/security/seal.ts';
import type { ConnectorError } from '../../errors/connector-error.ts';

const place = { table: 'connections', row: 'con_1', field: 'api_key' };
const idOf = (key: Buffer): string => hash('sha256', `itc1 key id ${key.toString('hex')}`, 'hex').slice(0, 16);
const thrown = (run: () => unknown): ConnectorError => {
  try {
    run();
  } catch (error) {
    return error as ConnectorError;
  }
  throw new Error('nothing was thrown');
};

/** A record of either form, built without the code under test. */
function sealByHand(form: 'itc1' | 'itc2', master: Buffer, clear: string, workspace: string): string {
  const encrypt = (key: Buffer, text: Buffer, part: string): string => {
    const owner = form === 'itc1' ? [] : [workspace];
    const aad = JSON.stringify([form, part, idOf(master), ...owner, place.table, place.row, place.field]);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
    return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  };
  const dataKey = randomBytes(32);
  return [form, idOf(master), encrypt(master, dataKey, 'key'), encrypt(dataKey, Buffer.from(clear), 'value')].join('.');
}

describe('the form of a sealed record', () => {
  const master = randomBytes(32);
  const sealer = createSealer(master);

  test('records of both forms open, the first one without a workspace', () => {
    expect(sealer.open(sealByHand('itc1', master, 'old', ''), place)).toBe('old');
    expect(sealer.open(sealByHand('itc1', master, 'old', ''), { ...place, workspace: 'wsp_2' })).toBe('old');
    expect(sealer.open(sealByHand('itc2', master, 'new', 'default'), place)).toBe('new');
    expect(sealer.open(sealByHand('itc2', master, '', 'wsp_2'), { ...place, workspace: 'wsp_2' })).toBe('');
  });

  test('a record of one workspace does not open for another, nor one form as the other', () => {
    const sealed = sealer.seal('a', { ...place, workspace: 'wsp_2' });
    expect(sealer.open(sealed, { ...place, workspace: 'wsp_2' })).toBe('a');
    expect(() => sealer.open(sealed, place)).toThrow('cannot be opened');
    expect(() => sealer.open(sealed.replace('itc2', 'itc1'), place)).toThrow('cannot be opened');
    expect(() => sealer.open(sealByHand('itc1', master, 'a', '').replace('itc1', 'itc2'), place)).toThrow();
  });

  test('a record that does not open says which one and keeps the cause', () => {
    const error = thrown(() => sealer.open('itc2.x', place));
    expect(error).toMatchObject({
      code: 'ITC_MASTER_KEY',
      message: 'The stored secret connections.api_key cannot be opened with the present master key.',
      cause: { message: 'other form or key' },
    });
    const known = (rest: string) => thrown(() => sealer.open(`itc2.${sealer.keyId}.${rest}`, place)).cause;
    expect(known('AAAA.AAAA')).toMatchObject({ message: 'too short' });
    expect(known('A=.AAAA')).toMatchObject({ message: 'not canonical base64url' });
    expect(thrown(() => sealer.open(`${sealer.seal('a', place)}.A`, place)).cause).toMatchObject({
      message: 'other form or key',
    });
    // 28 bytes are a nonce and a tag around nothing: long enough to be tried
    expect(known(`${Buffer.alloc(28).toString('base64url')}.A`)).not.toMatchObject({ message: 'too short' });
  });

  test('the key that seals is named by its id, the first of the ring seals and all of it open', () => {
    const next = randomBytes(32);
    const ring = createSealer(master);
    expect(ring.keyId).toBe(idOf(master));
    const old = ring.seal('a', place);
    ring.useKeys([next, master]);
    expect(ring.keyId).toBe(idOf(next));
    expect(ring.seal('b', place).split('.')[1]).toBe(idOf(next));
    expect(ring.open(old, place)).toBe('a');
    ring.useKeys([next]);
    expect(() => ring.open(old, place)).toThrow('cannot be opened');
  });

  test.each([[[]], [[Buffer.alloc(31)]], [[Buffer.alloc(32), Buffer.alloc(33)]]])(
    'a ring without a key of 32 bytes each is refused (%#)',
    (keys) => {
      expect(thrown(() => createSealer(...keys)).code).toBe('ITC_MASTER_KEY');
    },
  );
});

describe('API tokens', () => {
  test('a token has an id, 256 random bits and a checksum, and tells its id', () => {
    const { id, token } = newApiToken();
    expect(id).toMatch(/^tok[0-9a-f]{16}$/);
    expect(token).toMatch(new RegExp(`^itc_${id}_[A-Za-z0-9_-]{43}_[0-9a-f]{8}$`));
    expect(readApiToken(token)).toBe(id);
    expect(newApiToken().token).not.toBe(token);
  });

  test('a checksum that begins with zeros has eight digits as well', () => {
    const tokens = Array.from({ length: 500 }, () => newApiToken().token);
    expect(tokens.filter((token) => readApiToken(token) === null)).toEqual([]);
    expect(tokens.some((token) => token.at(-8) === '0')).toBe(true);
  });

  test('a text that is no token, or one with a slip, tells nothing', () => {
    const { token } = newApiToken();
    const slip = `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`;
    const checksum = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
    for (const text of ['', 'x', slip, checksum, ` ${token}`, `${token} `, `x${token}`, token.slice(4)]) {
      expect(readApiToken(text)).toBeNull();
    }
  });
});

describe('canonicalJson', () => {
  test('keys stand in order of their code units, without spaces, and missing ones are left out', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], B: true, a: undefined, 'é"': 1.5 } as never)).toBe(
      '{"B":true,"b":[1,{"c":"x","d":null}],"é\\"":1.5}',
    );
    expect([canonicalJson([]), canonicalJson({}), canonicalJson(null), canonicalJson('a')]).toEqual([
      '[]',
      '{}',
      'null',
      '"a"',
    ]);
  });
});

describe('matchesDigest', () => {
  test('a secret is found wherever its digest stands, and digests of another length are none', () => {
    const digest = (text: string): Buffer => Buffer.from(hash('sha256', text, 'hex'), 'hex');
    expect(matchesDigest('a', [digest('a'), digest('b')])).toBe(true);
    expect(matchesDigest('a', [digest('b'), digest('a')])).toBe(true);
    expect(matchesDigest('a', [digest('b')])).toBe(false);
    expect(matchesDigest('a', [])).toBe(false);
    expect(matchesDigest('a', [digest('a').subarray(1), Buffer.alloc(0)])).toBe(false);
  });
});

describe('redactHeaders', () => {
  test.each(
    'authorization cookie x-secret token password passwd signature credentials session x-api-key apikey jwt'.split(' '),
  )('the header %s may be a secret', (name) => {
    expect(redactHeaders({ [name]: 'a', host: 'b' })).toEqual({ [name]: '[redacted]', host: 'b' });
    expect(redactHeaders({ [name]: ['a', 'b'] })).toEqual({ [name]: '[redacted]' });
  });

  test('a name is judged the same at every call, however many names came before', () => {
    for (let index = 0; index < 600; index += 1) redactHeaders({ [`x-${String(index)}`]: 'a' });
    for (let round = 0; round < 2; round += 1) {
      expect(redactHeaders({ 'late-token': 'a', 'late-name': 'b', 'x-1': 'c' })).toEqual({
        'late-token': '[redacted]',
        'late-name': 'b',
        'x-1': 'c',
      });
    }
    expect(redactHeaders({ 'x-1': 'c' }, 'x-1')).toEqual({ 'x-1': '[redacted]' });
    expect(redactHeaders({ a: undefined, b: ['1', '2'] })).toEqual({ b: '1, 2' });
  });
});
