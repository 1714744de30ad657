import { email, look, subscriber, track, upsert } from './case-parts.ts';
import type { RecordedCase } from './recorded-case.ts';

/** Pills and what they give. */
export const values: RecordedCase[] = [
  {
    name: 'values_of_all_kinds',
    recipe: [
      upsert('write', {
        whole: '{{ trigger.dataFields.list }}',
        part: 'Dear {{ trigger.dataFields.firstName | title }}, no. {{ trigger.dataFields.n }}',
        missing: '{{ trigger.dataFields.none }}',
        nothing: null,
        cleared: '{{ clear }}',
        nullField: '{{ trigger.dataFields.nothing }}',
        odd: '{{ trigger.dataFields["a.b c"] }}',
        second: '{{ trigger.dataFields.createdAt | date: "epoch_seconds" }}',
        rounded: '{{ trigger.dataFields.n | number | round }}',
        nested: { deep: [{ n: '{{ trigger.dataFields.n }}' }, 'plain'] },
      }),
      track('ids', { event: '{{ event.id }}', job: '{{ job.id }}', at: '{{ event.receivedAt }}' }),
    ],
    arrival: subscriber({
      list: [1, 'two', null],
      firstName: 'ada',
      n: 40,
      nothing: null,
      'a.b c': 'odd',
      createdAt: '2031-02-03 04:05:06 +00:00',
    }),
  },
  {
    name: 'cleared_field_of_the_action',
    recipe: [
      {
        id: 'event',
        use: 'track_event',
        with: { email, eventName: 'cleared', campaignId: '{{ clear }}', dataFields: { x: '{{ clear }}' } },
      },
    ],
  },
  {
    name: 'function_that_fails',
    recipe: [upsert('first'), upsert('second', { n: '{{ trigger.dataFields.word | number }}' })],
    arrival: subscriber({ word: 'one' }),
  },
  { name: 'other_connection', recipe: [upsert('here'), track('there', {}, { connection: 'second' })] },
  {
    name: 'outputs_feed_inputs',
    recipe: [
      upsert('known', { firstName: 'Ada', points: 3 }),
      look('profile'),
      upsert('more', {
        points: '{{ steps.profile.user.dataFields.points }}',
        greeting: '{{ steps.profile.user.dataFields.firstName | default: "friend" }}',
      }),
      { id: 'lists', use: 'list_project_lists' },
      {
        id: 'each',
        forEach: '{{ steps.lists.lists }}',
        steps: [{ id: 'size', use: 'get_list_size', with: { listId: '{{ item.id }}' } }],
      },
    ],
  },
];

/** Actions of more than one call. */
export const larger: RecordedCase[] = [
  {
    name: 'subscription_read_first',
    recipe: [
      upsert('known'),
      { id: 'subscribe', use: 'subscribe_user', with: { email, listIds: [1001] } },
      { id: 'again', use: 'subscribe_user', with: { email, listIds: [1001] } },
    ],
  },
  {
    name: 'list_members_to_bulk',
    recipe: [
      {
        id: 'add',
        use: 'add_subscribers_to_list',
        with: { listId: 1001, subscribers: [{ email: 'x@example.com' }, { email: 'y@example.com' }] },
      },
      { id: 'audience', use: 'list_members', with: { listId: 1001 } },
      {
        id: 'groups',
        forEach: '{{ steps.audience.members }}',
        batchSize: 2,
        steps: [
          {
            id: 'write',
            use: 'bulk_upsert_users',
            with: { users: '{{ item | wrap: "email" | fill: "dataFields", trigger.dataFields.values }}' },
          },
        ],
      },
    ],
    arrival: subscriber({ values: { tier: 'gold' } }),
  },
  {
    name: 'bulk_run',
    recipe: [
      {
        id: 'write',
        use: 'start_bulk_run',
        with: { csv: '{{ trigger.dataFields.csv }}', columns: { tier: 'tier' }, wait: true },
      },
      track('after', { accepted: '{{ steps.write.accepted }}' }),
    ],
    arrival: subscriber({ csv: 'email,tier\nfirst@example.com,gold\nsecond@example.com,silver\n' }),
  },
  {
    name: 'content_sent',
    recipe: [
      {
        id: 'mail',
        use: 'send_content',
        with: {
          kind: 'transactional',
          subject: 'Your order',
          html: '<p>Hi {{ trigger.dataFields.firstName }}</p>',
          recipientEmail: email,
        },
      },
    ],
    arrival: subscriber({ firstName: 'Ada' }),
  },
  {
    name: 'consent_changed',
    recipe: [
      upsert('known'),
      {
        id: 'consent',
        use: 'change_consent',
        with: { email, notice: 'marketing', preference: 'opt_out' },
        onRejected: 'continue',
      },
    ],
  },
  {
    name: 'catalog_and_purchase',
    recipe: [
      { id: 'catalog', use: 'create_catalog', with: { catalogName: 'boats' }, onRejected: 'continue' },
      {
        id: 'item',
        use: 'put_catalog_item',
        with: { catalogName: 'boats', itemId: 'ilex', value: { length: 7.5, name: 'Ilex' } },
      },
      {
        id: 'order',
        use: 'track_purchase',
        with: { user: { email }, total: 240, items: [{ id: 'sail-2', name: 'Sail', price: 240, quantity: 1 }] },
      },
    ],
  },
  {
    name: 'schedule_to_a_list',
    trigger: {
      use: 'on_schedule',
      with: {
        cron: '* * * * *',
        timeZone: 'UTC',
        values: { people: ['row1@example.com', 'row2@example.com'], fields: { tier: 'b' } },
      },
    },
    recipe: [
      {
        id: 'groups',
        forEach: '{{ trigger.values.people }}',
        batchSize: 1000,
        steps: [
          {
            id: 'write',
            use: 'bulk_upsert_users',
            with: { users: '{{ item | wrap: "email" | fill: "dataFields", trigger.values.fields }}' },
          },
        ],
      },
    ],
    arrival: { by: 'clock' },
  },
];
