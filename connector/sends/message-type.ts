import { ConnectorError } from '../../errors/connector-error.ts';
import type { MessageContent } from '../define.ts';
import type { SendSettings } from './send-settings.ts';

/**
 * The message type of a message: the one it names, else the one of its kind; a marketing message without one of its own
 * falls back to the transactional one. Throws ITC_SEND_TYPE_MISSING, and ITC_SEND_TYPE_UNCONFIRMED for a marketing message
 * under the transactional type that nobody has confirmed.
 */
export function messageTypeOf(
  { kind, messageTypeId, isConfirmed }: Pick<MessageContent, 'kind' | 'messageTypeId' | 'isConfirmed'>,
  settings: Pick<SendSettings, 'transactionalMessageTypeId' | 'marketingMessageTypeId'>,
): number {
  const { transactionalMessageTypeId: transactional, marketingMessageTypeId: marketing } = settings;
  const found = messageTypeId ?? (kind === 'marketing' ? (marketing ?? transactional) : transactional);
  if (found === null) {
    throw new ConnectorError('ITC_SEND_TYPE_MISSING', `The connection has no message type for ${kind} messages.`, {
      details: { path: 'kind', found: kind },
    });
  }
  if (kind === 'marketing' && found === transactional && !isConfirmed) {
    throw new ConnectorError(
      'ITC_SEND_TYPE_UNCONFIRMED',
      `A marketing message would go out under the message type ${String(found)}, which this connection has for transactional ones.`,
      { details: { path: messageTypeId === undefined ? 'kind' : 'messageTypeId' } },
    );
  }
  return found;
}
