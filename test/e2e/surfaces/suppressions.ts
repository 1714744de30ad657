import { dialog, press, type Surface } from './surface.ts';

export const suppressions: Surface[] = [
  {
    name: 'suppressing a person',
    path: '/suppressions',
    heading: 'Suppressions',
    open: async (page) => (await press(page, 'Add…'), dialog(page)),
  },
  {
    name: 'lifting a suppression',
    path: '/suppressions',
    heading: 'Suppressions',
    open: async (page) => (await press(page, 'Lift the suppression of never@example.com'), dialog(page)),
  },
];
