import pg from 'pg';
import { PostgresQueryCompiler } from 'kysely';

import type { Query, QueryResult } from '../sql/script.ts';
import { readDatabaseUrl } from './database-url.ts';
import { openingFault } from './opening-fault.ts';
import { isMediumFault } from './store-error.ts';
import { tlsOptions } from './tls-options.ts';

/** Names a statement that every connection of the pool keeps prepared. */
export interface NamedStatement {
  name: string;
  text: string;
}

/** Where statements run: the pool, or one connection of it inside a transaction. */
export interface Executor {
  query(query: Query<unknown>): Promise<QueryResult>;
  run<Row>(statement: NamedStatement | string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Database extends Executor {
  /** runs in one transaction of this isolation; rolled back when `work` throws */
  transact<T>(isolation: 'read committed' | 'serializable', work: (executor: Executor) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** postgres://user:password@host:port/database */
  url: string;
  /** connections of this process besides the one that listens */
  poolSize?: number;
}

// a server or a network that is away is told to the caller after this time; a lock held by a paused process is gone by then
const answerMs = 5_000;
const pausedTransactionMs = 2_500;

/** Settings of every connection. @throws ConnectorError ITC_CONFIG_INVALID */
export function connectionConfig(options: DatabaseOptions): pg.ClientConfig {
  const read = readDatabaseUrl(options.url);
  return {
    connectionString: read.url,
    ssl: tlsOptions(read),
    sslnegotiation: read.sslnegotiation,
    enableChannelBinding: read.bindsChannel,
    application_name: 'iterable-connector',
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    statement_timeout: answerMs,
    idle_in_transaction_session_timeout: pausedTransactionMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 1_000,
    types: { getTypeParser: typeParser },
  };
}

// places, counts and times in milliseconds stay far below 2^53
const typeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 && format !== 'binary'
    ? Number
    : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;

// the one character that no text of PostgreSQL can hold; bodies are bytes and keep it
export const storable = (value: unknown): unknown => {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
  return Array.isArray(value) ? value.map(storable) : value;
};

const compiler = new PostgresQueryCompiler();

function executorOf(client: Pick<pg.Pool | pg.PoolClient, 'query'>): Executor {
  return {
    async query(query) {
      const { sql, parameters } = compiler.compileQuery(query.toOperationNode() as never, { queryId: 'store' });
      const { rows, rowCount } = await client.query<Record<string, unknown>>(sql, parameters.map(storable));
      return { rows, changes: rowCount ?? 0 };
    },
    async run<Row>(statement: NamedStatement | string, values: readonly unknown[] = []) {
      const given = typeof statement === 'string' ? { text: statement } : statement;
      const { rows } = await client.query<Record<string, unknown>>({ ...given, values: values.map(storable) });
      return rows as Row[];
    },
  };
}

/** Connects once, so that what stands in the way is told in its own words. @throws ConnectorError ITC_CONFIG_INVALID, ITC_STORE_UNAVAILABLE */
export async function checkConnection(options: DatabaseOptions): Promise<void> {
  const client = new pg.Client(connectionConfig(options));
  // told by `connect`; what comes after it concerns nobody
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw openingFault(cause);
  } finally {
    // the driver leaves the socket open where it gave up by itself, and the process would wait for the server to close it
    client.end().catch(() => undefined);
  }
}

/** A pool of connections; it connects with the first statement, and again by itself. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({ ...connectionConfig(options), max: options.poolSize ?? 10, idleTimeoutMillis: 30_000 });
  // a broken idle connection leaves the pool by itself
  pool.on('error', () => undefined);
  return {
    ...executorOf(pool),
    async transact(isolation, work) {
      const client = await pool.connect();
      let fault: Error | undefined;
      // a connection may end between two statements (cut off, or this process stood still too long): the next one then fails. Unheard, it would end the process
      const broken = (cause: Error): void => {
        fault = cause;
      };
      client.on('error', broken);
      try {
        await client.query(`BEGIN ISOLATION LEVEL ${isolation}`);
        const result = await work(executorOf(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        // a server that cannot write any more may have another in its place, which only a new connection reaches
        if (isMediumFault(error)) fault = error as Error;
        else {
          await client.query('ROLLBACK').catch((cause: unknown) => {
            fault = cause as Error;
          });
        }
        throw error;
      } finally {
        client.off('error', broken);
        // a connection in an unknown state is not used again
        client.release(fault);
      }
    },
    close: () => pool.end(),
  };
}
