import { ConnectorError } from '../../errors/connector-error.ts';
import type { Guard } from './hook-call.ts';

const jsonType = /^application\/(?:[a-z0-9!#$&^_.-]+\+)?json$/;
const charsets = new Set(['utf-8', 'utf8', 'us-ascii']);

// trim() would take blanks that are none in a header, such as the no-break space
const trimmed = (text: string): string => text.replace(/^[ \t]+|[ \t]+$/g, '');

/** Form of a content type: `json`, `form`, or null for a type or charset that is not read. */
export function readContentType(contentType: string): 'json' | 'form' | null {
  if (contentType === 'application/json') return 'json';
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  let seen = 0;
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=', 2);
    if (trimmed(name) !== 'charset') continue;
    seen += 1;
    if (seen > 1 || !charsets.has(trimmed(value).replace(/^"(.*)"$/, '$1'))) return null;
  }
  const bare = trimmed(type);
  if (jsonType.test(bare)) return 'json';
  return bare === 'application/x-www-form-urlencoded' ? 'form' : null;
}

/** Content type, charset and encoding of the body. */
export const checkContentType: Guard = (call) => {
  const { headers, method } = call.request;
  if (method === 'GET') {
    call.bodyForm = 'query';
    return null;
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    return new ConnectorError('ITC_HOOK_CONTENT_TYPE', 'The request body is compressed.');
  }
  const type = headers['content-type'];
  const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  if (call.kind === 'journey_webhook' && isEmpty) {
    call.bodyForm = 'none';
    return null;
  }
  const form = type === undefined ? null : readContentType(type);
  if (form === null || (form === 'form' && call.kind === 'system_webhook')) {
    return new ConnectorError(
      'ITC_HOOK_CONTENT_TYPE',
      type === undefined
        ? 'The request has no content type.'
        : `The content type ${JSON.stringify(type.slice(0, 100))} is not one of those that this address reads.`,
      call.kind === 'system_webhook' ? { hint: 'Send application/json in UTF-8 without compression.' } : {},
    );
  }
  call.bodyForm = form;
  return null;
};
