import { sql } from 'kysely';

import { queries } from '../sql/queries.ts';
import { run, type Dialect, type Query, type QueryResult, type Script, type SqlStore } from '../sql/script.ts';
import type { SqliteParts } from './sqlite-parts.ts';
import { read } from './statement.ts';
import { createTimePlaces } from './time-places.ts';

// forms of filters; each is prepared once
const keptStatements = 1_000;

/** How SQLite says what the two databases say differently. */
export const sqliteWords: Pick<Dialect, 'jsonText' | 'unindexed' | 'hasStatus'> = {
  jsonText: (column, key) => sql`json_extract(${sql.ref(column)}, ${sql.lit(`$.${key}`)})`,
  // the sign makes an expression of the column (sqlite.org/optoverview.html)
  unindexed: (column) => sql`+${sql.ref(column)}`,
  hasStatus: (status) => sql`jobs.status = ${status}`,
};

/** The shared tables on SQLite: a script runs without a pause, as one write of the group commit. */
export function createSqlStore({ db, write, now, jobsQueued }: SqliteParts): SqlStore {
  const prepared = new Map<string, ReturnType<typeof db.prepare>>();
  const places = { events: createTimePlaces(db, 'events'), jobs: createTimePlaces(db, 'jobs') };

  const execute = (query: Query<unknown>): QueryResult => {
    const { sql: text, parameters } = query.compile();
    let statement = prepared.get(text);
    if (statement === undefined) {
      if (prepared.size >= keptStatements) prepared.clear();
      statement = db.prepare(text);
      prepared.set(text, statement);
    }
    if (!statement.reader) return { rows: [], changes: statement.run(parameters).changes };
    const rows = statement.all(parameters);
    return { rows, changes: rows.length };
  };
  const runScript = <T>(script: Script<T>): T => {
    let step = script.next();
    while (step.done !== true) step = script.next(execute(step.value));
    return step.value;
  };

  return {
    now,
    read: (script) => read(() => runScript(script())),
    write: (script) => write(() => runScript(script())),
    put: (query) => write(() => runScript(run(query))),
    dialect: {
      ...sqliteWords,
      jobsByStatus(recipes) {
        // kept by triggers: counting the jobs of years would take longer than a page may
        const counted = queries
          .selectFrom('job_counts')
          .select(['status', sql<number>`sum(jobs)`.as('jobs')])
          .groupBy('status');
        return recipes === undefined ? counted : counted.where('recipe', 'in', recipes);
      },
      within: (table, { from, to }) => {
        const seq = sql.ref(`${table}.seq`);
        return [
          ...(from === undefined ? [] : [sql<boolean>`${seq} >= ${places[table].of(from)}`]),
          ...(to === undefined ? [] : [sql<boolean>`${seq} < ${places[table].of(to)}`]),
        ];
      },
      jobExtras: () => ({}),
      // written into the query: bound values would hide the partial index from the planner
      isOpenOf: (orderKey) => sql`order_key = ${orderKey} AND status IN ('queued', 'running', 'waiting')`,
      jobQueued() {
        jobsQueued();
        return null;
      },
    },
  };
}
