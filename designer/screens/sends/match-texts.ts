import type { SendEvent } from '../../api/send-queries.ts';

/** How an event was put to its message, or why it was not. */
export const matchTexts: Record<SendEvent['match'], string> = {
  send_id: 'by the send id in its metadata',
  message_id: 'by the message id',
  campaign_and_person: 'by campaign and person',
  unknown_send: 'Its send id is not known here',
  no_metadata: 'It carries no send id, and no message of the campaign went to this person',
  other_campaign: 'The campaign is not sent from here',
};
