import { describe, expect, it } from '@jest/globals';

import { errorOf, inFolder, run } from './run-command.ts';

describe('command line', () => {
  it('prints the exit codes in `itc help exit-codes`.', async () => {
    const { code, stdout } = await run(['help', 'exit-codes']);
    expect(code).toBe(0);
    for (const known of [0, 1, 2, 3, 4, 5, 6, 7, 130]) expect(stdout).toMatch(new RegExp(`^ +${known}  \\S`, 'm'));
  });

  it('names the exit codes and every command in `itc --help`.', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('130 interrupted');
    for (const name of [
      'serve',
      'connect',
      'actions',
      'triggers',
      'picklists',
      'recipe',
      'events',
      'jobs',
      'sandbox',
      'doctor',
    ]) {
      expect(stdout).toMatch(new RegExp(`^ +${name}`, 'm'));
    }
  });

  it('shows the help of a nested command.', async () => {
    const { code, stdout } = await run(['help', 'jobs', 'rerun']);
    expect(code).toBe(0);
    expect(stdout).toContain('--version <which>');
  });

  it('refuses a help topic that does not exist.', async () => {
    expect((await run(['help', 'nonsense'])).code).toBe(2);
  });

  it('proposes the nearest command for a misspelled one.', async () => {
    const { code, stdout, stderr } = await run(['jobs', 'lits']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/✖ unknown command 'lits'.*\n {2}Did you mean list\?/);
  });

  it('prints a usage error as an envelope on stderr with --json.', async () => {
    const result = await run(['jobs', 'list', '--status', 'broken', '--json']);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect(errorOf(result)).toMatchObject({ code: 'ITC_USAGE', hint: 'See `itc --help`.' });
  });

  it('ends with 2 when a group is called without a command.', async () => {
    const { code, stderr } = await run(['jobs']);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: itc jobs');
    expect(errorOf(await run(['jobs', '--json'])).code).toBe('ITC_USAGE');
  });

  it('takes --json at any place of the command line.', async () => {
    const routes = { 'GET /jobs': () => ({ items: [], next: null }) };
    for (const argv of [
      ['--json', 'jobs', 'list'],
      ['jobs', '--json', 'list'],
      ['jobs', 'list', '--json'],
    ]) {
      expect(JSON.parse((await run(argv, { routes })).stdout)).toEqual({ items: [], next: null });
    }
  });

  it('does not repeat the value of an unknown option, since it may be an API key.', async () => {
    const { code, stdout, stderr } = await run(['connect', 'add', 'x', '--project-type', 'email', '--key=sk-secret-1']);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain('sk-secret-1');
  });

  it('explains an error code without a server.', async () => {
    const { code, stdout, calls } = await run(['errors', 'itc_send_held', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ code: 'ITC_SEND_HELD', retry: 'hold' });
    expect(calls).toEqual([]);
  });

  it('ends with 3 for an error code that does not exist.', async () => {
    expect((await run(['errors', 'ITC_NOPE'])).code).toBe(3);
  });

  it('hands every word after `sandbox` to the sandbox, --help and --json included.', async () => {
    let given: readonly string[] = [];
    const runSandbox = async (args: readonly string[]): Promise<number> => {
      given = args;
      return 2;
    };
    const { code } = await run(['sandbox', '--port', '4011', '--help', '--json', '-x'], { runSandbox });
    expect(given).toEqual(['--port', '4011', '--help', '--json', '-x']);
    expect(code).toBe(1);
  });

  it('starts the server with `serve` and reports why it does not start.', async () => {
    let started = 0;
    expect((await run(['serve'], { serve: async () => void (started += 1) })).code).toBe(0);
    expect(started).toBe(1);
    const failing = await run(['serve'], { serve: () => Promise.reject(new Error('port in use')) });
    expect(failing.code).toBe(1);
    expect(failing.stderr).toContain('port in use');
  });

  it('writes the page in colour only on a terminal and never with NO_COLOR.', async () => {
    const escape = '\u001b[';
    const routes = {
      'GET /triggers': () => ({ items: [{ name: 'new_object', source: 'x', summary: 'y' }], next: null }),
    };
    await inFolder(async (cwd) => {
      expect((await run(['triggers', 'list'], { routes, cwd, stdoutIsTty: true })).stdout).toContain(escape);
      expect((await run(['triggers', 'list'], { routes, cwd })).stdout).not.toContain(escape);
      expect((await run(['errors'], { env: { NO_COLOR: '1' }, stdoutIsTty: true })).stdout).not.toContain(escape);
    });
  });
});
