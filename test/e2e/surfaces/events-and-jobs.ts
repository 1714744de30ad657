import { dialog, item, menu, press, type Surface } from './surface.ts';

export const eventsAndJobs: Surface[] = [
  {
    name: 'replays',
    path: '/events',
    heading: 'Events',
    open: async (page) => (await press(page, 'Replay'), menu(page)),
  },
  {
    name: 'a replay in bulk',
    path: '/events',
    heading: 'Events',
    open: async (page) => {
      await press(page, 'Replay');
      await item(page, 'Recover failed jobs since…');
      await page.getByText(/jobs? would be looked at\./).waitFor();
    },
  },
  {
    name: 'uses of an event',
    path: ({ event }) => `/events/${event}`,
    heading: 'inAppClick',
    open: async (page) => (await page.getByRole('button', { name: 'Use', exact: true }).click(), menu(page)),
  },
  {
    name: 'bookmarking an event',
    path: ({ event }) => `/events/${event}`,
    heading: 'inAppClick',
    open: async (page) => (await press(page, /^Bookmark/), page.getByLabel('Name of the bookmark').waitFor()),
  },
  {
    name: 'bookmarks',
    path: '/events',
    heading: 'Events',
    open: async (page) => (await press(page, 'Bookmarks'), page.getByRole('dialog', { name: 'Bookmarks' }).waitFor()),
  },
  {
    name: 'replaying an event',
    path: ({ event }) => `/events/${event}`,
    heading: 'inAppClick',
    open: async (page) => {
      await press(page, 'Replay');
      await item(page, 'Every recipe that matches');
      await dialog(page);
    },
  },
  {
    name: 'exports of jobs',
    path: '/jobs',
    heading: 'Jobs',
    open: async (page) => (await press(page, /^(Export|Download)/), menu(page)),
  },
  {
    name: 'saved filters',
    path: '/jobs?status=failed',
    heading: 'Jobs',
    open: async (page) => (await press(page, 'Saved filters'), page.getByLabel('Save these filters as').waitFor()),
  },
  {
    name: 'columns of jobs',
    path: '/jobs?recipe=looks&columns=trigger.email,steps.track.code',
    heading: 'Jobs',
    open: async (page) => (await press(page, 'Columns'), page.getByRole('list', { name: 'Your columns' }).waitFor()),
  },
  {
    name: 'a job as link, command and call',
    path: ({ failed }) => `/jobs/${failed}`,
    heading: 'Job of looks',
    open: async (page) => (await press(page, 'Show as…'), page.getByRole('dialog', { name: 'Show as' }).waitFor()),
  },
  {
    name: 'selected jobs',
    path: '/jobs?recipe=looks',
    heading: 'Jobs',
    open: (page) => page.getByRole('checkbox', { name: 'Select all jobs shown' }).click(),
  },
  {
    name: 'ways to run a job again',
    path: ({ failed }) => `/jobs/${failed}`,
    heading: 'Job of looks',
    open: async (page) => (await press(page, 'Run again'), menu(page)),
  },
  {
    name: 'running a job again',
    path: ({ failed }) => `/jobs/${failed}`,
    heading: 'Job of looks',
    open: async (page) => {
      await press(page, 'Run again');
      await item(page, 'All steps, with the current version');
      await dialog(page);
    },
  },
  {
    name: 'releasing a send',
    path: ({ held }) => `/jobs/${held}`,
    heading: 'Job of texting',
    open: async (page) => (await press(page, 'Release'), dialog(page)),
  },
  {
    name: 'discarding a send',
    path: ({ held }) => `/jobs/${held}`,
    heading: 'Job of texting',
    open: async (page) => (await press(page, 'Discard'), dialog(page)),
  },
];
