import type { JsonObject } from '../errors/json.ts';

/** What a message is to its reader; decides the message type, and with it who may opt out of it. */
export const messageKinds = ['transactional', 'marketing'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** The content of an email, in Iterable's names. The same content is made into a template once. */
export interface EmailContent {
  subject: string;
  html: string;
  preheaderText?: string | undefined;
  plainText?: string | undefined;
  fromName?: string | undefined;
  fromEmail?: string | undefined;
  replyToEmail?: string | undefined;
}

/** A picture that the HTML names by `cid:`. */
export interface InlineImage {
  cid: string;
  base64: string;
}

/** What must be there in Iterable before a message can leave. The runtime makes it and hands `{ campaignId }` to `request`. */
export interface MessageContent {
  content: EmailContent;
  images: readonly InlineImage[];
  /** for people who look at Iterable; says nothing about what is sent */
  name?: string | undefined;
  kind: MessageKind;
  /** left out: what the connection says for the kind */
  messageTypeId?: number | undefined;
  /** a marketing message may go out under the message type of transactional ones */
  isConfirmed: boolean;
  /** input of `upsert_user`, written first so that there is a profile; left out: none is made */
  profile?: JsonObject | undefined;
}
