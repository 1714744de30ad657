import { ConnectorError } from '../../errors/connector-error.ts';
import type { OutsideWorld } from '../outbound/outside-world.ts';
import { signedHeaders, type SignedMessage } from '../outbound/sign-message.ts';

/** Tells the privacy system something; resolves when it was answered 2xx. Throws ITC_CONSENT_CALLBACK with the status or the cause. */
export type PostSigned = (post: SignedMessage & { url: string }) => Promise<void>;

/** Throws ITC_CONSENT_CALLBACK for an address that is not https, holds a user name or is private, unless the operator listed it. */
export function checkCallbackUrl(text: string, outside: Pick<OutsideWorld, 'checkAddress'>): void {
  try {
    outside.checkAddress(text);
  } catch (cause) {
    throw new ConnectorError('ITC_CONSENT_CALLBACK', 'The address of the privacy system cannot be used.', {
      hint: 'Give an address that begins with https:// and holds no user name; private ones and those without TLS are reached where ITC_OUTBOUND_ALLOW lists them.',
      details: { path: 'url' },
      cause,
    });
  }
}

export function createPostSigned(outside: Pick<OutsideWorld, 'post'>): PostSigned {
  return async ({ url, ...message }) => {
    let status: number;
    try {
      status = await outside.post(url, signedHeaders(message), message.body);
    } catch (cause) {
      throw new ConnectorError('ITC_CONSENT_CALLBACK', 'The privacy system could not be reached.', { cause });
    }
    if (status >= 200 && status < 300) return;
    throw new ConnectorError('ITC_CONSENT_CALLBACK', `The privacy system answered ${status}.`, { details: { status } });
  };
}
