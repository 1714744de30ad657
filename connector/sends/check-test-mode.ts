import { ConnectorError } from '../../errors/connector-error.ts';
import type { PersonNames } from '../store/store.ts';
import type { SendSettings } from './send-settings.ts';

function isListed({ email, userId }: PersonNames, recipients: readonly string[]): boolean {
  const domain = email === null ? null : email.slice(email.lastIndexOf('@'));
  return recipients.some((entry) => {
    const listed = entry.trim();
    return listed === userId || (email !== null && [email, domain].includes(listed.toLowerCase()));
  });
}

/**
 * Throws ITC_SEND_TEST_MODE where the test mode is on and the recipient is not on its list. Both names of a person must not
 * be on it: one is enough. A call that reaches a list or an unnamed person (null) never passes.
 */
export function checkTestMode(recipient: PersonNames | null, { isOn, recipients }: SendSettings['testMode']): void {
  if (!isOn || (recipient !== null && isListed(recipient, recipients))) return;
  throw recipient === null
    ? new ConnectorError(
        'ITC_SEND_TEST_MODE',
        'The connection is in test mode, and this call does not name the people whom it reaches.',
        { hint: 'Send to single people on the list of the test mode, or switch the test mode of the connection off.' },
      )
    : new ConnectorError('ITC_SEND_TEST_MODE');
}
