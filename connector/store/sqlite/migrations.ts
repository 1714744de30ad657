import type { Database } from 'better-sqlite3';

/** Ordered and never edited after release: a change of the schema is a new entry. `user_version` counts those done. */
const migrations: readonly string[] = [
  `
  CREATE TABLE connections (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;

  CREATE TABLE recipes (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    enabled INTEGER NOT NULL,
    version INTEGER NOT NULL,
    connection_id TEXT NOT NULL,
    journey_token TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE recipe_versions (
    recipe_id TEXT NOT NULL REFERENCES recipes (id),
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (recipe_id, version)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    connection_id TEXT NOT NULL,
    connection TEXT NOT NULL,
    kind TEXT NOT NULL,
    event_name TEXT,
    workflow_id TEXT,
    received_at TEXT NOT NULL,
    duplicate_of TEXT,
    method TEXT NOT NULL,
    content_type TEXT NOT NULL,
    headers TEXT NOT NULL,
    query TEXT NOT NULL,
    recipe_id TEXT,
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX events_event_name ON events (event_name) WHERE event_name IS NOT NULL;
  CREATE INDEX events_workflow_id ON events (workflow_id) WHERE workflow_id IS NOT NULL;
  CREATE INDEX events_duplicates ON events (seq) WHERE duplicate_of IS NOT NULL;

  CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    connection_id TEXT NOT NULL,
    delivery_key TEXT NOT NULL,
    event_id TEXT NOT NULL,
    first_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE rejected_calls (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    connection TEXT,
    at TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    source TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX rejected_calls_connection ON rejected_calls (connection);

  CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    recipe_id TEXT NOT NULL,
    recipe TEXT NOT NULL,
    version INTEGER NOT NULL,
    event_id TEXT NOT NULL REFERENCES events (id),
    status TEXT NOT NULL,
    created_at TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    run_at TEXT,
    claim INTEGER NOT NULL DEFAULT 0,
    lease_until TEXT,
    error TEXT,
    reason TEXT,
    rerun_of TEXT,
    FOREIGN KEY (recipe_id, version) REFERENCES recipe_versions (recipe_id, version)
  ) STRICT;
  CREATE INDEX jobs_event ON jobs (event_id);
  CREATE INDEX jobs_recipe ON jobs (recipe);
  CREATE INDEX jobs_status ON jobs (status);
  CREATE INDEX jobs_due ON jobs (run_at) WHERE status = 'waiting';

  CREATE TABLE steps (
    seq INTEGER PRIMARY KEY,
    job_seq INTEGER NOT NULL REFERENCES jobs (seq) ON DELETE CASCADE,
    path TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    step_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    action TEXT,
    effect TEXT,
    idempotent INTEGER NOT NULL,
    input TEXT,
    outcome TEXT,
    output TEXT NOT NULL,
    items TEXT,
    exchanges TEXT NOT NULL,
    error TEXT,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    UNIQUE (job_seq, path, attempt)
  ) STRICT;

  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE learned_shapes (
    connection_id TEXT NOT NULL,
    trigger_key TEXT NOT NULL,
    shape TEXT NOT NULL,
    recent TEXT NOT NULL,
    meta TEXT NOT NULL,
    PRIMARY KEY (connection_id, trigger_key)
  ) STRICT;
  CREATE TABLE schema_versions (
    connection_id TEXT NOT NULL,
    trigger_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    schema TEXT NOT NULL,
    edits TEXT NOT NULL,
    samples INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (connection_id, trigger_key, version)
  ) STRICT;
  `,
  `
  CREATE TABLE bulk_runs (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL,
    connection TEXT NOT NULL,
    plan TEXT NOT NULL,
    status TEXT NOT NULL,
    progress TEXT NOT NULL,
    error TEXT,
    redrive_of TEXT,
    created_at TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT
  ) STRICT;
  CREATE INDEX bulk_runs_status ON bulk_runs (status);
  `,
  `
  CREATE TABLE tasks (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    input TEXT NOT NULL,
    cursor TEXT,
    total INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    started INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    ended_at TEXT
  ) STRICT;
  ALTER TABLE jobs ADD COLUMN task TEXT;
  CREATE INDEX jobs_task ON jobs (task, status) WHERE task IS NOT NULL;
  `,
  `
  CREATE TABLE leases (name TEXT PRIMARY KEY, fence INTEGER NOT NULL, held_until TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
];

/** Brings the schema up to date, each migration with its count in one transaction. */
export function migrate(db: Database): void {
  const done = Number(db.pragma('user_version', { simple: true }));
  for (const [index, statements] of migrations.entries()) {
    if (index < done) continue;
    db.transaction(() => {
      db.exec(statements);
      db.pragma(`user_version = ${String(index + 1)}`);
    }).immediate();
  }
}
