/** An event and its job as the API shows them. */
export const event = {
  id: 'evt_1',
  connection: 'p',
  kind: 'system_webhook',
  eventName: 'emailOpen',
  workflowId: null,
  receivedAt: '2026-01-01T00:00:00.000Z',
  duplicateOf: null,
  jobs: ['job_1'],
};
export const job = {
  id: 'job_1',
  recipe: 'welcome',
  version: 1,
  event: 'evt_1',
  status: 'held',
  steps: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  runAt: null,
  error: { code: 'ITC_SEND_HELD', message: 'Held.', hint: 'Decide.' },
  reason: null,
  rerunOf: null,
  task: null,
};
