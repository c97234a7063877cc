/**
 * The first tables. A body is canonical JSON and holds everything; columns over it are virtual, so
 * nothing is stored twice. Only the key and what may change later stand beside the body. Without
 * the casts SQLite would not take such a column's value from an index but parse the body again.
 */
export const journalPoliciesOrdersKeysAudit = {
  name: '0001-journal-policies-orders-keys-audit',
  statements: [
    `CREATE TABLE entry (
      account TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      body TEXT NOT NULL,
      hash TEXT NOT NULL,
      confidential TEXT,
      pending_review_level TEXT,
      pending_review_due TEXT,
      pending_delivery INTEGER NOT NULL,
      pending_feed INTEGER NOT NULL,
      id TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.id') AS TEXT)) VIRTUAL,
      kind TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.kind') AS TEXT)) VIRTUAL,
      at TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.at') AS TEXT)) VIRTUAL,
      order_id TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.order') AS TEXT)) VIRTUAL,
      idempotency_key TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.idempotency_key') AS TEXT)) VIRTUAL,
      policy TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.policy.name') AS TEXT)) VIRTUAL,
      policy_version INTEGER GENERATED ALWAYS AS (CAST(json_extract(body, '$.policy.version') AS INTEGER)) VIRTUAL,
      outcome TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.result.outcome') AS TEXT)) VIRTUAL,
      clause TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.result.clause.id') AS TEXT)) VIRTUAL,
      rule TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.result.rule') AS TEXT)) VIRTUAL,
      refund_currency TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.result.refund.currency') AS TEXT)) VIRTUAL,
      refund_amount TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.result.refund.amount') AS TEXT)) VIRTUAL,
      PRIMARY KEY (account, sequence)
    ) STRICT`,
    'CREATE UNIQUE INDEX entry_by_id ON entry (id)',
    'CREATE INDEX entry_by_time ON entry (account, at, sequence)',
    'CREATE INDEX entry_by_kind ON entry (account, kind, at, sequence)',
    'CREATE INDEX entry_by_order ON entry (account, order_id, sequence) WHERE order_id IS NOT NULL',
    `CREATE INDEX entry_by_idempotency_key ON entry (account, idempotency_key, sequence)
      WHERE idempotency_key IS NOT NULL`,
    // The time stands at each end so that a period is found without reading the bodies.
    "CREATE INDEX decision_by_id ON entry (id, at) WHERE kind = 'decision'",
    "CREATE INDEX decision_by_account ON entry (account, id, at) WHERE kind = 'decision'",
    "CREATE INDEX decision_by_order ON entry (order_id, id, at) WHERE kind = 'decision'",
    "CREATE INDEX decision_by_outcome ON entry (outcome, id, at) WHERE kind = 'decision'",
    "CREATE INDEX decision_by_clause ON entry (clause, id, at) WHERE kind = 'decision'",
    "CREATE INDEX decision_by_rule ON entry (rule, id, at) WHERE kind = 'decision'",
    "CREATE INDEX decision_by_policy ON entry (policy, id, at) WHERE kind = 'decision'",
    "CREATE INDEX decision_by_policy_version ON entry (policy_version, id, at) WHERE kind = 'decision'",
    `CREATE INDEX automatic_credit ON entry (refund_currency, at, refund_amount)
      WHERE kind = 'decision' AND outcome = 'approve'`,
    `CREATE INDEX pending_review ON entry (pending_review_level, pending_review_due)
      WHERE pending_review_due IS NOT NULL`,
    'CREATE INDEX pending_delivery ON entry (id) WHERE pending_delivery = 1',
    'CREATE INDEX pending_feed ON entry (id) WHERE pending_feed = 1',

    `CREATE TABLE policy_version (
      name TEXT NOT NULL,
      version INTEGER NOT NULL,
      body TEXT NOT NULL,
      sha256 TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.sha256') AS TEXT)) VIRTUAL,
      PRIMARY KEY (name, version)
    ) STRICT`,
    'CREATE INDEX policy_version_by_sha256 ON policy_version (name, sha256, version)',

    `CREATE TABLE order_binding (
      order_id TEXT NOT NULL PRIMARY KEY,
      account TEXT NOT NULL
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
      body TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT`,
  ],
} as const
