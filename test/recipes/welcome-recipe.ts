import { trackEvent } from '../../actions/events/track-event.ts';
import { addSubscribersToList } from '../../actions/lists/add-subscribers-to-list.ts';
import { sendSms } from '../../actions/messages/send-sms.ts';
import { getUserByEmail } from '../../actions/users/get-user-by-email.ts';
import { defineRecipe, when } from '../../recipes/define-recipe.ts';
import { fieldOf, pillAt, text, through } from '../../recipes/pill.ts';
import { newObject } from '../../triggers/new-object.ts';

/** A recipe as people write one in TypeScript. */
export const welcome = () =>
  defineRecipe({
    name: 'welcome',
    title: 'Welcome',
    connection: 'sandbox',
    trigger: newObject,
    with: { eventName: 'emailSubscribe' },
    steps: ({ trigger, action, if: choose, forEach, forEachBatch, event, stop }) => {
      const profile = action('profile', getUserByEmail, { email: through<string>(trigger.email, 'lower') });
      choose(
        'is_known',
        when(profile.found, 'is_false'),
        () => {
          stop('nobody', 'stopped', text`Nobody is known by ${trigger.email}.`);
        },
        () => {
          action(
            'greet',
            sendSms,
            {
              campaignId: 7001003,
              recipientEmail: trigger.email,
              dataFields: { name: fieldOf(profile.user, 'first name'), at: event.receivedAt },
            },
            { onRejected: 'continue' },
          );
        },
      );
      forEach('each_list', pillAt<number[]>('trigger.dataFields.emailListIds'), (listId) => {
        action('note', trackEvent, { email: trigger.email, eventName: 'listed', dataFields: { listId } });
      });
      forEachBatch('groups', pillAt<{ email: string }[]>('trigger.dataFields.people'), 100, (people) => {
        action('add', addSubscribersToList, { listId: 42, subscribers: people });
      });
    },
  });
