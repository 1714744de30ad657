import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { readConfig, settingNames } from '../../connector/config.ts';
import { readSecret, secretSettings, withSecrets } from '../../connector/security/secret-files.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

const secret = 'a-secret-that-is-never-told';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itc-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(folder, 'one-')), 'secret');
  writeFileSync(path, content);
  return path;
}

function fault(env: Record<string, string>): ConnectorError {
  try {
    withSecrets(env);
  } catch (error) {
    if (error instanceof ConnectorError) return error;
  }
  throw new Error('expected a ConnectorError');
}

describe('secrets from files', () => {
  test.each([
    ['no line break', secret, secret],
    ['the line break of an editor', `${secret}\n`, secret],
    ['that of another system', `${secret}\r\n`, secret],
    ['the mark that some editors put before a text', `\u{feff}${secret}\n`, secret],
    ['blanks and lines that are its own', ` ${secret}\nsecond \n`, ` ${secret}\nsecond `],
    ['64 KB', 'x'.repeat(64 * 1024), 'x'.repeat(64 * 1024)],
  ])('a file with %s gives what is in it', (_title, content, value) => {
    expect(readSecret({ ITC_ADMIN_TOKEN_FILE: fileOf(content) }, 'ITC_ADMIN_TOKEN')).toBe(value);
  });

  test('every secret of the configuration may be a file, and the environment is left as it was', () => {
    const values = {
      ITC_MASTER_KEY: 'b64-of-a-key',
      ITC_ADMIN_TOKEN: 'admin-token-0123456789',
      ITC_METRICS_TOKEN: 'metrics-token-0123456789',
      ITC_OIDC_CLIENT_SECRET: 'of-the-client',
      DATABASE_URL: 'postgres://itc:password@db/itc',
    };
    expect(Object.keys(values)).toEqual(secretSettings);
    const env = Object.freeze(
      Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name}_FILE`, fileOf(`${value}\n`)])),
    );
    const others = { ITC_OIDC_ISSUER: 'https://id.example.com', ITC_OIDC_CLIENT_ID: 'itc', ITC_ADMIN_TOKEN: '' };
    expect(readConfig(withSecrets({ ...env, ...others }))).toMatchObject({
      masterKey: values.ITC_MASTER_KEY,
      adminToken: values.ITC_ADMIN_TOKEN,
      metricsToken: values.ITC_METRICS_TOKEN,
      databaseUrl: values.DATABASE_URL,
      oidc: { clientSecret: values.ITC_OIDC_CLIENT_SECRET },
    });
  });

  test('what the configuration calls a key, a token, a secret or an address with a password is one of them', () => {
    const told = settingNames.filter((name) => /(_KEY|_TOKEN|_SECRET|DATABASE_URL)$/.test(name));
    expect([...secretSettings].sort()).toEqual(told.sort());
  });

  test('an empty variable is no file, and a link leads to its file as in Kubernetes', () => {
    expect(withSecrets({ ITC_ADMIN_TOKEN: 'given', ITC_ADMIN_TOKEN_FILE: '' })['ITC_ADMIN_TOKEN']).toBe('given');
    const link = join(mkdtempSync(join(folder, 'link-')), 'token');
    symlinkSync(fileOf(secret), link);
    expect(withSecrets({ ITC_ADMIN_TOKEN_FILE: link })['ITC_ADMIN_TOKEN']).toBe(secret);
  });

  test('a pipe is read to its end', () => {
    const module = fileURLToPath(new URL('../../connector/security/secret-files.ts', import.meta.url));
    const script = `import { readSecret } from '${module}'; process.stdout.write(readSecret(process.env, 'ITC_MASTER_KEY'));`;
    const piped = '(sleep 0.1; echo "$SECRET") | ITC_MASTER_KEY_FILE=/dev/stdin "$@"';
    const args = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', script];
    const { stdout, stderr } = spawnSync('sh', ['-c', piped, 'sh', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', SECRET: secret },
    });
    expect([stdout, stderr]).toEqual([secret, '']);
  });
});

describe('a file of a secret is refused by the name of its variable and its path, without what is in it', () => {
  const cases: [title: string, path: () => string, found: string, hint: string][] = [
    ['is missing', () => join(folder, 'key'), 'is not there', 'correct the path'],
    ['lies in a file', () => join(fileOf(secret), 'key'), 'is not there', 'correct the path'],
    ['is empty', () => fileOf(''), 'is empty', 'Write the secret'],
    ['holds blanks alone', () => fileOf(' \r\n\n'), 'is empty', 'Write the secret'],
    ['is too large', () => fileOf(secret.repeat(5_000)), 'has more than 64 KB', 'nothing else'],
    ['has no end', () => '/dev/zero', 'has more than 64 KB', 'nothing else'],
    ['is a folder', () => folder, 'is a folder', 'the file in it'],
    ['is no text', () => fileOf(Buffer.from(`\xff\xfe${secret}`, 'latin1')), 'is not text in UTF-8', 'nothing else'],
    ['cannot be opened', () => join(folder, 'x'.repeat(300)), 'cannot be read (ENAMETOOLONG)', 'Correct the path'],
  ];
  test.each(cases)('that %s', (_title, pathOf, found, hint) => {
    const path = pathOf();
    const error = fault({ ITC_MASTER_KEY_FILE: path });
    expect(error).toMatchObject({
      code: 'ITC_CONFIG_INVALID',
      message: `ITC_MASTER_KEY_FILE: ${path} ${found}.`,
      hint: expect.stringContaining(hint),
      details: { path: 'ITC_MASTER_KEY_FILE' },
    });
    expect(JSON.stringify(error)).not.toContain(secret);
  });

  test('that is given beside the secret itself', () => {
    const error = fault({ DATABASE_URL_FILE: fileOf('another'), DATABASE_URL: secret });
    expect(error.message).toBe('DATABASE_URL_FILE: DATABASE_URL is set too.');
    expect(error.hint).toBe('Set one of the two.');
  });

  test.each([
    ['postgres://itc:hunter2@db/itc', 'is not the whole path of a file'],
    [secret, 'is not the whole path of a file'],
    ['./secrets/url', 'is not the whole path of a file'],
    ['/nowhere/at/all/url', 'the file is not there'],
    ['/RzJ7c0pX4vFh+kq2wQ=', 'the file is not there'],
    ['/RzJ7c0/pX4vFh+kq2wQ=', 'the file is not there'],
  ])('and what is no path of a file is not repeated, for it may be the secret: %s', (path, found) => {
    const error = fault({ DATABASE_URL_FILE: path });
    expect(error.message).toBe(`DATABASE_URL_FILE: ${found}.`);
    expect(JSON.stringify(error)).not.toContain(path);
  });

  test('that this user may not read', () => {
    const path = fileOf(secret);
    chmodSync(path, 0o000);
    // root may read everything
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.('nobody');
    try {
      const error = fault({ ITC_MASTER_KEY_FILE: path });
      expect(error.message).toBe(`ITC_MASTER_KEY_FILE: ${path} may not be read by the user of this process.`);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});
