import { describe, expect, it } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import { run } from './run-command.ts';
import { event, job } from './shown-records.ts';

const step = {
  path: 'steps[0]',
  stepId: 'sms',
  kind: 'action',
  action: 'send_sms',
  attempt: 1,
  effect: 'send',
  idempotent: false,
  input: { campaignId: 7 },
  outcome: 'unknown',
  output: null,
  items: null,
  exchanges: [
    {
      method: 'POST',
      url: 'https://api.iterable.com/api/sms/target',
      requestBody: { campaignId: 7 },
      status: null,
      responseBody: null,
      requestId: null,
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 30000,
    },
  ],
  error: { code: 'ITC_ITERABLE_NO_ANSWER', message: 'Broke.', hint: 'Look.' },
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: '2026-01-01T00:00:30.000Z',
};
const page = (items: unknown[]): unknown => ({ items, next: null });

describe('itc events', () => {
  it('passes filters and paging on and prints the answer of the API unchanged with --json.', async () => {
    const options = [
      '--connection',
      'p',
      '--kind',
      'system_webhook',
      '--event-name',
      'emailOpen',
      '--workflow-id',
      '5',
      '--limit',
      '9',
      '--cursor',
      'c',
    ];
    const { stdout, calls } = await run(['events', 'list', ...options, '--json'], {
      routes: { 'GET /events': () => page([event]) },
    });
    expect(JSON.parse(stdout)).toEqual({ items: [event], next: null });
    expect(calls[0]?.query).toEqual({
      connection: 'p',
      kind: 'system_webhook',
      eventName: 'emailOpen',
      workflowId: '5',
      limit: '9',
      cursor: 'c',
    });
  });

  it('refuses a limit outside of 1 to 500.', async () => {
    for (const limit of ['0', '501', 'x', '1.5'])
      expect((await run(['events', 'list', '--limit', limit])).code).toBe(2);
  });

  it('shows the payload, with control characters of a hostile body made harmless.', async () => {
    const payload = {
      method: 'POST',
      contentType: 'application/json',
      headers: {},
      query: '',
      text: '\u001b[2Jboo\u202e',
      json: null,
    };
    const { stdout } = await run(['events', 'show', 'evt_1'], {
      routes: { 'GET /events/evt_1': () => ({ ...event, payload }) },
    });
    expect(stdout).toContain('boo');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
  });

  it('replays an event for one recipe and prints the jobs.', async () => {
    const { stdout, calls } = await run(['events', 'replay', 'evt_1', '--recipe', 'welcome'], {
      routes: { 'POST /events/evt_1/replay': () => ({ jobs: ['job_2'] }) },
    });
    expect(stdout).toBe('job_2\n');
    expect(calls[0]?.body).toEqual({ recipe: 'welcome' });
  });

  it('lists refused calls with their cause.', async () => {
    const call = {
      id: 'r',
      connection: 'p',
      at: 't',
      method: 'POST',
      path: '/hooks/a…',
      source: '1.2.3.4',
      code: 'ITC_HOOK_NO_SECRET',
      message: 'No secret.',
    };
    const { stdout } = await run(['events', 'rejected', '-c', 'p'], {
      routes: { 'GET /rejected-calls': () => page([call]) },
    });
    expect(stdout).toContain('ITC_HOOK_NO_SECRET');
  });

  it('ends with 3 for an unknown event.', async () => {
    const unknown = (): never => {
      throw new ConnectorError('ITC_EVENT_UNKNOWN');
    };
    const { code, stderr } = await run(['events', 'show', 'evt_9'], { routes: { 'GET /events/evt_9': unknown } });
    expect(code).toBe(3);
    expect(stderr).toBe(
      '✖ There is no event with this id. (ITC_EVENT_UNKNOWN)\n  List the events with `itc events list`.\n',
    );
  });
});

describe('itc jobs', () => {
  it('lists jobs by status.', async () => {
    const { stdout, calls } = await run(['jobs', 'list', '--status', 'held'], {
      routes: { 'GET /jobs': () => page([job]) },
    });
    expect(stdout).toMatch(/job_1 +welcome v1 +held/);
    expect(calls[0]?.query).toEqual({ status: 'held' });
  });

  it('shows each step with input, request, response, outcome and cause.', async () => {
    const { stdout } = await run(['jobs', 'show', 'job_1'], {
      routes: { 'GET /jobs/job_1': () => ({ ...job, ledger: [step] }) },
    });
    for (const part of [
      'ITC_SEND_HELD',
      '✖  steps[0]  send_sms  attempt 1  unknown',
      '/api/sms/target',
      'no answer',
      '"campaignId": 7',
      'Look.',
    ]) {
      expect(stdout).toContain(part);
    }
  });

  it('reruns, releases and discards a job.', async () => {
    const routes = {
      'POST /jobs/job_1/rerun': () => ({ ...job, id: 'job_2', status: 'queued' }),
      'POST /jobs/job_1/release': () => ({ ...job, status: 'queued' }),
      'POST /jobs/job_1/discard': () => ({ ...job, status: 'discarded' }),
    };
    const rerun = await run(['jobs', 'rerun', 'job_1', '--from', 'start', '--version', 'current'], { routes });
    expect(rerun.calls[0]?.body).toEqual({ from: 'start', version: 'current' });
    expect(rerun.stdout).toContain('job_2');
    expect((await run(['jobs', 'release', 'job_1'], { routes })).stdout).toContain('queued');
    const discard = await run(['jobs', 'discard', 'job_1', '--reason', 'sent already'], { routes });
    expect(discard.calls[0]?.body).toEqual({ reason: 'sent already' });
  });
});

describe('a live view of jobs', () => {
  it('D12: itc jobs tail shows the HTTP status of each step of each job', async () => {
    const exchanges = [429, 200].map((status) => ({ ...step.exchanges[0], status }));
    const ledger = [{ ...step, stepId: 'person', exchanges }, { ...step, stepId: 'check', exchanges: [] }, step];
    const routes = {
      'GET /jobs': () => page([{ ...job, status: 'succeeded' }]),
      'GET /jobs/job_1': () => ({ ...job, status: 'succeeded', ledger }),
    };
    const { stdout } = await run(['jobs', 'tail', '--once'], { routes });
    expect(stdout).toContain('job_1  welcome v1  succeeded  person 429 200, sms no answer');
  });

  it('D12: a job that is gone before its steps were read is shown without them', async () => {
    const { stdout } = await run(['jobs', 'tail', '--once'], { routes: { 'GET /jobs': () => page([job]) } });
    expect(stdout).toContain('job_1  welcome v1  held');
  });
});
