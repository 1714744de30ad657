import { append, at, email, fault, look, mail, text, track, turnedAway, upsert } from './case-parts.ts';
import type { RecordedCase } from './recorded-case.ts';

/** Sends that are held for a person. */
export const holds: RecordedCase[] = [
  {
    name: 'send_held',
    recipe: [upsert('first'), text('message'), track('never')],
    faults: [fault(at.text, 'resetAfterProcessing')],
  },
  {
    name: 'send_held_and_released',
    recipe: [upsert('first'), text('message'), track('after')],
    faults: [fault(at.text, 'reset')],
    released: 1,
  },
  {
    name: 'send_held_and_released_twice',
    recipe: [text('message')],
    faults: [fault(at.text, 'reset', { times: 2 })],
    released: 2,
  },
  {
    name: 'send_lost_and_failed',
    recipe: [text('message', { onUnknownOutcome: 'fail' }), track('never')],
    faults: [fault(at.text, 'reset')],
  },
  {
    name: 'send_lost_and_repeated',
    recipe: [text('message', { onUnknownOutcome: 'retry', ignoreUnsubscribes: true }), track('after')],
    faults: [fault(at.text, 'reset')],
  },
  {
    name: 'send_lost_and_held_in_the_end',
    recipe: [text('message', { onUnknownOutcome: 'retry', maxAttempts: 2 })],
    faults: [fault(at.text, 'reset', { times: 2 })],
  },
  {
    name: 'send_held_within_a_loop',
    recipe: [{ id: 'each', forEach: [1, 2, 3], steps: [text('message'), track('after', { n: '{{ item }}' })] }],
    faults: [fault(at.text, 'reset', { skip: 1 })],
    released: 1,
  },
  {
    name: 'email_held',
    recipe: [
      {
        id: 'message',
        use: 'send_email',
        with: {
          campaignId: mail,
          recipientEmail: email,
          dataFields: { source: '{{ trigger.dataFields.signupSource }}' },
        },
      },
    ],
    killed: { path: '/api/email/target', times: 1 },
  },
];

/** Processes that are killed during a call. */
export const kills: RecordedCase[] = [
  {
    name: 'killed_in_a_read',
    recipe: [upsert('first'), look('second'), track('third')],
    killed: { path: at.look, times: 1 },
  },
  { name: 'killed_in_a_write', recipe: [look('first'), upsert('second')], killed: { path: at.upsert, times: 2 } },
  { name: 'killed_in_a_tracked_event', recipe: [track('only'), upsert('after')], killed: { path: at.track, times: 1 } },
  { name: 'killed_in_an_append', recipe: [append('only')], killed: { path: at.track, times: 1 } },
  {
    name: 'killed_in_an_append_that_may_be_repeated',
    recipe: [append('only', { onUnknownOutcome: 'retry', maxAttempts: 2 })],
    killed: { path: at.track, times: 2 },
  },
  {
    name: 'killed_in_a_send_and_released',
    recipe: [upsert('first'), text('message'), track('after')],
    killed: { path: at.text, times: 1 },
    released: 1,
  },
  {
    name: 'killed_in_a_send_that_may_be_repeated',
    recipe: [text('message', { onUnknownOutcome: 'retry' })],
    killed: { path: at.text, times: 1 },
  },
  { name: 'killed_four_times', recipe: [look('only', { maxAttempts: 1 })], killed: { path: at.look, times: 4 } },
  {
    name: 'killed_in_a_loop',
    recipe: [
      { id: 'each', forEach: ['a', 'b'], steps: [look('who'), upsert('write', { letter: '{{ item }}' })] },
      text('message'),
    ],
    killed: { path: at.upsert, times: 1 },
  },
  {
    name: 'killed_in_a_branch_and_turned_away',
    recipe: [{ id: 'any', if: { left: email, op: 'is_present' }, then: [upsert('write'), look('read')] }],
    killed: { path: at.look, times: 1 },
    faults: [turnedAway(at.upsert)],
  },
];
