/**
 * The entries of all streams, by their numbers in the feed. Body and confidential values are packed text, the hash is
 * bytes; what an entry is found by is made from the body, and a reader compares the two. Small columns stand first, so
 * that they are read without the large ones.
 */
const entryTable = `CREATE TABLE entry (
  number INTEGER NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  id BLOB NOT NULL,
  class INTEGER NOT NULL,
  tally INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  order_policy TEXT,
  order_id TEXT,
  order_part TEXT,
  idempotency_key TEXT,
  credit_amount TEXT,
  gives_actions INTEGER,
  reference TEXT,
  about TEXT,
  supersedes TEXT,
  dispute_key TEXT,
  pending_review_level TEXT,
  pending_review_due TEXT,
  pending_delivery INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body BLOB NOT NULL,
  confidential BLOB
) STRICT`

/** What entries have in common that lists, counts and totals tell apart: few rows for any number of entries. */
const classTable = `CREATE TABLE class (
  id INTEGER NOT NULL PRIMARY KEY,
  tally INTEGER NOT NULL,
  kind TEXT NOT NULL,
  policy TEXT,
  policy_version INTEGER,
  outcome TEXT,
  label TEXT,
  rule TEXT,
  clause TEXT,
  counted TEXT,
  credit_currency TEXT,
  automatic INTEGER
) STRICT`

const totalTables = [
  // Of each UTC day, by the clock.
  `CREATE TABLE total (
    day INTEGER NOT NULL,
    class INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    credited TEXT NOT NULL,
    PRIMARY KEY (day, class)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE automatic_credit (
    currency TEXT NOT NULL,
    quarter_hour INTEGER NOT NULL,
    amount TEXT NOT NULL,
    PRIMARY KEY (currency, quarter_hour)
  ) STRICT, WITHOUT ROWID`,
]

/** Each is named after what it finds. The number stands at the end of every index by itself. */
const everyEntry = [
  'CREATE UNIQUE INDEX entry_of_account ON entry (account, sequence)',
  'CREATE UNIQUE INDEX entry_by_id ON entry (id)',
  'CREATE INDEX entry_of_class ON entry (class, id)',
  'CREATE INDEX history_of_account ON entry (account, tally, decided_at, sequence, credit_amount)',
  'CREATE INDEX class_of_tally ON class (tally)',
]

/** Of entries that have what is looked for: most have an order and a key, few the rest. */
const someEntries = [
  'CREATE INDEX entry_of_order ON entry (order_id) WHERE order_id IS NOT NULL',
  'CREATE INDEX entry_of_part ON entry (order_id, order_part) WHERE order_part IS NOT NULL',
  'CREATE INDEX entry_with_part ON entry (order_part) WHERE order_part IS NOT NULL',
  'CREATE INDEX entry_with_actions ON entry (order_id) WHERE gives_actions = 1',
  'CREATE INDEX entry_by_idempotency_key ON entry (account, idempotency_key) WHERE idempotency_key IS NOT NULL',
  'CREATE INDEX entry_by_reference ON entry (account, reference) WHERE reference IS NOT NULL',
  'CREATE INDEX entry_about ON entry (account, about) WHERE about IS NOT NULL',
  'CREATE INDEX entry_superseding ON entry (account, supersedes) WHERE supersedes IS NOT NULL',
  'CREATE INDEX dispute_by_key ON entry (account, dispute_key) WHERE dispute_key IS NOT NULL',
  'CREATE INDEX pending_review_by_due ON entry (pending_review_due, id) WHERE pending_review_due IS NOT NULL',
  `CREATE INDEX pending_review_by_level ON entry (pending_review_level, pending_review_due, id)
    WHERE pending_review_due IS NOT NULL`,
  'CREATE INDEX pending_delivery ON entry (id) WHERE pending_delivery = 1',
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
    expires_at TEXT,
    last_used_on TEXT,
    name TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.name') AS TEXT)) VIRTUAL,
    secret_sha256 TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.secret_sha256') AS TEXT)) VIRTUAL,
    created_at TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.created_at') AS TEXT)) VIRTUAL
  ) STRICT`,
  'CREATE UNIQUE INDEX api_key_by_secret ON api_key (secret_sha256)',
  'CREATE INDEX api_key_by_age ON api_key (created_at, id)',

  `CREATE TABLE audit_entry (
    sequence INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  'CREATE UNIQUE INDEX audit_by_number ON audit_entry (number)',
]

/** Every table and index of a store. */
export const tables = {
  name: '0001-tables',
  statements: [entryTable, classTable, ...totalTables, ...everyEntry, ...someEntries, ...otherTables],
} as const
