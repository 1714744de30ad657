import { describe, expect, it } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import { run } from './run-command.ts';

const apiKey = '0123456789abcdef0123456789abcdef';
const connection = {
  name: 'production',
  region: 'eu',
  projectType: 'hybrid',
  projectId: null,
  environment: null,
  sandboxUrl: null,
  apiKeyHint: 'cdef',
  webhookUrl: 'https://hooks.example.com/hooks/abc',
  secretHeader: 'x-itc-secret',
  allowUnauthenticated: false,
};
const routes = {
  'POST /connections': () => ({ ...connection, secret: 'whsec-1', warnings: [] }),
  'GET /connections': () => ({ items: [connection], next: 'c2' }),
};
const add = ['connect', 'add', 'production', '--region', 'eu', '--project-type', 'hybrid'];

describe('itc connect add', () => {
  it('reads the key from stdin and prints address, secret and the way through Iterable.', async () => {
    const { code, stdout, stderr, calls } = await run([...add, '--key-stdin'], { routes, stdin: `${apiKey}\n` });
    expect(code).toBe(0);
    expect(calls[0]?.body).toEqual({ name: 'production', region: 'eu', projectType: 'hybrid', apiKey });
    expect(stdout).toContain(connection.webhookUrl);
    expect(stdout).toContain('whsec-1');
    expect(stdout).toContain('Integrations > System Webhooks');
    expect(stdout).toContain('x-itc-secret');
    expect(stdout + stderr).not.toContain(apiKey);
    expect(stderr).toBe('');
  });

  it('trims spaces around the key with a warning.', async () => {
    const { stderr, calls } = await run([...add, '--key-stdin'], { routes, stdin: `  ${apiKey} \r\n` });
    expect(calls[0]?.body).toMatchObject({ apiKey });
    expect(stderr).toContain('spaces around it');
  });

  it('asks for the key on a terminal without showing it.', async () => {
    const asked: string[] = [];
    const askHidden = async (question: string): Promise<string> => {
      asked.push(question);
      return apiKey;
    };
    const { code, calls } = await run(add, { routes, stdinIsTty: true, askHidden });
    expect(code).toBe(0);
    expect(asked).toHaveLength(1);
    expect(calls[0]?.body).toMatchObject({ apiKey });
  });

  it('ends with 130 when the hidden prompt is interrupted.', async () => {
    expect((await run(add, { routes, stdinIsTty: true })).code).toBe(130);
  });

  it('refuses to go on without a key when nobody can be asked.', async () => {
    const { code, stderr, calls } = await run(add, { routes });
    expect(code).toBe(2);
    expect(stderr).toContain('--key-stdin');
    expect(calls).toEqual([]);
  });

  it('refuses an empty key and a missing region or project type.', async () => {
    expect((await run([...add, '--key-stdin'], { stdin: ' \n' })).code).toBe(2);
    expect((await run(['connect', 'add', 'x', '--project-type', 'email'])).stderr).toContain('region is missing');
    expect((await run(['connect', 'add', 'x', '--region', 'us'])).stderr).toContain('--project-type');
  });

  it('passes every option on under the name of the API.', async () => {
    const options = [
      '--dashboard-url https://app.eu.iterable.com/x --project-id 7 --environment staging --secret-header x-mine',
      '--unauthenticated --sandbox-url http://127.0.0.1:4010 --allow-source 10.0.0.0/8 --allow-source 10.1.1.1 --key-stdin --json',
    ].join(' ');
    const { stdout, calls } = await run(['connect', 'add', 'p', '--project-type', 'userId', ...options.split(' ')], {
      routes,
      stdin: apiKey,
    });
    expect(calls[0]?.body).toEqual({
      name: 'p',
      apiKey,
      projectType: 'userId',
      dashboardUrl: 'https://app.eu.iterable.com/x',
      projectId: '7',
      environment: 'staging',
      secretHeader: 'x-mine',
      allowUnauthenticated: true,
      sandboxUrl: 'http://127.0.0.1:4010',
      allowedSources: ['10.0.0.0/8', '10.1.1.1'],
    });
    expect(JSON.parse(stdout)).toMatchObject({ secret: 'whsec-1' });
  });
});

describe('itc connect list, test, rm and rotate', () => {
  it('L4: lists the connections as a table with their webhook addresses and tells the next page on stderr.', async () => {
    const { stdout, stderr } = await run(['connect', 'list'], { routes });
    expect(stdout).toContain(connection.webhookUrl);
    expect(stdout.split('\n')[0]).toMatch(/^NAME +REGION/);
    expect(stdout).toContain('…cdef');
    expect(stderr).toContain('--cursor c2');
  });

  it.each([
    ['connected', true, 0],
    ['wrong_key', false, 4],
    ['missing_permission', false, 4],
    ['unreachable', false, 5],
    ['odd', false, 1],
  ])('ends a test in state %s (ok: %s) with %i.', async (state, ok, exitCode) => {
    const checks = [{ name: 'key', ok, ...(ok ? {} : { cause: 'It was refused.', fix: 'Make a new one.' }) }];
    const { code, stdout } = await run(['connect', 'test', 'production'], {
      routes: { 'POST /connections/production/test': () => ({ state, checks }) },
    });
    expect(code).toBe(exitCode);
    expect(stdout).toContain(ok ? '✔ key' : '✖ key: It was refused.\n  Make a new one.');
  });

  it('removes without asking in a script and asks on a terminal.', async () => {
    const removing = { 'DELETE /connections/production': () => ({ removed: 'production' }) };
    expect((await run(['connect', 'rm', 'production'], { routes: removing })).code).toBe(0);
    const declined = await run(['connect', 'rm', 'production'], {
      routes: removing,
      stdinIsTty: true,
      ask: async () => 'n',
    });
    expect(declined.code).toBe(1);
    expect(declined.calls).toEqual([]);
    const agreed = await run(['connect', 'rm', 'production'], {
      routes: removing,
      stdinIsTty: true,
      ask: async () => 'Y',
    });
    expect(agreed.code).toBe(0);
    expect((await run(['connect', 'rm', 'production'], { routes: removing, stdinIsTty: true })).code).toBe(130);
  });

  it('names the recipes that keep a connection from being removed.', async () => {
    const inUse = (): never => {
      throw new ConnectorError('ITC_CONNECTION_IN_USE', 'Recipes use this connection: a, b.');
    };
    const { code, stderr } = await run(['connect', 'rm', 'p', '-y'], { routes: { 'DELETE /connections/p': inUse } });
    expect(code).toBe(1);
    expect(stderr).toContain('a, b');
  });

  it('prints the new secret of a rotation.', async () => {
    const { code, stdout } = await run(['connect', 'rotate', 'production'], {
      routes: {
        'POST /connections/production/rotate-secret': () => ({
          secret: 'whsec-2',
          previousValidUntil: '2026-01-08T00:00:00.000Z',
        }),
        'GET /connections/production': () => connection,
      },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('whsec-2');
    expect(stdout).toContain('2026-01-08');
  });
});

describe('itc connect policy', () => {
  const policy = {
    ...connection,
    allowedSources: ['192.0.2.0/24'],
    callsPerSecond: null,
    keepDays: { events: 7, jobs: 30 },
    maskedFields: ['email'],
    fieldCheck: 'reject',
  };
  const policyRoutes = {
    'GET /connections/production': () => policy,
    'POST /connections/production/policy': () => policy,
    'POST /connections/production/field-check': () => ({ name: 'production', fieldCheck: 'warn' }),
  };
  const command = ['connect', 'policy', 'production'];

  it('shows what a connection takes, keeps and hides, and changes nothing without an option.', async () => {
    const { code, stdout, calls } = await run(command, { routes: policyRoutes });
    expect(code).toBe(0);
    expect(stdout).toMatch(/webhooks from +192\.0\.2\.0\/24/);
    expect(stdout).toMatch(/events are kept +7 days/);
    expect(stdout).toMatch(/masked fields +email/);
    expect(calls.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('changes what was given and leaves the rest as it is.', async () => {
    const given = ['--keep-jobs', '3', '--mask', 'email', '--mask', 'dataFields.ssn', '--any-source'];
    const { code, calls } = await run([...command, ...given], { routes: policyRoutes });
    expect(code).toBe(0);
    expect(calls.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])).toEqual([
      [
        '/connections/production/policy',
        { allowedSources: [], maskedFields: ['email', 'dataFields.ssn'], keepDays: { events: 7, jobs: 3 } },
      ],
    ]);
  });

  it('leaves a limit to the server by its word.', async () => {
    const given = ['--keep-events', 'server', '--calls-per-second', 'server'];
    const { calls } = await run([...command, ...given], { routes: policyRoutes });
    expect(calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { callsPerSecond: null, keepDays: { jobs: 30 } },
    ]);
  });

  it('sets the field check by its own call.', async () => {
    const { calls } = await run([...command, '--field-check', 'warn'], { routes: policyRoutes });
    expect(calls.filter(({ method }) => method === 'POST')).toMatchObject([
      { path: '/connections/production/field-check', body: { mode: 'warn' } },
    ]);
  });

  it.each([
    ['a count that is none', ['--calls-per-second', 'many']],
    ['two words on the same list', ['--mask', 'email', '--unmask']],
    ['an unknown mode', ['--field-check', 'maybe']],
  ])('refuses %s before anything is changed.', async (_what, given) => {
    const { code, calls } = await run([...command, ...given], { routes: policyRoutes });
    expect(code).toBe(2);
    expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});
