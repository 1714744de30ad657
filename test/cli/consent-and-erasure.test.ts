import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { errorOf, inFolder, run } from './run-command.ts';

const erasure = {
  id: 'era_1',
  connection: 'main',
  status: 'done',
  proof: { salt: '00', hash: 'ff' },
  counts: { events: 3 },
  attempts: 0,
  error: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  dueAt: '2026-01-01T00:00:00.000Z',
  forgottenAt: '2026-01-01T00:00:01.000Z',
  endedAt: '2026-01-01T00:00:02.000Z',
};
const one = { 'GET /connections': () => ({ items: [{ name: 'main' }], next: null }) };

describe('itc erase', () => {
  it('F16: sends the people named and those of stdin, and prints no name', async () => {
    const result = await run(['erase', 'add', '--email', 'ada@example.com', '--stdin', 'email'], {
      stdin: 'bob@example.com\n\n eve@example.com\n',
      routes: { ...one, 'POST /connections/main/erasures': () => ({ items: [erasure] }) },
    });
    expect(result.code).toBe(0);
    expect(result.calls.at(-1)?.body).toEqual({
      people: [{ email: 'ada@example.com' }, { email: 'bob@example.com' }, { email: 'eve@example.com' }],
    });
    expect(result.stdout).toContain('era_1');
    expect(result.stdout).not.toContain('@');
  });

  it('asks before it erases where a person sits, and takes silence for no', async () => {
    const result = await run(['erase', 'add', '--email', 'ada@example.com'], { routes: one, stdinIsTty: true });
    expect(result.code).toBe(1);
    expect(result.calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('shows the proof of an erasure', async () => {
    const { code, stdout } = await run(['erase', 'show', 'era_1'], {
      routes: { 'GET /erasures/era_1': () => erasure },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('events: 3');
    expect(errorOf(await run(['erase', 'add', '--json'])).code).toBe('ITC_USAGE');
  });
});

describe('itc consent', () => {
  it('imports a file, tells the rows that failed and answers partial', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'p.csv'), '"email"');
      const faults = [{ row: 2, code: 'ITC_CONSENT_NOTICE', message: 'No.' }];
      const result = await run(['consent', 'import', 'p.csv', '--dry-run'], {
        cwd: folder,
        routes: {
          ...one,
          'POST /bulk/files': () => ({ file: 'fil_1', bytes: 7 }),
          'POST /consent/main/import-tasks': () => ({ id: 'task_1', status: 'running', error: null, result: null }),
          'GET /tasks/task_1': () => ({
            id: 'task_1',
            status: 'done',
            error: null,
            result: { rows: 2, counts: { applied: 1, late: 0, repeated: 0 }, failed: 1, faults },
          }),
        },
      });
      expect(result.code).toBe(6);
      expect(result.stdout).toContain('row 2: No. (ITC_CONSENT_NOTICE)');
    });
  });
});

describe('itc self-check', () => {
  it('F17: prints each check with what to do and fails when one fails', async () => {
    const body = {
      url: 'https://itc.example.com',
      checks: [{ name: 'reached', ok: false, cause: 'no answer', fix: 'Open the port.' }],
    };
    const { code, stdout } = await run(['self-check'], { routes: { 'POST /server/self-check': () => body } });
    expect(code).toBe(1);
    expect(stdout).toContain('Open the port.');
  });
});
