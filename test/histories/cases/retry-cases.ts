import { append, at, fault, look, text, track, turnedAway, upsert } from './case-parts.ts';
import type { RecordedCase } from './recorded-case.ts';

/** Calls that are turned away or lost, and made again. */
export const retries: RecordedCase[] = [
  ...(['look', 'upsert', 'track', 'text'] as const).map((kind): RecordedCase => ({
    name: `turned_away_${kind}`,
    recipe: [
      { look, upsert: (id: string) => upsert(id), track: (id: string) => track(id), text: (id: string) => text(id) }[
        kind
      ]('only'),
      upsert('after', { after: kind }),
    ],
    faults: [kind === 'upsert' ? turnedAway(at.upsert, 2) : turnedAway(at[kind])],
  })),
  {
    name: 'turned_away_for_good',
    recipe: [upsert('first'), track('second', {}, { maxAttempts: 3 })],
    faults: [turnedAway(at.track, 3)],
  },
  {
    name: 'turned_away_send_for_good',
    recipe: [text('message', { maxAttempts: 2 })],
    faults: [turnedAway(at.text, 2)],
  },
  ...(['look', 'upsert', 'track'] as const).map((kind): RecordedCase => ({
    name: `answer_lost_${kind}`,
    recipe: [
      { look, upsert: (id: string) => upsert(id), track: (id: string) => track(id) }[kind]('only'),
      text('after'),
    ],
    faults: [fault(at[kind], 'reset')],
  })),
  {
    name: 'answer_lost_for_good',
    recipe: [look('only', { maxAttempts: 2 })],
    faults: [fault(at.look, 'reset', { times: 2 })],
  },
  { name: 'answer_lost_append_held', recipe: [append('only')], faults: [fault(at.track, 'resetAfterProcessing')] },
  {
    name: 'answer_lost_append_fails',
    recipe: [append('only', { onUnknownOutcome: 'fail' }), upsert('never')],
    faults: [fault(at.track, 'resetAfterProcessing')],
  },
  {
    name: 'answer_lost_append_repeated',
    recipe: [append('only', { onUnknownOutcome: 'retry' }), upsert('after')],
    faults: [fault(at.track, 'reset')],
  },
  {
    name: 'server_error',
    recipe: [upsert('first'), look('second')],
    faults: [fault(at.look, 'status', { status: 500, times: 2 })],
  },
];
