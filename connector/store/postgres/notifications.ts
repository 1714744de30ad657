import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import type { Log } from '../../log.ts';
import { connectionConfig, type DatabaseOptions } from './database.ts';

/** Jobs are ready. */
export const jobsChannel = 'itc_jobs';
/** A table that processes keep in memory was changed; the payload is its name. */
export const changesChannel = 'itc_changes';
/** The answer of a `respond` step is there; the payload is the id of its event. */
export const answersChannel = 'itc_answers';

type Channel = typeof jobsChannel | typeof changesChannel | typeof answersChannel;

/** Messages from the other processes (and this one) by LISTEN. */
export interface Notifications {
  /** `payload` null = the connection was away: anything may have happened. Answers the removal of the listener */
  on(channel: Channel, listener: (payload: string | null) => void): () => void;
  /** milliseconds since 1970 by the clock of the database, as of the last time it was asked */
  clock(): number;
  close(): Promise<void>;
}

const channels: readonly Channel[] = [jobsChannel, changesChannel, answersChannel];
// a connection whose packets are lost says nothing; only asking shows it
const heartbeatMs = 2_000;

/** Listens on a connection of its own, and connects again when it breaks. Resolves when it listens. */
export async function createNotifications(
  options: DatabaseOptions,
  { log, now }: { log: Pick<Log, 'warn'>; now: () => number },
): Promise<Notifications> {
  const listeners = new Map<Channel, Set<(payload: string | null) => void>>(
    channels.map((channel) => [channel, new Set()]),
  );
  let client: pg.Client | null = null;
  let isClosed = false;
  const tell = (channel: string, payload: string | null): void => {
    for (const listener of listeners.get(channel as Channel) ?? []) listener(payload);
  };

  let aheadMs = 0;
  const setClock = async (asked: pg.Client): Promise<void> => {
    const before = now();
    const { rows } = await asked.query<{ ms: number }>(
      'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms',
    );
    aheadMs = Math.round((rows[0]?.ms ?? before) - (before + now()) / 2);
  };

  const config = { ...connectionConfig(options), query_timeout: heartbeatMs };
  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    const gone = (): void => {
      if (client !== next) return;
      client = null;
      void reconnect();
    };
    next.on('error', gone);
    next.on('end', gone);
    next.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    try {
      await next.connect();
      await next.query(channels.map((channel) => `LISTEN ${channel}`).join(';'));
      await setClock(next);
    } catch (error) {
      next.end().catch(() => undefined);
      throw error;
    }
    client = next;
  };
  const reconnect = async (): Promise<void> => {
    for (let pause = 100; !isClosed; pause = Math.min(pause * 2, 2_000)) {
      try {
        await connect();
        for (const channel of channels) tell(channel, null);
        return;
      } catch (error) {
        log.warn('messages of other processes are not heard, the next try follows', { error });
        await sleep(pause, undefined, { ref: false });
      }
    }
  };
  await connect();
  const heartbeat = setInterval(() => {
    const beating = client;
    if (beating === null) return;
    setClock(beating).catch(() => {
      if (client !== beating) return;
      client = null;
      // ends the socket without waiting for an answer that will not come
      (beating as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      void reconnect();
    });
  }, heartbeatMs).unref();

  return {
    clock: () => now() + aheadMs,
    on(channel, listener) {
      const inChannel = listeners.get(channel);
      inChannel?.add(listener);
      return () => inChannel?.delete(listener);
    },
    async close() {
      isClosed = true;
      clearInterval(heartbeat);
      const last = client;
      client = null;
      await last?.end().catch(() => undefined);
    },
  };
}
