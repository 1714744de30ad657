import { ConnectorError } from '../../errors/connector-error.ts';
import type { Guard } from './hook-call.ts';

/** Methods an address takes: Iterable posts system webhooks, the author of a journey webhook chooses. */
export const hookMethods = {
  system_webhook: ['POST'],
  journey_webhook: ['GET', 'POST', 'PUT', 'PATCH'],
} as const;

/** Method of the call, and the size it announces. */
export const checkMethod: Guard = ({ request, kind, limits }) => {
  const methods: readonly string[] = hookMethods[kind];
  if (!methods.includes(request.method ?? '')) {
    return new ConnectorError(
      'ITC_HOOK_METHOD',
      `This webhook address takes ${methods.join(', ')}, not ${request.method}.`,
    );
  }
  const announced = Number(request.headers['content-length'] ?? 0);
  return announced > limits.maxBodyBytes ? tooLarge(limits.maxBodyBytes) : null;
};

/** The one answer to a body that is too large, announced or not. */
export function tooLarge(maxBytes: number): ConnectorError {
  return new ConnectorError('ITC_HOOK_TOO_LARGE', `The request body is larger than ${maxBytes} bytes.`);
}
