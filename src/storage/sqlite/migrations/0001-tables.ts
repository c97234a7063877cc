/** What a count in a history looks at: all of it stands in the index, so that no entry is read for it. */
const countedColumns = 'counted, kind, outcome, label, rule, clause, credit_currency, credit_amount'

/**
 * The entries of all streams. The body is the canonical JSON that the hash covers, in one piece with what
 * goes with it; what an entry is found by is made from the body, and a reader compares the two.
 */
const entryTable = `CREATE TABLE entry (
  account TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  order_policy TEXT,
  order_id TEXT,
  order_part TEXT,
  idempotency_key TEXT,
  policy TEXT,
  policy_version INTEGER,
  outcome TEXT,
  label TEXT,
  rule TEXT,
  clause TEXT,
  counted TEXT,
  credit_currency TEXT,
  credit_amount TEXT,
  automatic INTEGER,
  gives_actions INTEGER,
  reference TEXT,
  about TEXT,
  supersedes TEXT,
  dispute_key TEXT,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  confidential TEXT,
  pending_review_level TEXT,
  pending_review_due TEXT,
  pending_delivery INTEGER NOT NULL,
  pending_feed INTEGER NOT NULL,
  PRIMARY KEY (account, sequence)
) STRICT`

const entryIndexes = [
  'CREATE UNIQUE INDEX entry_by_id ON entry (id)',
  'CREATE INDEX entry_of_kind ON entry (kind, id)',
  'CREATE INDEX entry_by_kind ON entry (account, kind, decided_at, sequence)',
  `CREATE INDEX entry_by_idempotency_key ON entry (account, idempotency_key, sequence)
    WHERE idempotency_key IS NOT NULL`,
  `CREATE INDEX entry_by_reference ON entry (account, reference, order_policy, order_id, sequence)
    WHERE reference IS NOT NULL`,
  'CREATE INDEX entry_about ON entry (account, about, sequence) WHERE about IS NOT NULL',
  'CREATE INDEX entry_superseding ON entry (account, supersedes, sequence) WHERE supersedes IS NOT NULL',
  'CREATE INDEX dispute_by_key ON entry (account, dispute_key, sequence) WHERE dispute_key IS NOT NULL',
  `CREATE INDEX entry_with_actions ON entry (account, order_policy, order_id, sequence, order_part)
    WHERE gives_actions = 1`,
]

const historyIndexes = [
  `CREATE INDEX history_of_account ON entry (account, decided_at, sequence, ${countedColumns})`,
  `CREATE INDEX history_of_rule ON entry (account, rule, decided_at, sequence, ${countedColumns.replace(' rule,', '')})
    WHERE rule IS NOT NULL`,
  `CREATE INDEX history_of_clause ON entry (account, clause, decided_at, sequence, ${countedColumns.replace(' clause,', '')})
    WHERE clause IS NOT NULL`,
  `CREATE INDEX history_of_order ON entry (account, order_policy, order_id, sequence, decided_at, ${countedColumns})
    WHERE order_id IS NOT NULL`,
  `CREATE INDEX history_of_part
    ON entry (account, order_policy, order_id, order_part, sequence, decided_at, ${countedColumns})
    WHERE order_id IS NOT NULL`,
  'CREATE INDEX automatic_credit ON entry (credit_currency, decided_at, credit_amount) WHERE automatic = 1',
]

// The time stands at each end so that a period is found without reading the entries.
const decisionIndexes = [
  "CREATE INDEX decision_by_id ON entry (id, at) WHERE kind = 'decision'",
  "CREATE INDEX decision_by_account ON entry (account, id, at) WHERE kind = 'decision'",
  "CREATE INDEX decision_by_order ON entry (order_id, id, at) WHERE kind = 'decision'",
  "CREATE INDEX decision_by_part ON entry (order_part, id, at) WHERE kind = 'decision' AND order_part IS NOT NULL",
  "CREATE INDEX decision_by_outcome ON entry (outcome, id, at) WHERE kind = 'decision'",
  "CREATE INDEX decision_by_label ON entry (label, id, at) WHERE kind = 'decision' AND label IS NOT NULL",
  "CREATE INDEX decision_by_clause ON entry (clause, id, at) WHERE kind = 'decision'",
  "CREATE INDEX decision_by_rule ON entry (rule, id, at) WHERE kind = 'decision'",
  "CREATE INDEX decision_by_policy ON entry (policy, id, at) WHERE kind = 'decision'",
  "CREATE INDEX decision_by_policy_version ON entry (policy_version, id, at) WHERE kind = 'decision'",
]

const queueIndexes = [
  'CREATE INDEX pending_review_by_due ON entry (pending_review_due, id) WHERE pending_review_due IS NOT NULL',
  `CREATE INDEX pending_review_by_level ON entry (pending_review_level, pending_review_due, id)
    WHERE pending_review_due IS NOT NULL`,
  'CREATE INDEX pending_delivery ON entry (id) WHERE pending_delivery = 1',
  'CREATE INDEX pending_feed ON entry (id) WHERE pending_feed = 1',
]

const otherTables = [
  `CREATE TABLE policy_version (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.sha256') AS TEXT)) VIRTUAL,
    PRIMARY KEY (name, version)
  ) STRICT`,
  'CREATE INDEX policy_version_by_sha256 ON policy_version (name, sha256, version)',

  `CREATE TABLE order_binding (
    policy TEXT NOT NULL,
    order_id TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (policy, order_id)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE api_key (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    revoked_at TEXT,
    name TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.name') AS TEXT)) VIRTUAL,
    secret_sha256 TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.secret_sha256') AS TEXT)) VIRTUAL,
    created_at TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.created_at') AS TEXT)) VIRTUAL
  ) STRICT`,
  'CREATE UNIQUE INDEX api_key_by_secret ON api_key (secret_sha256)',
  'CREATE INDEX api_key_by_age ON api_key (created_at, id)',

  `CREATE TABLE audit_entry (
    sequence INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    pending_feed INTEGER NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX audit_pending_feed ON audit_entry (id) WHERE pending_feed = 1',

  `CREATE TABLE feed (
    number INTEGER NOT NULL PRIMARY KEY,
    account TEXT,
    sequence INTEGER,
    audit INTEGER,
    CHECK ((account IS NULL) = (sequence IS NULL) AND (account IS NULL) = (audit IS NOT NULL))
  ) STRICT`,
  'CREATE UNIQUE INDEX feed_by_entry ON feed (account, sequence) WHERE account IS NOT NULL',
  'CREATE UNIQUE INDEX feed_by_audit ON feed (audit) WHERE audit IS NOT NULL',
]

/** Every table and index of a store. */
export const tables = {
  name: '0001-tables',
  statements: [entryTable, ...entryIndexes, ...historyIndexes, ...decisionIndexes, ...queueIndexes, ...otherTables],
} as const
