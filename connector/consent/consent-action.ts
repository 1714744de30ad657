import { z } from 'zod';

import { person } from '../../actions/fields.ts';
import { defineAction, field } from '../define.ts';
import type { ActionResult, IterableConnection } from '../iterable/action-result.ts';
import { prepareCall } from '../iterable/prepare-call.ts';
import { ConnectorError } from '../../errors/connector-error.ts';
import type { ConsentBook } from './consent-book.ts';
import { subscriptionsOf } from './consent-map.ts';

const input = z.strictObject({
  ...person,
  notice: z
    .string()
    .trim()
    .min(1, 'Expected the key of a notice')
    .max(100)
    .meta(field({ title: 'Notice', help: 'The key of a privacy notice of this connection.', example: 'marketing' })),
  preference: z.enum(['opt_in', 'opt_out']).meta(field({ title: 'Preference' })),
  changedAt: z.iso
    .datetime({ offset: true })
    .optional()
    .meta(
      field({
        title: 'Decided at',
        help: 'When the person decided; left out, now. A later decision stands.',
        sticky: true,
      }),
    ),
  createUser: z
    .boolean()
    .optional()
    .meta(field({ title: 'Create the user', help: 'Makes the user in Iterable first where there is none.' })),
});

/**
 * A step that takes a preference as if another system told it. It ends here and not in Iterable: the subscriptions of the
 * notice are changed by the consent worker, which goes on until they are.
 */
export const changeConsent = defineAction({
  name: 'change_consent',
  resource: 'consent',
  title: 'Change consent',
  summary: 'Takes a preference for a privacy notice and changes exactly the subscriptions of that notice.',
  docs: 'https://api.iterable.com/api/docs#users_updateSubscriptions',
  effect: 'write',
  idempotent: true,
  onUnknownOutcome: 'retry',
  // an operation of this connector, see docs/consent.md
  endpoint: { method: 'POST', path: '/api/v1/consent/preferences' },
  identity: 'user',
  answer: 'object',
  input,
  output: z.looseObject({
    result: z
      .enum(['applied', 'late', 'repeated'])
      .meta({ title: 'Result', description: 'late: a later decision, or an opt-out of the same second, stands.' }),
  }),
  request: (given) => ({ body: given }),
  examples: [
    {
      title: 'An opt-out',
      input: { email: 'ada.lovell@example.com', notice: 'marketing', preference: 'opt_out' },
      output: { result: 'applied' },
    },
  ],
  antiExamples: [
    {
      input: { email: 'ada@example.com', notice: 'marketing', preference: 'no' },
      reason: 'A preference is opt_in or opt_out.',
    },
    { input: { email: 'ada@example.com', preference: 'opt_out' }, reason: 'A preference is about a notice.' },
    {
      input: { email: 'ada@example.com', notice: 'marketing', preference: 'opt_in', channelIds: [1] },
      reason: 'The subscriptions come from the notice.',
    },
  ],
});

/**
 * What the step would do, in words, with nothing kept: it calls nobody itself. Throws the ConnectorError that it would end with.
 */
export async function tellConsentChange(
  book: Pick<ConsentBook, 'takePreferences' | 'notices'>,
  connection: IterableConnection,
  given: unknown,
): Promise<string> {
  const { input: change } = prepareCall(changeConsent, given, connection, 'preview') as {
    input: z.output<typeof input>;
  };
  const [taken] = await book.takePreferences(connection.name, [change], { isDry: true });
  if (taken?.result === 'failed') throw new ConnectorError(taken.error.code, taken.error.message, taken.error);
  if (taken?.result === 'late') return 'Nothing would change: a later decision of this person stands.';
  if (taken?.result === 'repeated') return 'Nothing would change: this decision is known here already.';
  const notice = (await book.notices(connection.name)).notices.find(({ key }) => key === change.notice);
  const subscriptions = notice === undefined ? [] : subscriptionsOf(notice).map((one) => one.replace(':', ' '));
  const verb = change.preference === 'opt_in' ? 'subscribes the person to' : 'unsubscribes the person from';
  return (
    `The ${change.preference === 'opt_in' ? 'opt-in' : 'opt-out'} for the notice ${change.notice} would be kept here. ` +
    `The consent worker then ${verb} what the notice stands for in Iterable: ${subscriptions.join(', ')}.`
  );
}

/** Runs the step. Never throws for what the input is. @param stepKey the same for every attempt of one step of one job */
export async function runChangeConsent(
  book: Pick<ConsentBook, 'takePreferences'>,
  connection: IterableConnection,
  given: unknown,
  stepKey: string,
): Promise<ActionResult> {
  const ended = { items: null, exchanges: [], retryAfterMs: null };
  try {
    const prepared = prepareCall(changeConsent, given, connection, stepKey);
    const change = prepared.input as z.output<typeof input>;
    const [taken] = await book.takePreferences(connection.name, [{ ...change, sequence: stepKey }]);
    if (taken?.result === 'failed') return { ...ended, outcome: 'rejected', output: null, error: taken.error };
    return { ...ended, outcome: 'success', output: { result: taken?.result ?? 'late' }, error: null };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const outcome = error.code === 'ITC_STORE_UNAVAILABLE' ? 'retry' : 'rejected';
    return { ...ended, outcome, output: null, error: error.toJSON() };
  }
}
