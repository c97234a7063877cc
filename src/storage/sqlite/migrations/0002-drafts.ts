/** Texts on their way to become versions, and how the texts of a policy are released. */
export const drafts = {
  name: '0002-drafts',
  statements: [
    `CREATE TABLE policy_draft (
    id TEXT NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    policy TEXT NOT NULL GENERATED ALWAYS AS (CAST(json_extract(body, '$.policy') AS TEXT)) VIRTUAL,
    due_at TEXT GENERATED ALWAYS AS (CAST(json_extract(body, '$.schedule.due_at') AS TEXT)) VIRTUAL
  ) STRICT`,
    'CREATE INDEX draft_of_policy ON policy_draft (policy, id)',
    'CREATE INDEX draft_by_due ON policy_draft (due_at) WHERE due_at IS NOT NULL',

    `CREATE TABLE release_setting (
    policy TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (policy, revision)
  ) STRICT`,
  ],
} as const
