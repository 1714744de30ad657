import { definePicklist, type PicklistOption } from '../../connector/define.ts';

export const webhooks = definePicklist({
  name: 'webhooks',
  title: 'Webhooks',
  endpoint: { method: 'GET', path: '/api/webhooks' },
  args: {},
  query: () => ({}),
  // a webhook has no name, so its address is shown
  read: ({ webhooks: entries }) =>
    (Array.isArray(entries) ? entries : []).flatMap((entry): PicklistOption[] => {
      if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
      const { id, endpoint, enabled } = entry;
      if (typeof id !== 'number' || typeof endpoint !== 'string') return [];
      return [{ value: id, label: endpoint, note: enabled === true ? 'on' : 'off' }];
    }),
  more: () => false,
});
