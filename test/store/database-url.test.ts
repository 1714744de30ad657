import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';

import { connectionConfig } from '../../connector/store/postgres/database.ts';
import { readDatabaseUrl, withSslOf } from '../../connector/store/postgres/database-url.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

const base = 'postgres://me:hunter2@db.test:5433/itc';

function fault(url: string): ConnectorError {
  try {
    readDatabaseUrl(url);
  } catch (error) {
    if (error instanceof ConnectorError) return error;
  }
  throw new Error(`expected a ConnectorError for ${url}`);
}
/** What the driver makes of it. */
const clientOf = (url: string): pg.Client => new pg.Client(connectionConfig({ url }));

describe('the address of PostgreSQL', () => {
  it.each([
    ['', 'disable'],
    ['?sslmode=disable', 'disable'],
    ['?ssl=false', 'disable'],
    ['?sslmode=no-verify', 'no-verify'],
    ['?ssl=no-verify', 'no-verify'],
    ['?sslmode=require', 'require'],
    ['?sslmode=verify-ca&sslrootcert=/ca.pem', 'verify-ca'],
    ['?sslmode=verify-full', 'verify-full'],
    ['?ssl=true', 'verify-full'],
    ['?sslrootcert=/ca.pem', 'verify-full'],
    ['?sslnegotiation=direct', 'verify-full'],
    ['?sslmode=verify-full&ssl=false', 'verify-full'],
  ])('with "%s" is %s', (query, mode) => {
    expect(readDatabaseUrl(base + query).mode).toBe(mode);
  });

  it.each([
    ['mysql://me:hunter2@db.test/itc', 'must be an address such as'],
    ['nonsense', 'must be an address such as'],
    ['postgres://me:hunter2@db.test:port/itc', 'must be an address such as'],
    [`${base}?sslmode=prefer`, 'sslmode=prefer may end in plain text'],
    [`${base}?sslmode=allow`, 'sslmode=allow may end in plain text'],
    [`${base}?sslmode=verify_full`, 'sslmode is none of disable, no-verify, require, verify-ca, verify-full'],
    [`${base}?ssl=require`, 'ssl is none of'],
    [`${base}?ssl_mode=verify-full`, 'the parameter "ssl_mode" is not known'],
    [`${base}?sslmode=verify-ca`, 'needs sslrootcert=<file>'],
    [`${base}?sslmode=verify-ca&sslrootcert=system`, 'needs sslrootcert=<file>'],
    [`${base}?sslmode=verify-full&sslcert=/me.crt`, 'sslcert and sslkey are given together'],
    [`${base}?channel_binding=require`, 'channel_binding=require needs a certificate that is checked'],
    [`${base}?sslmode=no-verify&channel_binding=require`, 'channel_binding=require needs a certificate'],
    [`${base}?target_session_attrs=standby`, 'target_session_attrs is none of any, read-write, primary'],
    [`${base}?sslnegotiation=drect`, 'sslnegotiation is none of'],
    [`${base}?ssl=constructor`, 'ssl is none of'],
    [`${base}?sslmode=verify-full&sslmode=disable`, 'the parameter "sslmode" is given twice'],
    ['postgres://me:hunter2@one:5432,two:5432/itc', 'names more than one host'],
    ['postgres://me:hunter2@one,two/itc', 'names more than one host'],
    ['postgres://me:hunter2@/itc?host=one,two', 'names more than one host'],
    ['postgres://me:12#hunter2@db.test/itc', 'has a character that an address cannot hold'],
    ['postgres://me:12/hunter2@db.test/itc', 'has a character that an address cannot hold'],
    ['postgres://me:12?hunter2@db.test/itc', 'has a character that an address cannot hold'],
    ['postgres://me:hunter2%@db.test/itc', 'has a character that an address cannot hold'],
    ['postgres://me:hunter2%ff@db.test/itc', 'has a character that an address cannot hold'],
  ])('%s is refused and its password not repeated', (url, message) => {
    const error = fault(url);
    expect(error).toMatchObject({ code: 'ITC_CONFIG_INVALID', message: expect.stringContaining(message) });
    expect(error.message).toMatch(/^DATABASE_URL: /);
    expect(JSON.stringify(error)).not.toContain('hunter2');
  });

  it.each([
    [base, { host: 'db.test', port: 5433, user: 'me', password: 'hunter2', database: 'itc' }],
    ['postgresql://me@[2001:db8::1]:5433/itc', { host: '2001:db8::1', port: 5433 }],
    ['postgres:///itc?host=/var/run/postgresql', { host: '/var/run/postgresql', database: 'itc' }],
    [
      'postgres://me:hunter2@/itc?host=/var/run/postgresql',
      { host: '/var/run/postgresql', user: 'me', password: 'hunter2' },
    ],
    ['postgres://me@%2Fvar%2Frun%2Fpostgresql/itc', { host: '/var/run/postgresql', database: 'itc' }],
    [`${base}?target_session_attrs=read-write&connect_timeout=10`, { host: 'db.test' }],
  ])('%s leads the driver to its server', (url, expected) => {
    const { host, port, user, password, database } = clientOf(url);
    expect({ host, port, user, password, database }).toMatchObject(expected);
  });

  it('hands the options of the session on to the server', () => {
    const { connectionParameters } = clientOf(
      `${base}?sslmode=no-verify&options=-c%20search_path%3Dmine&application_name=us`,
    ) as unknown as { connectionParameters: Record<string, unknown> };
    expect(connectionParameters).toMatchObject({
      options: '-c search_path=mine',
      application_name: 'us',
      ssl: { rejectUnauthorized: false },
    });
  });

  it('every password arrives as it was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (password) => {
        const { host, password: read } = clientOf(`postgres://me:${encodeURIComponent(password)}@db.test/itc`);
        expect({ host, read }).toEqual({ host: 'db.test', read: password });
      }),
    );
  });

  it('a password that was not encoded leads to no other host, and is in no message', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0189azAZ@:/?#%&=[]\\,;+ !$'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, (tail) => {
        const password = `${tail}hunter2`;
        const url = `postgres://me:${password}@db.test/itc`;
        try {
          expect(clientOf(url).host).toBe('db.test');
        } catch (error) {
          if (!(error instanceof ConnectorError)) throw error;
          expect(JSON.stringify(error)).not.toContain('hunter2');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes from the environment what it does not say itself', () => {
    const env = { PGSSLMODE: 'verify-ca', PGSSLROOTCERT: '/a b.pem', PGSSLCERT: '' };
    expect(readDatabaseUrl(withSslOf(env, base))).toMatchObject({
      mode: 'verify-ca',
      sslrootcert: '/a b.pem',
      sslcert: null,
    });
    expect(readDatabaseUrl(withSslOf(env, `${base}?sslmode=verify-full`))).toMatchObject({ mode: 'verify-full' });
    expect(readDatabaseUrl(withSslOf(env, `${base}?ssl=false`))).toMatchObject({ mode: 'disable' });
    expect(withSslOf({}, ` ${base}\n`)).toBe(base);
  });
});
