import { dialog, press, type Surface } from './surface.ts';

export const schemas: Surface[] = [
  {
    name: 'wizard: a sample with mistakes',
    path: '/schemas/new?connection=sandbox&trigger=event%3AorderPlaced&step=1',
    heading: 'Schema wizard',
    open: async (page) => {
      await press(page, 'Next');
      await page.getByRole('textbox', { name: 'Sample payloads' }).fill("{'total': 3}");
      await page.getByRole('button', { name: 'Take the repair' }).waitFor();
    },
  },
  {
    name: 'wizard: an event as sample, masked',
    path: ({ event }) => `/schemas/new?connection=sandbox&trigger=event%3AinAppClick&event=${event}`,
    heading: 'Schema wizard',
    open: (page) => page.getByText(/samples? in all/).waitFor(),
  },
  {
    name: 'wizard: a sample is there already',
    path: '/schemas/new?connection=sandbox&trigger=event%3AorderPaid&step=1',
    heading: 'Schema wizard',
    open: async (page) => {
      await press(page, 'Next');
      const editor = page.getByRole('textbox', { name: 'Sample payloads' });
      await editor.fill('{"total": 3}');
      await editor.evaluate((element) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', '{"total": 4}');
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      await dialog(page);
    },
  },
];
