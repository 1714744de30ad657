import { describe, expect, it } from '@jest/globals';

import { dashboardLink } from '../../connector/cli/test-event.ts';
import { errorOf, run } from './run-command.ts';

const connection = { name: 'shop', region: 'eu', sandboxUrl: null, projectId: '17' };
const exchange = {
  method: 'POST',
  url: 'https://api.eu.iterable.com/api/events/track',
  requestBody: { email: 'ada@example.com', eventName: 'connectorTest', id: 'run_1' },
  status: 200,
  responseBody: { msg: 'Event with id: run_1 tracked.', code: 'Success', params: { id: 'run_1' } },
  requestId: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 40,
};
const routes = (answer: object) => ({
  'GET /connections/shop': () => connection,
  'POST /actions/track_event/run': () => answer,
});
const command = ['test-event', '-c', 'shop', '--email', 'ada@example.com'];

describe('itc test-event', () => {
  it('D11: it records an event and shows the request, the response and where it stands in the dashboard', async () => {
    const answer = { outcome: 'success', output: {}, items: null, error: null, exchanges: [exchange], requests: [] };
    const { code, stdout, calls } = await run(command, { routes: routes(answer) });
    expect(code).toBe(0);
    expect(calls.at(-1)?.body).toMatchObject({
      connection: 'shop',
      input: { eventName: 'connectorTest', email: 'ada@example.com' },
    });
    expect(stdout).toContain('POST https://api.eu.iterable.com/api/events/track');
    expect(stdout).toContain('HTTP 200');
    expect(stdout).toContain('Event with id: run_1 tracked.');
    expect(stdout).toContain('https://app.eu.iterable.com/users/profiles/ada%40example.com?projectId=17');
  });

  it('D11: a refused event ends with the error and its next step', async () => {
    const error = { code: 'ITC_ITERABLE_KEY_REJECTED', message: 'No.', hint: 'Make a server-side key.' };
    const answer = {
      outcome: 'rejected',
      output: null,
      items: null,
      error,
      exchanges: [{ ...exchange, status: 401 }],
      requests: [],
    };
    const result = await run([...command, '--json'], { routes: routes(answer) });
    expect(result.code).not.toBe(0);
    expect(errorOf(result)).toMatchObject({ code: 'ITC_ITERABLE_KEY_REJECTED', hint: 'Make a server-side key.' });
  });

  it('D11: without a person nothing is sent', async () => {
    const result = await run(['test-event', '-c', 'shop', '--json'], { routes: routes({}) });
    expect(errorOf(result).code).toBe('ITC_USAGE');
    expect(result.calls).toEqual([]);
  });

  it('D3: the link to the dashboard follows region and project, and a sandbox has none', () => {
    expect(dashboardLink({ region: 'us', sandboxUrl: null, projectId: null }, 'u 1')).toBe(
      'https://app.iterable.com/users/profiles/u%201',
    );
    expect(dashboardLink({ region: 'us', sandboxUrl: 'http://127.0.0.1:1', projectId: null }, 'u')).toBeNull();
  });
});
