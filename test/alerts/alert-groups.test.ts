import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createAlertGroups, quietMs, type JobTrouble } from '../../connector/alerts/alert-groups.ts';
import { alertMessage } from '../../connector/alerts/alert-message.ts';

const trouble = (change: Partial<JobTrouble> = {}): JobTrouble => ({
  recipe: 'welcome',
  status: 'failed',
  code: 'ITC_ITERABLE_REJECTED',
  job: 'job_1',
  ...change,
});

describe('troubles of jobs', () => {
  test('the first is told at once, and a thousand that follow are one number after a quarter of an hour', () => {
    const groups = createAlertGroups();
    expect(groups.nextAt()).toBeNull();
    groups.note(trouble());
    expect(groups.nextAt()).toBe(0);
    expect(groups.take(5_000)).toEqual([{ ...trouble(), jobs: 1 }]);
    for (let n = 0; n < 1_000; n += 1) groups.note(trouble({ job: `job_${String(n)}` }));
    expect(groups.take(5_001)).toEqual([]);
    expect(groups.nextAt()).toBe(5_000 + quietMs);
    expect(groups.take(5_000 + quietMs)).toEqual([{ ...trouble({ job: 'job_999' }), jobs: 1_000 }]);
    expect(groups.nextAt()).toBeNull();
  });

  test('another recipe, another code and a held job are told apart, each at once', () => {
    const groups = createAlertGroups();
    groups.note(trouble());
    groups.take(0);
    const others = [{ recipe: 'other' }, { code: 'ITC_ITERABLE_KEY' }, { status: 'held' as const }].map(trouble);
    for (const one of others) groups.note(one);
    expect(groups.take(1)).toEqual(others.map((one) => ({ ...one, jobs: 1 })));
  });

  test('after a quiet time without trouble the next one is told at once again', () => {
    const groups = createAlertGroups();
    groups.note(trouble());
    groups.take(0);
    expect(groups.take(quietMs)).toEqual([]);
    groups.note(trouble({ job: 'job_2' }));
    expect(groups.nextAt()).toBe(0);
  });

  test('what could not be told is told with the next, and a clock set back silences nothing', () => {
    const groups = createAlertGroups();
    groups.note(trouble());
    const untold = groups.take(quietMs * 10);
    groups.note(trouble({ job: 'job_2' }));
    groups.giveBack(untold);
    expect(groups.take(quietMs * 10)).toEqual([{ ...trouble({ job: 'job_1' }), jobs: 2 }]);
    groups.note(trouble({ job: 'job_3' }));
    expect(groups.take(1)).toEqual([{ ...trouble({ job: 'job_3' }), jobs: 1 }]);
  });

  test('every trouble is told of once, however many kinds there are and whatever fails between', () => {
    const step = fc.record({
      recipe: fc.integer({ min: 0, max: 400 }),
      jobs: fc.integer({ min: 0, max: 5 }),
      waitMs: fc.integer({ min: 0, max: quietMs }),
      isLost: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const groups = createAlertGroups();
        let [noted, told, now] = [0, 0, 0];
        const take = (isLost: boolean): void => {
          const due = groups.take(now);
          if (isLost) groups.giveBack(due);
          else told += due.reduce((sum, { jobs }) => sum + jobs, 0);
        };
        for (const { recipe, jobs, waitMs, isLost } of steps) {
          for (let n = 0; n < jobs; n += 1) groups.note(trouble({ recipe: `r${String(recipe)}` }));
          noted += jobs;
          now += waitMs;
          take(isLost);
        }
        now += quietMs;
        take(false);
        expect(told).toBe(noted);
        expect(groups.nextAt()).toBeNull();
      }),
    );
  });

  test('more kinds than are told apart are told together, and none is laid to a recipe that had no part in it', () => {
    const groups = createAlertGroups();
    for (let n = 0; n < 1_000; n += 1) groups.note(trouble({ recipe: `r${String(n)}`, job: `job_${String(n)}` }));
    groups.note(trouble({ recipe: 'r7', job: 'job_again' }));
    groups.note(trouble({ recipe: 'r900', status: 'held', job: 'job_held' }));
    const told = groups.take(0);
    expect(told).toHaveLength(202);
    const others = { recipe: 'other recipes', code: 'various causes' };
    expect(told.slice(-2)).toEqual([
      { ...trouble(others), jobs: 800, job: 'job_999' },
      { ...trouble({ ...others, status: 'held' }), jobs: 1, job: 'job_held' },
    ]);
    expect(told[7]).toMatchObject({ recipe: 'r7', jobs: 2, job: 'job_again' });
    expect(told.slice(0, 200).filter(({ jobs }) => jobs > 1)).toHaveLength(1);
  });

  test('a message has a line for each kind, with its number, cause and newest job', () => {
    const groups = [
      { ...trouble(), jobs: 1 },
      { ...trouble({ status: 'held', code: 'ITC_SEND_HELD', job: 'job_2' }), jobs: 3 },
    ];
    const message = alertMessage(groups, 0, (id) => `https://itc.example/jobs/${id}`);
    expect(message).toMatchObject({ type: 'jobs.troubled', timestamp: '1970-01-01T00:00:00.000Z' });
    const [first, second, ...none] = message.text.split('\n');
    expect(none).toEqual([]);
    expect(first).toMatch(
      /^A job of welcome failed: ITC_ITERABLE_REJECTED\. .+\. https:\/\/itc\.example\/jobs\/job_1$/,
    );
    expect(second).toMatch(/^3 jobs of welcome are held: ITC_SEND_HELD\. .+ https:\/\/itc\.example\/jobs\/job_2$/);
    expect(message.data.groups[1]).toEqual({ ...groups[1], url: 'https://itc.example/jobs/job_2' });
  });
});
