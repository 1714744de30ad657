import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { ConnectorError } from '../../errors/connector-error.ts';
import { tooLarge } from './check-method.ts';

const inflate = promisify(gunzip);

/**
 * The bytes of a body that may be compressed with gzip.
 * @param maxBytes bound of the inflated bytes; inflating stops there
 * @throws ConnectorError ITC_HOOK_TOO_LARGE, ITC_HOOK_CONTENT_TYPE
 */
export async function inflateBody(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const form = encoding?.trim().toLowerCase() ?? 'identity';
  if (form === 'identity') return body;
  if (form !== 'gzip') {
    throw new ConnectorError(
      'ITC_HOOK_CONTENT_TYPE',
      `The content encoding ${JSON.stringify(form.slice(0, 50))} is not read.`,
      {
        hint: 'Send the body as it is, or compressed with gzip.',
      },
    );
  }
  try {
    return await inflate(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
    throw new ConnectorError('ITC_HOOK_CONTENT_TYPE', 'The body is not what gzip makes.', {
      hint: 'Send the body as it is, or compressed with gzip.',
      cause,
    });
  }
}
