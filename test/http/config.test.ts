import { describe, expect, it } from '@jest/globals';

import { readConfig } from '../../connector/config.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

function fault(env: Record<string, string>): ConnectorError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConnectorError) return error;
  }
  throw new Error('expected a ConnectorError');
}

describe('the settings of the server', () => {
  it('has a default for every setting and listens on this machine only', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', sandbox: true, adminToken: null, publicUrl: null });
    expect(config.dataDir.endsWith('/data')).toBe(true);
  });

  it('takes an empty variable as unset', () => {
    expect(readConfig({ ITC_PORT: '', DATABASE_URL: '' }).port).toBe(3000);
  });

  it.each([
    ['ITC_PORT', '70000'],
    ['ITC_PORT', 'abc'],
    ['ITC_PUBLIC_URL', 'ftp://x'],
    ['ITC_LOG_LEVEL', 'loud'],
    ['ITC_SANDBOX', 'maybe'],
    ['ITC_ADMIN_TOKEN', 'short'],
    ['ITC_TRUSTED_PROXIES', '10.0.0.0/8, nonsense'],
    ['ITC_KEEP_EVENTS_DAYS', '0'],
    ['ITC_KEEP_ALIVE_SECONDS', '0'],
    ['ITC_KEEP_ALIVE_SECONDS', '3601'],
  ])('names the variable %s when its value is %s', (name, value) => {
    const error = fault({ [name]: value });
    expect(error.code).toBe('ITC_CONFIG_INVALID');
    expect(error.message).toContain(name);
  });

  it('refuses a DATABASE_URL that is none without repeating its password', () => {
    const error = fault({ DATABASE_URL: 'mysql://me:hunter2@db/itc' });
    expect(error.message).toContain('DATABASE_URL');
    expect(error.message).not.toContain('hunter2');
  });

  it('lets processes share the work only on a database that they share', () => {
    const DATABASE_URL = 'postgres://me:secret@db/itc';
    expect(fault({ ITC_ROLE: 'work' }).message).toContain('DATABASE_URL');
    expect(readConfig({ ITC_ROLE: 'work', DATABASE_URL })).toMatchObject({ role: 'work', databaseUrl: DATABASE_URL });
    expect(readConfig({ DATABASE_URL })).toMatchObject({ role: 'all', sandbox: false });
    expect(readConfig({})).toMatchObject({ role: 'all', databaseUrl: null, sandbox: true });
  });

  it('reads a list of trusted proxies', () => {
    expect(readConfig({ ITC_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
  });
});
