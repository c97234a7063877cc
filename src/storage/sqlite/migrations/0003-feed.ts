/** The feed: one numbering over the entries of all streams. */
export const feed = {
  name: '0003-feed',
  statements: [
    `CREATE TABLE feed (
      number INTEGER NOT NULL PRIMARY KEY,
      account TEXT NOT NULL,
      sequence INTEGER NOT NULL
    ) STRICT`,
    'CREATE UNIQUE INDEX feed_by_entry ON feed (account, sequence)',
  ],
}
