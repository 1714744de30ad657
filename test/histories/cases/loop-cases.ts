import { at, fault, look, subscriber, text, track, turnedAway, upsert } from './case-parts.ts';
import type { RecordedCase } from './recorded-case.ts';

/** Loops over items, batches and pages. */
export const loops: RecordedCase[] = [
  {
    name: 'for_each',
    recipe: [
      {
        id: 'each',
        forEach: '{{ trigger.dataFields.boats }}',
        steps: [track('seen', { boat: '{{ item.name }}', at: '{{ index }}' })],
      },
      track('count', { boats: '{{ steps.each.count }}' }),
    ],
    arrival: subscriber({ boats: [{ name: 'Ilex' }, { name: 'Wren' }, { name: 'Sula' }] }),
  },
  {
    name: 'for_each_nested',
    recipe: [
      {
        id: 'orders',
        forEach: '{{ trigger.dataFields.orders }}',
        steps: [
          look('who'),
          {
            id: 'lines',
            forEach: '{{ item.lines }}',
            steps: [
              {
                id: 'dear',
                if: { left: '{{ item.price }}', op: 'greater_than', right: 50 },
                then: [
                  track('line', {
                    sku: '{{ item.sku }}',
                    order: '{{ loops.orders.item.id }}',
                    place: '{{ loops.orders.index }}.{{ index }}',
                  }),
                ],
              },
            ],
          },
          upsert('last', {
            lastOrder: '{{ item.id }}',
            lines: '{{ steps.lines.count }}',
            known: '{{ steps.who.user.email }}',
          }),
        ],
      },
    ],
    arrival: subscriber({
      orders: [
        {
          id: 'o-1',
          lines: [
            { sku: 'a', price: 80 },
            { sku: 'b', price: 5 },
          ],
        },
        { id: 'o-2', lines: [] },
        { id: 'o-3', lines: [{ sku: 'c', price: 51 }] },
      ],
    }),
  },
  {
    name: 'for_each_in_batches',
    recipe: [
      {
        id: 'people',
        forEach: '{{ trigger.dataFields.people }}',
        batchSize: 3,
        steps: [
          {
            id: 'write',
            use: 'bulk_upsert_users',
            with: { users: '{{ item | wrap: "email" | fill: "dataFields", trigger.dataFields.values }}' },
          },
        ],
      },
    ],
    arrival: subscriber({
      people: Array.from({ length: 7 }, (_, n) => `sailor${String(n)}@example.com`),
      values: { crew: true },
    }),
  },
  {
    name: 'for_each_of_nothing',
    recipe: [{ id: 'each', forEach: '{{ trigger.dataFields.none }}', steps: [track('never')] }, upsert('after')],
  },
  {
    name: 'for_each_of_a_text',
    recipe: [{ id: 'each', forEach: '{{ trigger.dataFields.word }}', steps: [track('never')] }],
    arrival: subscriber({ word: 'one' }),
  },
  {
    name: 'for_each_stops_within',
    recipe: [
      {
        id: 'each',
        forEach: '{{ trigger.dataFields.names }}',
        steps: [
          {
            id: 'is_last',
            if: { left: '{{ item }}', op: 'equals', right: 'stop' },
            then: [{ id: 'end', stop: { as: 'stopped', reason: 'At {{ index }}.' } }],
          },
          track('seen', { name: '{{ item }}' }),
        ],
      },
    ],
    arrival: subscriber({ names: ['a', 'b', 'stop', 'never'] }),
  },
  {
    name: 'for_each_retried_within',
    recipe: [
      { id: 'each', forEach: ['x', 'y', 'z'], steps: [upsert('write', { letter: '{{ item }}' }), text('tell')] },
    ],
    faults: [turnedAway(at.upsert, 2), fault(at.text, 'status', { status: 429, retryAfter: 0, skip: 1 })],
    arrival: subscriber({ phoneNumber: '+15550100001' }),
  },
  {
    name: 'pages_of_rows',
    recipe: [
      { id: 'crew', use: 'bulk_upsert_users', with: { users: '{{ trigger.dataFields.people | wrap: "email" }}' } },
      {
        id: 'people',
        forEachPage: { use: 'export_data_json', with: { dataTypeName: 'user', range: 'All', onlyFields: ['email'] } },
        pageSize: 4,
        steps: [
          {
            id: 'each',
            forEach: '{{ item }}',
            steps: [
              {
                id: 'write',
                use: 'upsert_user',
                with: { email: '{{ item.email }}', dataFields: { page: '{{ loops.people.index }}' } },
              },
            ],
          },
        ],
      },
      // the rows of a job that failed stay, so that it can go on
      { id: 'end', stop: { as: 'failed', reason: '{{ steps.people.rows }} rows in {{ steps.people.pages }} pages' } },
    ],
    arrival: subscriber({ people: Array.from({ length: 9 }, (_, n) => `crew${String(n)}@example.com`) }),
  },
];
