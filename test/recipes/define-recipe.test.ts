import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { trackEvent } from '../../actions/events/track-event.ts';
import { getUserByEmail } from '../../actions/users/get-user-by-email.ts';
import { defineTrigger } from '../../connector/define.ts';
import { defineRecipe } from '../../recipes/define-recipe.ts';
import { fieldOf, pillAt, text, textOf, through } from '../../recipes/pill.ts';
import { newObject } from '../../triggers/new-object.ts';
import { welcome } from './welcome-recipe.ts';

describe('defineRecipe', () => {
  test('A recipe written in TypeScript is the document that YAML would hold.', () => {
    expect(welcome()).toEqual({
      name: 'welcome',
      title: 'Welcome',
      connection: 'sandbox',
      trigger: { use: 'new_object', with: { eventName: 'emailSubscribe' } },
      steps: [
        { id: 'profile', use: 'get_user_by_email', with: { email: '{{ trigger.email | lower }}' } },
        {
          id: 'is_known',
          if: { left: '{{ steps.profile.found }}', op: 'is_false' },
          then: [{ id: 'nobody', stop: { as: 'stopped', reason: 'Nobody is known by {{ trigger.email }}.' } }],
          else: [
            {
              id: 'greet',
              use: 'send_sms',
              with: {
                campaignId: 7001003,
                recipientEmail: '{{ trigger.email }}',
                dataFields: { name: '{{ steps.profile.user["first name"] }}', at: '{{ event.receivedAt }}' },
              },
              onRejected: 'continue',
            },
          ],
        },
        {
          id: 'each_list',
          forEach: '{{ trigger.dataFields.emailListIds }}',
          steps: [
            {
              id: 'note',
              use: 'track_event',
              with: {
                email: '{{ trigger.email }}',
                eventName: 'listed',
                dataFields: { listId: '{{ loops.each_list.item }}' },
              },
            },
          ],
        },
        {
          id: 'groups',
          forEach: '{{ trigger.dataFields.people }}',
          batchSize: 100,
          steps: [
            {
              id: 'add',
              use: 'add_subscribers_to_list',
              with: { listId: 42, subscribers: '{{ loops.groups.item }}' },
            },
          ],
        },
      ],
    });
  });

  test('Odd keys stand in brackets, positions are numbers, and literal braces stay text.', () => {
    const order = pillAt<{ items: { id: number }[] }>('trigger.order');
    expect(textOf(order.items[0]!.id)).toBe('{{ trigger.order.items[0].id }}');
    expect(textOf(fieldOf(order, 'a.b "c"'))).toBe('{{ trigger.order["a.b \\"c\\""] }}');
    expect(text`{{ no pill }} ${order.items}`).toBe('\\{{ no pill }} {{ trigger.order.items }}');
    expect(textOf(through(order, 'default', 'friend', order.items))).toBe(
      '{{ trigger.order | default: "friend", trigger.order.items }}',
    );
    expect(`${String(order.items)}`).toBe('{{ trigger.order.items }}');
  });

  test('The compiler refuses a field that nobody declares, a value of another type and a missing input.', () => {
    const trigger = defineTrigger({
      ...newObject,
      output: z.object({ email: z.string(), total: z.number(), items: z.array(z.object({ sku: z.string() })) }),
    });
    const document = defineRecipe({
      name: 'typed',
      connection: 'sandbox',
      trigger,
      with: { eventName: 'customEvent' },
      steps: ({ trigger: payload, action, forEach }) => {
        // @ts-expect-error the payload has no such field
        void payload.emial;
        // @ts-expect-error a number is no email address
        action('a', getUserByEmail, { email: payload.total });
        // @ts-expect-error the name of an event is a text
        action('b', trackEvent, { email: payload.email, eventName: payload.total });
        // @ts-expect-error an event needs a name
        action('c', trackEvent, { email: payload.email });
        // @ts-expect-error a text is no list
        forEach('d', payload.email, () => undefined);
        forEach('e', payload.items, (item) => {
          // @ts-expect-error an item has no price
          void item.price;
          action('f', trackEvent, { email: payload.email, eventName: item.sku });
        });
        // @ts-expect-error the declaration names no such input
        action('g', getUserByEmail, { email: payload.email, shoe: 1 });
      },
    });
    expect(document.steps).toHaveLength(6);
  });
});
