import axios from 'axios';
import { Webhook } from 'standardwebhooks';

import { ConnectorError } from '../../errors/connector-error.ts';

/** A message to another system, signed by Standard Webhooks. */
export interface SignedPost {
  url: string;
  /** the same for every attempt, so that the receiver knows a repetition */
  id: string;
  atMs: number;
  /** `whsec_…` */
  secret: string;
  body: string;
}

/** Posts a message; resolves when it was answered 2xx. Throws ITC_CONSENT_CALLBACK with the status or the cause. */
export type PostSigned = (post: SignedPost) => Promise<void>;

const timeoutMs = 10_000;
const maxAnswerBytes = 65_536;

/** The headers of Standard Webhooks for a message. */
export function signedHeaders({ id, atMs, secret, body }: Omit<SignedPost, 'url'>): Record<string, string> {
  const at = new Date(atMs);
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(atMs / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Throws ITC_CONSENT_CALLBACK for an address that is not https, unless it is on this machine and that is allowed. */
export function checkCallbackUrl(text: string, allowLoopback: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isHere = url !== null && loopback.test(url.hostname);
  const isFine =
    url !== null && url.username === '' && url.password === '' && (isHere ? allowLoopback : url.protocol === 'https:');
  if (isFine) return url;
  throw new ConnectorError('ITC_CONSENT_CALLBACK', 'The address of the privacy system cannot be used.', {
    hint: 'Give an address that begins with https:// and holds no user name; this machine itself only where it is allowed.',
    details: { path: 'url' },
  });
}

/** @param allowLoopback addresses of this machine, also without TLS, for tests and side-by-side installations */
export function createPostSigned({ allowLoopback }: { allowLoopback: boolean }): PostSigned {
  return async (post) => {
    const url = checkCallbackUrl(post.url, allowLoopback);
    let status: number;
    try {
      ({ status } = await axios.post(url.href, post.body, {
        headers: signedHeaders(post),
        maxRedirects: 0,
        timeout: timeoutMs,
        signal: AbortSignal.timeout(timeoutMs),
        maxContentLength: maxAnswerBytes,
        responseType: 'text',
        proxy: false,
        validateStatus: () => true,
      }));
    } catch (cause) {
      throw new ConnectorError('ITC_CONSENT_CALLBACK', 'The privacy system could not be reached.', { cause });
    }
    if (status >= 200 && status < 300) return;
    throw new ConnectorError('ITC_CONSENT_CALLBACK', `The privacy system answered ${status}.`, { details: { status } });
  };
}
