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
  CREATE TABLE workspaces (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL) STRICT;
  CREATE TABLE people (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
  CREATE TABLE sessions (
    seq INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    person_id TEXT,
    workspace_id TEXT,
    created_at TEXT NOT NULL,
    used_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE tokens (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    person_id TEXT,
    used_at TEXT,
    record TEXT NOT NULL
  ) STRICT;
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    at TEXT GENERATED ALWAYS AS (json_extract(entry, '$.at')) VIRTUAL,
    actor TEXT GENERATED ALWAYS AS (json_extract(entry, '$.actor.id')) VIRTUAL,
    workspace_id TEXT GENERATED ALWAYS AS (json_extract(entry, '$.workspaceId')) VIRTUAL,
    object TEXT GENERATED ALWAYS AS (json_extract(entry, '$.object')) VIRTUAL
  ) STRICT;
  CREATE TABLE audit_head (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL, seal TEXT NOT NULL) STRICT;
  CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
  CREATE TRIGGER audit_no_removal BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
  ALTER TABLE recipe_versions ADD COLUMN author TEXT;
  CREATE TABLE consent_maps (connection_id TEXT PRIMARY KEY, version INTEGER NOT NULL, map TEXT NOT NULL) STRICT;
  CREATE TABLE consent_people (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    connection_id TEXT NOT NULL,
    identity TEXT NOT NULL,
    document TEXT NOT NULL,
    due_at TEXT
  ) STRICT;
  CREATE INDEX consent_people_connection ON consent_people (connection_id, seq);
  CREATE INDEX consent_people_due ON consent_people (due_at) WHERE due_at IS NOT NULL;
  CREATE TABLE consent_names (
    connection_id TEXT NOT NULL,
    name TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES consent_people (id) ON DELETE CASCADE,
    PRIMARY KEY (connection_id, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX consent_names_person ON consent_names (person);
  CREATE TABLE consent_counts (
    connection_id TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (connection_id, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE erasures (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    connection_id TEXT NOT NULL,
    connection TEXT NOT NULL,
    status TEXT NOT NULL,
    person TEXT,
    due_at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX erasures_due ON erasures (due_at) WHERE status = 'pending';
  CREATE INDEX erasures_person ON erasures (connection_id, person) WHERE person IS NOT NULL;
  CREATE TABLE erasure_calls (
    project TEXT NOT NULL,
    hour INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    PRIMARY KEY (project, hour)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE followers (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE shadows (
    connection_id TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    owner TEXT,
    lease_until TEXT,
    template_id INTEGER,
    campaign_id INTEGER,
    created_at TEXT NOT NULL,
    PRIMARY KEY (connection_id, fingerprint)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sends (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    connection_id TEXT NOT NULL,
    origin TEXT,
    place TEXT,
    action TEXT NOT NULL,
    channel TEXT NOT NULL,
    campaign_id INTEGER NOT NULL,
    email TEXT,
    user_id TEXT,
    status TEXT NOT NULL,
    error TEXT,
    message_id TEXT,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sends_email ON sends (email) WHERE email IS NOT NULL;
  CREATE INDEX sends_user_id ON sends (user_id) WHERE user_id IS NOT NULL;
  CREATE INDEX sends_message_id ON sends (message_id) WHERE message_id IS NOT NULL;
  CREATE INDEX sends_origin ON sends (origin) WHERE origin IS NOT NULL;
  CREATE INDEX sends_campaign ON sends (campaign_id);
  CREATE TABLE send_events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    connection_id TEXT NOT NULL,
    send_id TEXT,
    type TEXT NOT NULL,
    event_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    campaign_id INTEGER,
    message_id TEXT,
    email TEXT,
    user_id TEXT,
    received_at TEXT NOT NULL,
    happened_at TEXT,
    match TEXT NOT NULL,
    detail TEXT
  ) STRICT;
  CREATE INDEX send_events_send ON send_events (send_id) WHERE send_id IS NOT NULL;
  CREATE INDEX send_events_email ON send_events (email) WHERE email IS NOT NULL;
  CREATE INDEX send_events_user_id ON send_events (user_id) WHERE user_id IS NOT NULL;
  CREATE TABLE suppressions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    connection_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    email TEXT,
    user_id TEXT,
    reason TEXT NOT NULL,
    is_active INTEGER NOT NULL,
    pushed_at TEXT,
    record TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX suppressions_email ON suppressions (connection_id, channel, email) WHERE email IS NOT NULL;
  CREATE UNIQUE INDEX suppressions_user_id ON suppressions (connection_id, channel, user_id) WHERE user_id IS NOT NULL;
  ALTER TABLE jobs ADD COLUMN order_key TEXT;
  ALTER TABLE jobs ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX jobs_order ON jobs (order_key) WHERE order_key IS NOT NULL AND status IN ('queued', 'running', 'waiting');
  CREATE INDEX jobs_ready ON jobs (status) WHERE status = 'queued' AND blocked = 0;
  `,
  `
  CREATE TABLE secrets (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
  CREATE TABLE send_counts (
    recipe_id TEXT NOT NULL,
    day TEXT NOT NULL,
    sends INTEGER NOT NULL,
    PRIMARY KEY (recipe_id, day)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE recipes ADD COLUMN grant_tiers TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE recipes ADD COLUMN sends_per_day INTEGER NOT NULL DEFAULT 1000;
  -- what ran before permissions were asked for goes on
  UPDATE recipes SET grant_tiers = '["read","write","send","personal_data"]' WHERE enabled = 1;
  ALTER TABLE steps ADD COLUMN sealed_output TEXT;
  CREATE INDEX steps_sealed ON steps (seq) WHERE sealed_output IS NOT NULL;
  ALTER TABLE consent_people ADD COLUMN key_id TEXT GENERATED ALWAYS AS (substr(identity, 6, 16)) VIRTUAL;
  CREATE INDEX consent_people_key ON consent_people (key_id);
  `,
  // what a page, a plot or a scrape of the metrics asks must not take longer the more there is
  `
  CREATE INDEX events_connection ON events (connection);
  CREATE INDEX events_rare_kinds ON events (kind) WHERE kind <> 'system_webhook';
  CREATE INDEX jobs_errors ON jobs (seq) WHERE error IS NOT NULL;
  CREATE TABLE job_counts (
    recipe TEXT NOT NULL,
    status TEXT NOT NULL,
    jobs INTEGER NOT NULL,
    PRIMARY KEY (recipe, status)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO job_counts SELECT recipe, status, count(*) FROM jobs GROUP BY recipe, status;
  CREATE TRIGGER jobs_come AFTER INSERT ON jobs BEGIN
    INSERT INTO job_counts VALUES (new.recipe, new.status, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;
  END;
  CREATE TRIGGER jobs_change AFTER UPDATE OF status ON jobs WHEN old.status <> new.status BEGIN
    UPDATE job_counts SET jobs = jobs - 1 WHERE recipe = old.recipe AND status = old.status;
    INSERT INTO job_counts VALUES (new.recipe, new.status, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;
  END;
  CREATE TRIGGER jobs_go AFTER DELETE ON jobs BEGIN
    UPDATE job_counts SET jobs = jobs - 1 WHERE recipe = old.recipe AND status = old.status;
  END;
  `,
  `
  CREATE TABLE leases (name TEXT PRIMARY KEY, fence INTEGER NOT NULL, held_until TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // between the count of a send and its intent the process may die: the step is counted once
  `
  ALTER TABLE jobs ADD COLUMN counted_send TEXT;
  `,
  `
  CREATE TABLE audit_begun (id TEXT PRIMARY KEY, begun_at TEXT NOT NULL, draft TEXT NOT NULL, seal TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE tasks ADD COLUMN result TEXT;
  `,
  // keys lie with their events, and their hashes together: a row per delivery cost each webhook 2 us, and the start a minute at ten million
  `
  ALTER TABLE events ADD COLUMN delivery_key TEXT;
  CREATE TABLE delivery_groups (
    seq INTEGER PRIMARY KEY,
    first_event INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    hashes BLOB NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE erasures ADD COLUMN task TEXT;
  CREATE INDEX erasures_task ON erasures (task, status) WHERE task IS NOT NULL;
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
