import { storableId } from '../../ids/storable-id.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { storableFoundBy } from '../../journal/storable-entry.ts'
import { appendWithin, noteAppended } from './append.ts'
import { asBytes } from './as-bytes.ts'
import { automaticCreditsSince } from './automatic-credits.ts'
import { decisionPage } from './decisions.ts'
import { entryAt, storedHead } from './entry-at.ts'
import { entrySelection, readEntry, readExactly } from './entry-row.ts'
import { createHistory } from './history.ts'
import { idBytes } from './id-bytes.ts'
import { look } from './look.ts'
import { createLookups } from './lookups.ts'
import { createMovedTexts } from './moved-texts.ts'
import { createQueues } from './queues.ts'
import { readText } from './read-text.ts'
import { replaceConfidential } from './replace-confidential.ts'
import type { SharedFile } from './shared-file.ts'
import { createStoredBlocks } from './stored-blocks.ts'

const selectById = `SELECT ${entrySelection} FROM entry WHERE id = ?`
const selectStream = `SELECT ${entrySelection} FROM entry WHERE account = ? AND sequence > ? ORDER BY sequence LIMIT ?`
// From account to account by seeks, however many entries each has.
const selectAccounts = `WITH RECURSIVE found (account) AS (
    SELECT min(account) FROM entry WHERE account > ?
    UNION ALL
    SELECT (SELECT min(account) FROM entry WHERE account > found.account) FROM found WHERE account IS NOT NULL)
  SELECT ${asBytes('account')} FROM found WHERE account IS NOT NULL LIMIT ?`

/** The journal in a SQLite file. */
export function createJournalStore(file: SharedFile): JournalStore {
  const { connection, commits, caches } = file
  return {
    head: async (account) => storedHead(connection, storableId(account)),
    append: async (sealed, options = {}) => {
      const appending = { sealed, found: storableFoundBy(sealed.entry), options }
      return commits.write(
        () => appendWithin(file, appending),
        (result) => noteAppended(file, sealed.entry, result),
      )
    },
    epoch: () => {
      caches.check()
      return caches.epoch()
    },
    look: (question) => look(file, question),
    entryAt: async (account, sequence) => entryAt(connection, storableId(account), sequence),
    entryById: async (id) => {
      const row = connection.oneRow(selectById, [idBytes(storableId(id))])
      return row === undefined ? null : readEntry(row)
    },
    automaticCreditsSince: async (currency, since) => automaticCreditsSince(connection, currency, since),
    decisions: async (filter, limit, cursor) => decisionPage(connection, { filter, limit, cursor }),
    replaceConfidential: (account, entries) => replaceConfidential(file, storableId(account), entries),
    stream: async (account, after, limit) =>
      connection.rows(selectStream, [storableId(account), after, limit]).map(readExactly),
    accounts: async (after, limit) =>
      connection
        .all(selectAccounts, [after ?? '', limit])
        .map((row) => readText(row.account, 'the name of an account')),
    ...createLookups(connection),
    ...createHistory(connection),
    ...createQueues(file),
    ...createMovedTexts(file),
    ...createStoredBlocks(connection),
  }
}
