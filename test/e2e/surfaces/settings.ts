import { dialog, press, type Surface } from './surface.ts';

export const settings: Surface[] = [
  {
    name: 'making a new admin token',
    path: '/settings?tab=token',
    heading: 'Settings',
    open: async (page) => (await press(page, 'Make a new token'), dialog(page)),
  },
  {
    name: 'signing out other browsers',
    path: '/settings?tab=sessions',
    heading: 'Settings',
    open: async (page) => (await press(page, 'Sign out others'), dialog(page)),
  },
  {
    name: 'removing a person',
    path: '/people',
    heading: 'People',
    open: async (page) => (await press(page, 'Remove viewer@example.com'), dialog(page)),
  },
  {
    name: 'revoking an API token',
    path: '/account',
    heading: 'Your account',
    open: async (page) => (await press(page, 'Revoke nightly'), dialog(page)),
  },
];
