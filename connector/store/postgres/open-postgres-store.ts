import type { Log } from '../../log.ts';
import { createAudit } from '../sql/audit.ts';
import { createBulkRuns } from '../sql/bulk-runs.ts';
import { createConnections } from '../sql/connections.ts';
import { createConsent } from '../sql/consent.ts';
import { createErasures } from '../sql/erasures.ts';
import { createEventReads } from '../sql/events.ts';
import { createFollowers } from '../sql/followers.ts';
import { createJobs } from '../sql/jobs.ts';
import { createLeases } from '../sql/leases.ts';
import { createPeople } from '../sql/people.ts';
import { createRecipes } from '../sql/recipes.ts';
import { createRejectedCalls } from '../sql/rejected-calls.ts';
import { createSchemas } from '../sql/schemas.ts';
import { createSecrets } from '../sql/secrets.ts';
import { createSends } from '../sql/sends.ts';
import { createSessions } from '../sql/sessions.ts';
import { createSettings } from '../sql/settings.ts';
import { createShadows } from '../sql/shadows.ts';
import { createSuppressions } from '../sql/suppressions.ts';
import { createTasks } from '../sql/tasks.ts';
import { createTokens } from '../sql/tokens.ts';
import { usualDedupWindowMs, type Store, type StoredEvent } from '../store.ts';
import { createAppend } from './append-events.ts';
import { createClaims } from './claims.ts';
import { checkConnection, createDatabase, type DatabaseOptions } from './database.ts';
import { createEventSearch } from './event-search.ts';
import { createJobWrites } from './job-writes.ts';
import { migrate } from './migrations.ts';
import { changesChannel, createNotifications, jobsChannel, type Notifications } from './notifications.ts';
import { openingFault } from './opening-fault.ts';
import type { PostgresParts } from './postgres-parts.ts';
import { createRetention } from './retention.ts';
import { createSealedValues } from './sealed-values.ts';
import { createSendCounts } from './send-counts.ts';
import type { Share } from '../share.ts';
import { createSettledEvents } from './settled-events.ts';
import { createShare } from './share.ts';
import { asked, createSqlStore } from './sql-store.ts';
import { createStatistics } from './statistics.ts';

/** The store of many processes, with what they tell each other. */
export interface PostgresStore extends Store {
  /** called after jobs were queued by any process; answers the removal of the listener */
  onJobsReady(listener: () => void): () => void;
  /** called after a table was changed by any process, null = any may have been; answers the removal of the listener */
  onChange(listener: (table: string | null) => void): () => void;
  share: Share;
  /** milliseconds since 1970 by the clock that all processes have in common */
  clock: () => number;
}

export interface PostgresOptions extends DatabaseOptions {
  /** milliseconds since 1970 */
  now: () => number;
  /** 0 up to 1 */
  random: () => number;
  log: Pick<Log, 'warn'>;
  /** deliveries are remembered this long; milliseconds, default 7 days */
  longestDedupWindowMs?: number;
}

/**
 * Connects, brings the schema up to date, and listens to the other processes.
 * @throws ConnectorError ITC_STORE_UNAVAILABLE when the database cannot be reached or written, ITC_CONFIG_INVALID when its address is wrong
 */
export async function openPostgresStore(options: PostgresOptions): Promise<PostgresStore> {
  const { now, random, log, longestDedupWindowMs = usualDedupWindowMs } = options;
  await checkConnection(options);
  const db = createDatabase(options);
  let notifications: Notifications;
  try {
    await migrate(db);
    notifications = await createNotifications(options, { log, now });
  } catch (cause) {
    await db.close();
    throw openingFault(cause);
  }
  const parts: PostgresParts = { db, now, random, longestDedupWindowMs };
  const tables = createSqlStore(parts);
  const append = createAppend(parts);
  const jobWrites = createJobWrites(parts);
  const share = createShare(parts, notifications);
  let isClosed = false;
  return {
    ...createConnections(tables),
    ...createRecipes(tables),
    ...createEventReads(tables),
    ...createEventSearch(tables),
    ...createRejectedCalls(tables),
    ...createJobs(tables),
    ...createClaims(parts, tables),
    ...createStatistics(parts, tables),
    ...createTasks(tables),
    ...createSettings(tables),
    ...createLeases(tables),
    ...createSchemas(tables),
    ...createBulkRuns(tables),
    ...createSealedValues(parts),
    ...createSecrets(tables),
    ...createSendCounts(parts),
    ...createPeople(tables),
    ...createSessions(tables),
    ...createTokens(tables),
    ...createAudit(tables),
    ...createConsent(tables),
    ...createErasures(tables),
    ...createFollowers(tables, createSettledEvents(parts)),
    ...createSends(tables),
    ...createShadows(tables),
    ...createSuppressions(tables),
    ...createRetention(parts),
    share,
    clock: notifications.clock,
    async appendEvent(event) {
      const [stored] = await append.add([event]);
      return stored as StoredEvent;
    },
    appendEvents: append.add,
    recordSteps: async (steps, claim, change = undefined) => {
      const jobId = steps[0]?.jobId;
      return jobId !== undefined && jobWrites.add({ jobId, claim, steps, change: change ?? null });
    },
    changeJob: (jobId, claim, change) => jobWrites.add({ jobId, claim, steps: [], change }),
    ping: () =>
      asked(async () => {
        const at = new Date(now()).toISOString();
        await db.run('INSERT INTO pings VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at', [at]);
      }),
    onJobsReady: (listener) => notifications.on(jobsChannel, listener),
    onChange: (listener) => notifications.on(changesChannel, listener),
    async close() {
      if (isClosed) return;
      isClosed = true;
      await Promise.all([append.close(), jobWrites.close(), tables.close(), share.close()]);
      await notifications.close();
      await db.close();
    },
  };
}
