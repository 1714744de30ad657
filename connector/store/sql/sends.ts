import type { Selectable } from 'kysely';

import type { SendClue, SendEvent, SendEventFilter, SendFilter, SendRecord, SendStore } from '../send-store.ts';
import type { Tables } from '../sqlite/tables.ts';
import { ofPerson } from './person-where.ts';
import { pageOf } from './page-of.ts';
import { queries } from './queries.ts';
import { all, first, run, type Script, type SqlStore } from './script.ts';

type SendRow = Selectable<Tables['sends']>;
type EventRow = Selectable<Tables['send_events']>;

const toSend = (row: SendRow): SendRecord => ({
  id: row.id,
  connectionId: row.connection_id,
  origin: row.origin,
  place: row.place,
  action: row.action,
  channel: row.channel,
  campaignId: row.campaign_id,
  email: row.email,
  userId: row.user_id,
  status: row.status,
  error: row.error,
  messageId: row.message_id,
  createdAt: row.created_at,
});
const toEvent = (row: EventRow): SendEvent => ({
  id: row.id,
  connectionId: row.connection_id,
  sendId: row.send_id,
  type: row.type,
  eventName: row.event_name,
  channel: row.channel,
  campaignId: row.campaign_id,
  messageId: row.message_id,
  email: row.email,
  userId: row.user_id,
  receivedAt: row.received_at,
  happenedAt: row.happened_at,
  match: row.match,
  detail: row.detail,
});

const toSendRow = (send: SendRecord): Omit<SendRow, 'seq'> => ({
  id: send.id,
  connection_id: send.connectionId,
  origin: send.origin,
  place: send.place,
  action: send.action,
  channel: send.channel,
  campaign_id: send.campaignId,
  email: send.email,
  user_id: send.userId,
  status: send.status,
  error: send.error,
  message_id: send.messageId,
  created_at: send.createdAt,
});
const toEventRow = (event: SendEvent): Omit<EventRow, 'seq'> => ({
  id: event.id,
  connection_id: event.connectionId,
  send_id: event.sendId,
  type: event.type,
  event_name: event.eventName,
  channel: event.channel,
  campaign_id: event.campaignId,
  message_id: event.messageId,
  email: event.email,
  user_id: event.userId,
  received_at: event.receivedAt,
  happened_at: event.happenedAt,
  match: event.match,
  detail: event.detail,
});

const sends = queries.selectFrom('sends').selectAll();
const sendsOf = (connectionId: string) => sends.where('connection_id', '=', connectionId);

/** The ways to the send that a clue gives, the surest first. */
function waysTo({ connectionId, id, messageId, campaignId, person, before }: SendClue) {
  const ways = [
    ...(id === undefined ? [] : [sendsOf(connectionId).where('id', '=', id)]),
    ...(messageId === undefined ? [] : [sendsOf(connectionId).where('message_id', '=', messageId)]),
  ];
  if (campaignId !== undefined && person !== undefined) {
    const ofCampaign = sendsOf(connectionId)
      .where('campaign_id', '=', campaignId)
      .where(ofPerson<'sends'>(person))
      .where('status', '!=', 'refused');
    ways.push(before === undefined ? ofCampaign : ofCampaign.where('created_at', '<=', before));
  }
  return ways;
}

const filtered = (filter: SendFilter) => {
  let found = sends;
  if (filter.connectionId !== undefined) found = found.where('connection_id', '=', filter.connectionId);
  if (filter.person !== undefined) found = found.where(ofPerson<'sends'>(filter.person));
  if (filter.origin !== undefined) found = found.where('origin', '=', filter.origin);
  if (filter.status !== undefined) found = found.where('status', '=', filter.status);
  if (filter.campaignId !== undefined) found = found.where('campaign_id', '=', filter.campaignId);
  return found;
};
const filteredEvents = (filter: SendEventFilter) => {
  let found = queries.selectFrom('send_events').selectAll();
  if (filter.connectionId !== undefined) found = found.where('connection_id', '=', filter.connectionId);
  if (filter.person !== undefined) found = found.where(ofPerson<'send_events'>(filter.person));
  if (filter.sendId !== undefined) found = found.where('send_id', '=', filter.sendId);
  if (filter.type !== undefined) found = found.where('type', '=', filter.type);
  if (filter.matches !== undefined) found = found.where('match', 'in', filter.matches);
  if (filter.from !== undefined) found = found.where('received_at', '>=', filter.from);
  return found;
};

function* recordEvent(event: SendEvent): Script<number> {
  const added = yield* run(
    queries
      .insertInto('send_events')
      .values(toEventRow(event))
      .onConflict((conflict) => conflict.column('id').doNothing()),
  );
  // a guess by campaign and person is not good enough to be built upon
  if (event.match === 'send_id' && event.messageId !== null && event.sendId !== null) {
    yield* run(
      queries
        .updateTable('sends')
        .set({ message_id: event.messageId })
        .where('id', '=', event.sendId)
        .where('message_id', 'is', null),
    );
  }
  return added;
}

/** Messages to single people and what webhooks told about them. */
export function createSends({ read, write, put }: SqlStore): SendStore {
  return {
    async putSend(send) {
      const { status, error, campaignId } = send;
      await put(
        queries
          .insertInto('sends')
          .values(toSendRow(send))
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ status, error, campaign_id: campaignId })),
      );
    },
    getSend: (id) =>
      read(function* () {
        const row = yield* first(sends.where('id', '=', id));
        return row === undefined ? null : toSend(row);
      }),
    listSends: (filter) => read(() => pageOf(filtered(filter), filter, toSend)),
    findSend: (clue) =>
      read(function* () {
        for (const way of waysTo(clue)) {
          const row = yield* first(way.orderBy('seq', 'desc').limit(1));
          if (row !== undefined) return toSend(row);
        }
        return null;
      }),
    hasSendsOf: (connectionId, campaignId) =>
      read(function* () {
        const sent = sendsOf(connectionId).limit(1);
        return (
          (yield* first(campaignId === undefined ? sent : sent.where('campaign_id', '=', campaignId))) !== undefined
        );
      }),
    eraseSends: (connectionId, person) =>
      write(function* () {
        // a person without a name has no rows
        if (person.email === null && person.userId === null) return { sends: 0, sendEvents: 0 };
        const gone = queries.deleteFrom('sends').where('connection_id', '=', connectionId);
        const goneEvents = queries.deleteFrom('send_events').where('connection_id', '=', connectionId);
        return {
          sends: yield* run(gone.where(ofPerson<'sends'>(person))),
          sendEvents: yield* run(goneEvents.where(ofPerson<'send_events'>(person))),
        };
      }),
    recordSendEvents: (events) =>
      write(function* () {
        let added = 0;
        for (const event of events) added += yield* recordEvent(event);
        return added;
      }),
    listSendEvents: (filter) => read(() => pageOf(filteredEvents(filter), filter, toEvent)),
    countSendEvents: (connectionId, from) =>
      read(() =>
        all(
          queries
            .selectFrom('send_events')
            .select(['type', 'match', (row) => row.fn.countAll<number>().as('events')])
            .where('connection_id', '=', connectionId)
            .where('received_at', '>=', from)
            .groupBy(['type', 'match'])
            .orderBy('type')
            .orderBy('match'),
        ),
      ),
  };
}
