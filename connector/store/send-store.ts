import type { Page, PageQuery } from './page.ts';

/** The names of a person, normalised: an address in lower case, a user ID as it is. One of them is there. */
export interface PersonNames {
  email: string | null;
  userId: string | null;
}

/** `sending`: the call may be under way. `accepted` is Iterable's word; whether it arrived is told by events. */
export type SendStatus = 'sending' | 'accepted' | 'refused' | 'unknown';

/** One message to one person, kept before its call leaves. */
export interface SendRecord extends PersonNames {
  /** comes back in the metadata of webhooks */
  id: string;
  connectionId: string;
  /** the job, task or bulk run that sent it; null for a call by hand */
  origin: string | null;
  /** path of the step in the job, or row of the bulk run */
  place: string | null;
  action: string;
  channel: string;
  campaignId: number;
  status: SendStatus;
  /** code of the refusal */
  error: string | null;
  /** Iterable's own id, known from the first webhook on */
  messageId: string | null;
  createdAt: string;
}

/** What a webhook told about a message, in the project's words and Iterable's. */
export interface SendEvent extends PersonNames {
  /** id of the stored event */
  id: string;
  connectionId: string;
  sendId: string | null;
  type: string;
  /** as Iterable named it */
  eventName: string;
  channel: string;
  campaignId: number | null;
  messageId: string | null;
  receivedAt: string;
  /** Iterable's own time, whole seconds */
  happenedAt: string | null;
  /** how the send was found, or why none was */
  match: SendMatch;
  /** recipient state of a bounce, reason of a skip, source of an unsubscribe */
  detail: string | null;
}

/**
 * Found by the id in the metadata, by Iterable's message id, or by campaign and person. Not found: `unknown_send` has an
 * id that is not known here, `no_metadata` is of a campaign that this server sends, `other_campaign` of one that it does not.
 */
export const sendMatches = [
  'send_id',
  'message_id',
  'campaign_and_person',
  'unknown_send',
  'no_metadata',
  'other_campaign',
] as const;
export type SendMatch = (typeof sendMatches)[number];

export interface SendClue {
  connectionId: string;
  id?: string;
  messageId?: string;
  /** with `person`: the newest send of the campaign to the person, at the latest `before` */
  campaignId?: number;
  person?: PersonNames;
  before?: string;
}

export interface SendFilter extends PageQuery {
  connectionId?: string;
  person?: PersonNames;
  origin?: string;
  status?: SendStatus;
  campaignId?: number;
}

export interface SendEventFilter extends PageQuery {
  connectionId?: string;
  person?: PersonNames;
  sendId?: string;
  type?: string;
  /** only these */
  matches?: readonly SendMatch[];
  from?: string;
}

export interface SendStore {
  /** durable when it resolves; a send of the same id is replaced, and keeps its time and message id */
  putSend(send: SendRecord): Promise<void>;
  getSend(id: string): Promise<SendRecord | null>;
  listSends(filter: SendFilter): Promise<Page<SendRecord>>;
  /** the send that the clue names, the surest part of it first: id, then message id, then campaign and person */
  findSend(clue: SendClue): Promise<SendRecord | null>;
  /** whether anything was ever sent over the connection, with the campaign where one is named */
  hasSendsOf(connectionId: string, campaignId?: number): Promise<boolean>;
  /** in one transaction; an event that is there already stays as it is. A send learns its message id. Answers how many were new */
  recordSendEvents(events: readonly SendEvent[]): Promise<number>;
  listSendEvents(filter: SendEventFilter): Promise<Page<SendEvent>>;
  /** removes the messages to a person and what webhooks told about the person; answers how many of each went */
  eraseSends(connectionId: string, person: PersonNames): Promise<{ sends: number; sendEvents: number }>;
  /** events of a connection since an instant, by type and match */
  countSendEvents(connectionId: string, from: string): Promise<{ type: string; match: SendMatch; events: number }[]>;
}
