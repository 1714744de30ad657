import { at, email, fault, look, refused, subscriber, text, track, upsert } from './case-parts.ts';
import type { RecordedCase } from './recorded-case.ts';

/** Calls that are refused. */
export const refusals: RecordedCase[] = [
  { name: 'refused', recipe: [upsert('first'), track('second'), track('never')], faults: [refused(at.track)] },
  {
    name: 'refused_and_continued',
    recipe: [
      track('first', {}, { onRejected: 'continue' }),
      upsert('second', { code: '{{ steps.first.code | default: "none" }}' }),
    ],
    faults: [refused(at.track)],
  },
  {
    name: 'refused_within_a_loop_and_continued',
    recipe: [
      {
        id: 'each',
        forEach: ['a', 'b', 'c'],
        steps: [track('write', { letter: '{{ item }}' }, { onRejected: 'continue' }), upsert('after')],
      },
    ],
    faults: [{ ...refused(at.track), skip: 1 }],
  },
  {
    name: 'refused_send',
    recipe: [text('message', { onRejected: 'continue' }), track('after')],
    faults: [refused(at.text)],
  },
  {
    name: 'input_that_is_refused_here',
    recipe: [{ id: 'lists', use: 'get_list_size', with: { listId: '{{ trigger.dataFields.word }}' } }],
    arrival: subscriber({ word: 'one' }),
  },
  {
    name: 'host_that_is_not_called',
    recipe: [
      {
        id: 'outside',
        use: 'http_request',
        with: { method: 'GET', url: 'http://127.0.0.1:9/' },
        onRejected: 'continue',
      },
      upsert('after'),
    ],
  },
  {
    name: 'partly_refused_bulk',
    recipe: [
      {
        id: 'write',
        use: 'bulk_upsert_users',
        with: { users: [{ email: 'a@example.com' }, { email: 'b@example.com' }] },
      },
      track('after', { failed: '{{ steps.write.failCount }}' }),
    ],
    faults: [fault(at.bulk, 'partial')],
  },
  {
    name: 'tracked_refusal_in_a_branch',
    recipe: [
      look('who', { onRejected: 'continue' }),
      {
        id: 'is_known',
        if: { left: '{{ steps.who.user.email | default: "" }}', op: 'is_present' },
        then: [upsert('known')],
        else: [track('stranger')],
      },
    ],
    faults: [refused(at.look)],
  },
];

/** Jobs that go on from where they failed. */
export const again: RecordedCase[] = [
  {
    name: 'went_on_from_the_failure',
    recipe: [upsert('first'), track('second'), text('third')],
    faults: [refused(at.track)],
    goesOn: {},
  },
  {
    name: 'went_on_with_a_later_version',
    recipe: [
      { id: 'choice', if: { left: email, op: 'is_present' }, then: [upsert('first')], else: [look('first_else')] },
      track('second'),
    ],
    faults: [refused(at.track)],
    goesOn: {
      // the condition is the other way round by now, and the choice that was recorded stands
      with: [
        { id: 'choice', if: { left: email, op: 'is_blank' }, then: [upsert('first')], else: [look('first_else')] },
        track('second', { branch: '{{ steps.choice.branch }}' }),
        upsert('third'),
      ],
    },
  },
  {
    name: 'went_on_within_a_loop',
    recipe: [
      {
        id: 'each',
        forEach: ['a', 'b', 'c'],
        steps: [upsert('write', { letter: '{{ item }}' }), track('tell', { letter: '{{ item }}' })],
      },
    ],
    faults: [{ ...refused(at.track), skip: 1 }],
    goesOn: {},
  },
];
