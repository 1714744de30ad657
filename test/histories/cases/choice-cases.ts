import { ada, at, email, journey, look, subscriber, track, turnedAway, upsert } from './case-parts.ts';
import type { RecordedCase } from './recorded-case.ts';

/** Choices and ends. */
export const choices: RecordedCase[] = [
  ...(['then', 'else', 'none'] as const).map((branch): RecordedCase => ({
    name: `choice_${branch}`,
    recipe: [
      {
        id: 'big',
        if: { left: '{{ trigger.dataFields.total }}', op: 'greater_than', right: 100 },
        then: [track('large', { total: '{{ trigger.dataFields.total }}' })],
        ...(branch === 'none' ? {} : { else: [upsert('small')] }),
      },
      track('after', { branch: '{{ steps.big.branch }}' }),
    ],
    arrival: subscriber({ total: branch === 'then' ? 250 : 20 }),
  })),
  {
    name: 'choice_of_conditions',
    recipe: [
      {
        id: 'fits',
        if: {
          all: [
            {
              any: [
                { left: '{{ trigger.dataFields.plan }}', op: 'in', right: ['pro', 'team'] },
                { left: email, op: 'ends_with', right: '@lovell.example' },
              ],
            },
            { not: { left: '{{ trigger.dataFields.blocked }}', op: 'is_true' } },
            { left: '{{ trigger.dataFields.tags }}', op: 'contains', right: 'sea' },
            { left: '{{ trigger.dataFields.gone }}', op: 'is_blank' },
            { left: '{{ trigger.dataFields.since }}', op: 'less_than', right: '2031-06-01' },
          ],
        },
        then: [
          {
            id: 'inner',
            if: { left: '{{ trigger.dataFields.plan }}', op: 'equals', right: 'team' },
            then: [track('team')],
            else: [track('pro')],
          },
        ],
        else: [{ id: 'no', stop: { as: 'failed', reason: 'Does not fit.' } }],
      },
    ],
    arrival: subscriber({ plan: 'pro', tags: ['sea', 'wind'], blocked: false, since: '2031-02-01' }),
  },
  {
    name: 'stop_stopped',
    recipe: [
      upsert('first'),
      { id: 'end', stop: { as: 'stopped', reason: 'Enough of {{ trigger.email }}.' } },
      track('never'),
    ],
  },
  {
    name: 'stop_failed',
    recipe: [{ id: 'end', stop: { as: 'failed', reason: '{{ trigger.dataFields.signupSource | upper }}' } }],
  },
  { name: 'stop_without_reason', recipe: [{ id: 'end', stop: { as: 'stopped' } }] },
  {
    name: 'skipped_step',
    recipe: [upsert('off', {}, { skip: true }), track('on', { missing: '{{ steps.off.code | default: "none" }}' })],
  },
];

/** Answers to the caller. */
export const answers: RecordedCase[] = [
  {
    name: 'respond_then_write',
    trigger: journey,
    recipe: [
      look('who'),
      {
        id: 'answer',
        respond: { status: 202, body: { known: '{{ steps.who.user.email }}', list: [1, '{{ trigger.n }}'] } },
      },
      upsert('after'),
    ],
    arrival: { by: 'journey', body: { email: ada, workflowId: 612002, n: 7 } },
  },
  {
    name: 'respond_default_in_a_branch',
    trigger: journey,
    recipe: [
      {
        id: 'one',
        if: { left: '{{ trigger.n }}', op: 'equals', right: '7' },
        then: [{ id: 'answer', respond: {} }],
        else: [{ id: 'other', respond: { status: 400 } }],
      },
    ],
    arrival: { by: 'journey', body: { email: ada, workflowId: 612003, n: 7 } },
  },
  {
    name: 'respond_and_retry',
    trigger: journey,
    recipe: [{ id: 'answer', respond: { body: { ok: true } } }, track('after')],
    faults: [turnedAway(at.track)],
    arrival: { by: 'journey', body: { email: ada, workflowId: 612004 } },
  },
];
