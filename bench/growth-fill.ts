import Sqlite from 'better-sqlite3';

import { createDeliveries } from '../connector/store/sqlite/deliveries.ts';
import { eventBody } from './http-load.ts';

const dayMs = 24 * 60 * 60 * 1000;
// within the window in which a repeated delivery is recognised, so that each of them must be remembered
const spreadMs = 6 * dayMs;
const rowsPerTransaction = 50_000;
// what 50 connections bring together in one commit
const deliveriesPerGroup = 20;
const eventNames = ['emailOpen', 'emailClick', 'emailSend', 'emailBounce', 'smsReceived'];

const uuid = (table: string): string => `printf('${table}_%08x-%04x-7000-8000-%012x', atMs / 65536, atMs % 65536, i)`;
const iso = `strftime('%Y-%m-%dT%H:%M:%fZ', atMs / 1000.0, 'unixepoch')`;
const rows = `
  WITH RECURSIVE n (i) AS (VALUES (@from) UNION ALL SELECT i + 1 FROM n WHERE i < @to),
    row (i, atMs) AS (SELECT i, CAST(@start + i * @step AS INTEGER) FROM n)`;

/**
 * Puts `count` events of 2 KB into a data folder that no server uses, each with one finished job of one step and a delivery that is still
 * remembered; far faster than the webhook path would, with the same rows.
 */
export function fillStore(file: string, count: number, recipe: string, nowMs: number): void {
  const db = new Sqlite(file, { fileMustExist: true });
  db.pragma('synchronous = OFF');
  db.pragma('journal_size_limit = 0');
  const given = db
    .prepare<[string], { recipeId: string; version: number; connectionId: string; connection: string }>(
      `SELECT r.id AS recipeId, r.version, c.id AS connectionId, c.name AS connection
       FROM recipes r JOIN connections c ON c.id = r.connection_id WHERE r.name = ?`,
    )
    .get(recipe);
  if (given === undefined) throw new Error(`the store has no recipe ${recipe}`);
  const bodies = eventNames.map((name) => eventBody(name).replace('[<id>]', 'stored-event-').replace(/@/, '$n@'));
  const pick = (values: readonly string[]): string =>
    `CASE i % ${String(values.length)} ${values.map((value, index) => `WHEN ${String(index)} THEN ${value}`).join(' ')} END`;
  const statements = [
    `INSERT INTO events (id, connection_id, connection, kind, event_name, workflow_id, received_at, duplicate_of, method, content_type, headers, query, recipe_id, body, delivery_key)
     ${rows} SELECT ${uuid('evt')}, @connectionId, @connection, 'system_webhook', ${pick(eventNames.map((name) => `'${name}'`))}, NULL, ${iso}, NULL, 'POST',
       'application/json', '{"content-type":"application/json"}', '', NULL, CAST(replace(${pick(bodies.map((_, index) => `@body${String(index)}`))}, '$n', i) AS BLOB), lower(hex(randomblob(32))) FROM row`,
    `INSERT INTO jobs (seq, id, recipe_id, recipe, version, event_id, status, created_at, started_at, ended_at, claim)
     ${rows} SELECT i, ${uuid('job')}, @recipeId, @recipe, @version, ${uuid('evt')}, 'succeeded', ${iso}, ${iso}, ${iso}, 1 FROM row`,
    `INSERT INTO steps (job_seq, path, attempt, step_id, kind, effect, idempotent, outcome, output, exchanges, started_at, ended_at)
     ${rows} SELECT i, 'choice', 1, 'choice', 'if', NULL, 1, 'success', '{"branch":"none"}', '[]', ${iso}, ${iso} FROM row`,
  ].map((text) => db.prepare(text));
  const keys = db.prepare<[number, number], { seq: number; key: string; at: string }>(
    'SELECT seq, delivery_key AS key, received_at AS at FROM events WHERE seq BETWEEN ? AND ? ORDER BY seq',
  );
  const deliveries = createDeliveries(db, () => nowMs, spreadMs);
  const common = {
    ...given,
    recipe,
    start: nowMs - spreadMs,
    step: spreadMs / count,
    ...Object.fromEntries(bodies.map((body, index) => [`body${String(index)}`, body])),
  };
  for (let from = 1; from <= count; from += rowsPerTransaction) {
    const to = Math.min(from + rowsPerTransaction - 1, count);
    db.transaction(() => {
      for (const statement of statements) statement.run({ ...common, from, to });
      for (const [index, { seq, key, at }] of keys.all(from, to).entries()) {
        deliveries.note(key, seq, Date.parse(at));
        if (index % deliveriesPerGroup === deliveriesPerGroup - 1) deliveries.beforeCommit();
      }
      deliveries.beforeCommit();
    }).immediate();
  }
  // what follows the events has seen these
  db.prepare(
    `INSERT INTO followers (name, position) SELECT 'sends', max(seq) FROM events WHERE true
     ON CONFLICT (name) DO UPDATE SET position = excluded.position`,
  ).run();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
