import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findUser, identityRefusal } from '../identity.ts';
import { renderedHtml } from '../message-content.ts';
import type { SentMessage } from '../project-state.ts';
import { isTo, recipientOf } from '../recipient.ts';
import type { ApiCall, Route, World } from '../world.ts';

const page = (body: string): Answer => ({ status: 200, body, contentType: 'text/html; charset=utf-8' });

function sentEmail(world: World, messageId: string | null | undefined): SentMessage | undefined {
  return world.state.messages.items.find(
    (message) => message.messageId === messageId && message.messageMedium === 'Email' && message.status === 'sent',
  );
}

function viewInBrowser(world: World, call: ApiCall): Answer {
  const { query, headers } = call;
  const messageId = query.get('messageId');
  const who = { email: query.get('email') ?? undefined, userId: query.get('userId') ?? undefined };
  const found = findUser(world, who, false);
  if ('fault' in found) return identityRefusal(found.fault);
  const message = sentEmail(world, messageId);
  if (!message || !found.profile || !isTo(message, found.profile)) {
    return refuse(400, 'BadParams', 'Invalid messageId', { messageId: messageId ?? '' });
  }
  if (world.settings.viewInBrowser === 'page') return page(renderedHtml(world, message, found.profile));
  const location = `http://${headers.host ?? 'localhost'}/email-pages/${message.messageId}`;
  return { status: 303, body: '', contentType: 'text/plain; charset=utf-8', headers: { Location: location } };
}

/** Sent emails as pages. */
export const emailPageRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/email/viewInBrowser', limits: [{ count: 100, per: 'second' }], handle: viewInBrowser },
  {
    method: 'GET',
    path: '/email-pages/{messageId}',
    open: true,
    handle(world, call) {
      const message = sentEmail(world, call.params.messageId);
      const profile = message && recipientOf(world, message);
      return message && profile ? page(renderedHtml(world, message, profile)) : { ...page('Not found'), status: 404 };
    },
  },
];
