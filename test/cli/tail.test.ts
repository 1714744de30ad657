import { describe, expect, it } from '@jest/globals';

import { ConnectorError } from '../../errors/connector-error.ts';
import { run } from './run-command.ts';
import { event, job } from './shown-records.ts';

const page = (items: unknown[]): unknown => ({ items, next: null });

describe('itc jobs tail and events tail', () => {
  it('prints the latest rows once, oldest first, as one JSON document per line.', async () => {
    const events = [3, 2, 1].map((number) => ({ ...event, id: `evt_${number}` }));
    const { code, stdout } = await run(['events', 'tail', '--once', '-n', '2', '--json'], {
      routes: { 'GET /events': () => page(events) },
    });
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual(['evt_2', 'evt_3']);
  });

  it('prints new jobs and changed ones until Ctrl-C, rides out an outage, and ends with 130.', async () => {
    const other = { ...job, id: 'job_2', status: 'queued' };
    const answers = [
      page([job]),
      page([job]),
      new ConnectorError('ITC_STORE_UNAVAILABLE'),
      page([other, { ...job, status: 'discarded' }]),
    ];
    let quietPolls = 0;
    let interrupt = (): void => undefined;
    const { code, stdout, stderr } = await run(['jobs', 'tail'], {
      routes: {
        'GET /jobs': () => {
          const answer = answers.length > 1 ? answers.shift() : answers[0];
          if (answer instanceof Error) throw answer;
          return answer;
        },
      },
      onReady: (stop) => (interrupt = stop),
      sleep: async () => {
        if (answers.length === 1 && (quietPolls += 1) > 2) interrupt();
      },
    });
    expect(code).toBe(130);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split('  ').slice(1).join(' ')),
    ).toEqual(['job_1 welcome v1 held', 'job_1 welcome v1 discarded', 'job_2 welcome v1 queued']);
    expect(stderr.match(/⚠/g)).toHaveLength(1);
  });

  it('reads further pages when more arrived than one page holds.', async () => {
    const rows = (from: number, to: number): unknown[] =>
      Array.from({ length: from - to + 1 }, (_, index) => ({
        ...event,
        id: `evt_${String(from - index).padStart(3, '0')}`,
      }));
    let polls = 0;
    let interrupt = (): void => undefined;
    const { stdout } = await run(['events', 'tail'], {
      routes: {
        'GET /events': ({ query }) => {
          polls += 1;
          if (polls === 1) return page(rows(1, 1));
          return query['cursor'] === undefined ? { items: rows(150, 51), next: 'older' } : page(rows(50, 1));
        },
      },
      onReady: (stop) => (interrupt = stop),
      sleep: async () => (polls > 1 ? interrupt() : undefined),
    });
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('  ')[1]);
    expect(ids).toHaveLength(150);
    expect(ids).toEqual([...ids].sort());
  });

  it('ends at once when the first call fails.', async () => {
    expect((await run(['jobs', 'tail'], { env: { ITC_URL: 'http://127.0.0.1:1' } })).code).toBe(5);
  });
});
