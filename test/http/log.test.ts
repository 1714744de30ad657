import { expect, it } from '@jest/globals';

import { createLog } from '../../connector/log.ts';
import { ConnectorError } from '../../errors/connector-error.ts';

function logLine(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

it('logs only the fields of the allowlist, whatever a caller hands over', () => {
  const line = logLine((log) =>
    log.info('kept', Object.assign({ job: 'job_1' }, { apiKey: 'k3y', email: 'ada@example.com' })),
  );
  expect(line).toContain('job_1');
  expect(line).not.toContain('k3y');
  expect(line).not.toContain('ada@example.com');
});

it('logs a foreign error by name and place, never by its message', () => {
  const line = logLine((log) => log.error('failed', { error: new TypeError('token hunter2 refused') }));
  expect(line).toContain('TypeError');
  expect(line).not.toContain('hunter2');
});

it('logs a coded error by its code', () => {
  expect(logLine((log) => log.warn('failed', { error: new ConnectorError('ITC_HOOK_SHAPE') }))).toContain(
    'ITC_HOOK_SHAPE',
  );
});
