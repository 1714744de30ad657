import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { settingNames } from '../../connector/config.ts';
import { jobsDrainMs } from '../../connector/jobs/worker.ts';
import { callsDrainMs } from '../../connector/main.ts';
import { secretSettings } from '../../connector/security/secret-files.ts';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const unitPath = 'deploy/systemd/iterable-connector.service';

/** What a unit sets, name by name; a setting that stands twice has both values. */
function directivesOf(unit: string): Map<string, string[]> {
  const directives = new Map<string, string[]>();
  for (const line of unit.split('\n')) {
    if (line.trim() === '' || /^[#;[]/.test(line)) continue;
    const [, name = '', value = ''] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
    directives.set(name, [...(directives.get(name) ?? []), value]);
  }
  return directives;
}

const unit = directivesOf(text(unitPath));
const one = (name: string): string | undefined => {
  const values = unit.get(name) ?? [];
  expect([name, values.length]).toEqual([name, 1]);
  return values[0];
};
const variables = new Map(
  (unit.get('Environment') ?? []).map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']),
);

describe('the unit for systemd', () => {
  test('runs what `npm start` runs, in the folder that the page installs it in', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: { start: string } };
    expect(one('ExecStart')).toBe(`/usr/bin/${scripts.start}`);
    expect(text('docs/operating.md')).toContain(` ${one('WorkingDirectory') ?? ''}\n`);
    expect(unit.has('')).toBe(false);
  });

  test('sets variables that the server reads, and each secret from a credential that it loads', () => {
    const files = [...variables].filter(([name]) => name.endsWith('_FILE'));
    const known = [...settingNames, ...secretSettings.map((name) => `${name}_FILE`), 'NODE_ENV'];
    expect([...variables.keys()].filter((name) => !known.includes(name))).toEqual([]);
    expect(secretSettings.filter((name) => variables.has(name))).toEqual([]);
    const credentials = (unit.get('LoadCredential') ?? []).map((pair) => pair.split(':')[0]);
    expect(files.map(([, path]) => path)).toEqual(credentials.map((name) => `%d/${String(name)}`));
    expect(variables.has('ITC_MASTER_KEY_FILE')).toBe(true);
  });

  test('keeps its data in the one folder that it may write', () => {
    expect(variables.get('ITC_DATA_DIR')).toBe(`%S/${one('StateDirectory') ?? ''}`);
    expect(one('StateDirectoryMode')).toBe('0700');
    expect(one('ProtectSystem')).toBe('strict');
    expect(unit.has('ReadWritePaths')).toBe(false);
  });

  test('lets the server stop in its own time, and starts it again after a crash', () => {
    expect(Number(one('TimeoutStopSec')) * 1_000).toBeGreaterThan(callsDrainMs + jobsDrainMs);
    expect(one('KillMode')).toBe('mixed');
    expect(one('Restart')).toBe('on-failure');
  });

  test('gives it no rights, and leaves V8 the one that it needs', () => {
    expect(one('User')).not.toBe('root');
    expect(one('NoNewPrivileges')).toBe('yes');
    expect(one('CapabilityBoundingSet')).toBe('');
    expect(one('MemoryDenyWriteExecute')).toBe('no');
    expect(unit.get('SystemCallFilter')?.[0]).toBe('@system-service');
  });
});
