import { Cron } from 'croner';
import { z } from 'zod';

import { defineTrigger, field } from '../connector/define.ts';

const timeZone = z
  .string()
  .trim()
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  }, 'Expected a time zone such as Europe/Berlin');

const config = z
  .strictObject({
    cron: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta(
        field({
          title: 'Times',
          help: 'Minute, hour, day of the month, month and day of the week.',
          example: '0 7 * * MON-FRI',
          sticky: true,
        }),
      ),
    timeZone: timeZone
      .default('UTC')
      .meta(
        field({ title: 'Time zone', help: 'In which the times are meant.', example: 'Europe/Berlin', sticky: true }),
      ),
    missed: z
      .enum(['run_once', 'skip'])
      .default('run_once')
      .meta(
        field({
          title: 'After an outage',
          help: 'run_once makes up for the last time that passed while the server was away; skip waits for the next one.',
        }),
      ),
    values: z
      .record(z.string(), z.json())
      .optional()
      .meta(field({ title: 'Values', help: 'Given to the steps as `trigger.values`.', advanced: true })),
  })
  .refine(
    ({ cron, timeZone: zone }) => {
      try {
        // five parts: a time of less than a minute has no place in a recipe
        return cron.split(/\s+/).length === 5 && new Cron(cron, { timezone: zone, paused: true }).nextRun() !== null;
      } catch {
        return false;
      }
    },
    { message: 'Expected five parts such as 0 7 * * MON-FRI that name a time to come', path: ['cron'] },
  );

const output = z.looseObject({
  dueAt: z.string().meta({ title: 'Due at' }),
  missed: z
    .number()
    .meta({ title: 'Missed times', description: 'Times that passed since the run before and were not run.' }),
  values: z.looseObject({}).meta({ title: 'Values' }),
});

const sample = { dueAt: '2031-03-04T06:00:00.000Z', missed: 0, values: {} };

export const onSchedule = defineTrigger({
  name: 'on_schedule',
  title: 'Schedule',
  summary: 'Starts the recipe at set times, each of them once.',
  docs: 'https://croner.56k.guru/usage/pattern/',
  source: 'schedule',
  config,
  // the event of a due time is made for one recipe
  matches: () => true,
  deliveryKey: () => undefined,
  output,
  sample: ({ values = {} }) => ({ ...sample, values }),
  examples: [
    { config: { cron: '0 7 * * MON-FRI', timeZone: 'Europe/Berlin' }, payload: sample },
    { config: { cron: '*/15 * * * *', missed: 'skip' }, payload: sample },
    { config: { cron: '0 0 1 * *', values: { tier: 'gold' } }, payload: { ...sample, values: { tier: 'gold' } } },
  ],
  antiExamples: [
    { config: {}, reason: 'A schedule needs times.' },
    { config: { cron: '61 * * * *' }, reason: 'An hour has no minute 61.' },
    { config: { cron: '* * * * * *' }, reason: 'Six parts would mean seconds.' },
    { config: { cron: '0 7 * * *', timeZone: 'Mars/Olympus' }, reason: 'There is no such time zone.' },
    { config: { cron: '0 0 31 2 *' }, reason: 'No February has 31 days, so the time never comes.' },
  ],
});
