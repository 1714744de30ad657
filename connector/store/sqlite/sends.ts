import type { Selectable } from 'kysely';

import type { SendClue, SendEvent, SendEventFilter, SendFilter, SendRecord, SendStore } from '../store.ts';
import { makePage, readSlice } from './page.ts';
import { ofPerson } from './person-where.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { createQueryRunner, prepare, queries, read, type Given } from './statement.ts';
import type { Tables } from './tables.ts';

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

/** Messages to single people and what webhooks told about them. */
export function createSends({ db, write }: SqliteParts): SendStore {
  const query = createQueryRunner(db);
  const put = prepare(db, (given: Given<Omit<SendRow, 'seq'>>) =>
    queries
      .insertInto('sends')
      .values({
        id: given.id,
        connection_id: given.connection_id,
        origin: given.origin,
        place: given.place,
        action: given.action,
        channel: given.channel,
        campaign_id: given.campaign_id,
        email: given.email,
        user_id: given.user_id,
        status: given.status,
        error: given.error,
        message_id: given.message_id,
        created_at: given.created_at,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ status: given.status, error: given.error, campaign_id: given.campaign_id }),
      ),
  );
  const learn = prepare(db, (given: Given<{ id: string; messageId: string | null }>) =>
    queries
      .updateTable('sends')
      .set({ message_id: given.messageId })
      .where('id', '=', given.id)
      .where('message_id', 'is', null),
  );
  const insertEvent = prepare(db, (given: Given<Omit<EventRow, 'seq'>>) =>
    queries
      .insertInto('send_events')
      .values({
        id: given.id,
        connection_id: given.connection_id,
        send_id: given.send_id,
        type: given.type,
        event_name: given.event_name,
        channel: given.channel,
        campaign_id: given.campaign_id,
        message_id: given.message_id,
        email: given.email,
        user_id: given.user_id,
        received_at: given.received_at,
        happened_at: given.happened_at,
        match: given.match,
        detail: given.detail,
      })
      .onConflict((conflict) => conflict.column('id').doNothing()),
  );
  const count = prepare(db, (given: Given<{ connectionId: string; from: string }>) =>
    queries
      .selectFrom('send_events')
      .select(['type', 'match', (row) => row.fn.countAll<number>().as('events')])
      .where('connection_id', '=', given.connectionId)
      .where('received_at', '>=', given.from)
      .groupBy(['type', 'match'])
      .orderBy('type')
      .orderBy('match'),
  );
  const sendsOf = (connectionId: string) =>
    queries.selectFrom('sends').selectAll().where('connection_id', '=', connectionId);

  const find = ({ connectionId, id, messageId, campaignId, person, before }: SendClue): SendRecord | null => {
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
    for (const way of ways) {
      const [row] = query(way.orderBy('seq', 'desc').limit(1));
      if (row !== undefined) return toSend(row);
    }
    return null;
  };

  const listed = (filter: SendFilter) => {
    let found = queries.selectFrom('sends').selectAll();
    if (filter.connectionId !== undefined) found = found.where('connection_id', '=', filter.connectionId);
    if (filter.person !== undefined) found = found.where(ofPerson<'sends'>(filter.person));
    if (filter.origin !== undefined) found = found.where('origin', '=', filter.origin);
    if (filter.status !== undefined) found = found.where('status', '=', filter.status);
    if (filter.campaignId !== undefined) found = found.where('campaign_id', '=', filter.campaignId);
    return found;
  };
  const listedEvents = (filter: SendEventFilter) => {
    let found = queries.selectFrom('send_events').selectAll();
    if (filter.connectionId !== undefined) found = found.where('connection_id', '=', filter.connectionId);
    if (filter.person !== undefined) found = found.where(ofPerson<'send_events'>(filter.person));
    if (filter.sendId !== undefined) found = found.where('send_id', '=', filter.sendId);
    if (filter.type !== undefined) found = found.where('type', '=', filter.type);
    if (filter.matches !== undefined) found = found.where('match', 'in', filter.matches);
    if (filter.from !== undefined) found = found.where('received_at', '>=', filter.from);
    return found;
  };

  return {
    putSend: (send) =>
      write(() => {
        put.run({
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
      }),
    getSend: (id) =>
      read(() => {
        const [row] = query(queries.selectFrom('sends').selectAll().where('id', '=', id));
        return row === undefined ? null : toSend(row);
      }),
    listSends: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        const rows = listed(filter)
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        return makePage(query(rows), slice, toSend);
      }),
    findSend: (clue) => read(() => find(clue)),
    hasSendsOf: (connectionId, campaignId) =>
      read(() => query(sendsOf(connectionId).where('campaign_id', '=', campaignId).limit(1)).length > 0),
    eraseSends: (connectionId, person) =>
      write(() => {
        // a person without a name has no rows
        if (person.email === null && person.userId === null) return { sends: 0, sendEvents: 0 };
        const gone = queries
          .deleteFrom('sends')
          .where('connection_id', '=', connectionId)
          .where(ofPerson<'sends'>(person))
          .returning('id');
        const goneEvents = queries
          .deleteFrom('send_events')
          .where('connection_id', '=', connectionId)
          .where(ofPerson<'send_events'>(person))
          .returning('id');
        return { sends: query(gone).length, sendEvents: query(goneEvents).length };
      }),
    recordSendEvents: (events) =>
      write(() => {
        let added = 0;
        for (const event of events) {
          const { changes } = insertEvent.run({
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
          added += changes;
          // a guess by campaign and person is not good enough to be built upon
          const isSure = event.match === 'send_id' && event.messageId !== null;
          if (isSure && event.sendId !== null) learn.run({ id: event.sendId, messageId: event.messageId });
        }
        return added;
      }),
    listSendEvents: (filter) =>
      read(() => {
        const slice = readSlice(filter);
        const rows = listedEvents(filter)
          .where('seq', slice.beyond, slice.place)
          .orderBy('seq', slice.direction)
          .limit(slice.limit + 1);
        return makePage(query(rows), slice, toEvent);
      }),
    countSendEvents: (connectionId, from) => read(() => count.all({ connectionId, from })),
  };
}
