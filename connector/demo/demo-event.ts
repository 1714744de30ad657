/** The person that the demo recipes write to; the first of them creates it in the sandbox. */
export const demoEmail = 'ada@example.com';
export const demoPhone = '+15555550100';

/**
 * Body of the pasted webhook, as it stands inside double quotes of a shell: the time is filled in at each paste,
 * so that a second paste is a new event and not a repeated delivery.
 */
export function subscribeBodyForShell(): string {
  const body = {
    email: demoEmail,
    eventName: 'emailSubscribe',
    dataFields: {
      createdAt: "$(date -u '+%Y-%m-%d %H:%M:%S +00:00')",
      signupSource: 'WebForm',
      emailListIds: [1],
      phoneNumber: demoPhone,
      // createdAt counts seconds only; a system without %N still pastes
      pastedAt: '$(date +%s%N)',
    },
  };
  return JSON.stringify(body).replaceAll('"', '\\"');
}
