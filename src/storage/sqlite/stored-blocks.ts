import { idRange } from '../../ids/id-page.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { storedBlock } from '../stored-block.ts'
import { asBytes } from './as-bytes.ts'
import type { Connection } from './connection.ts'
import { readText } from './read-text.ts'

/** Ids are hexadecimal digits and dashes: every id lies between the two. */
const [beforeAllIds, afterAllIds] = ['', '~']

const select = `SELECT ${asBytes('id', 'body', 'confidential')} FROM entry
  WHERE kind IN (SELECT value FROM json_each(?1)) AND id > ?2 AND id >= ?3 AND id < ?4 ORDER BY entry.id LIMIT ?5`

/** Entries as they are stored, by their ids. */
export function createStoredBlocks(connection: Connection): Pick<JournalStore, 'storedBlock'> {
  return {
    storedBlock: async ({ kinds, ...period }, after, limit) => {
      const { atLeast, below } = idRange(period, null)
      const range = [after ?? beforeAllIds, atLeast ?? beforeAllIds, below ?? afterAllIds]
      const rows = connection.all(select, [JSON.stringify(kinds), ...range, limit + 1])
      const found = rows.map(({ id, body, confidential }) => ({
        id: readText(id, 'the id of an entry'),
        body: readText(body, `the entry ${String(id)}`),
        confidential: confidential === null ? null : readText(confidential, `the entry ${String(id)}`),
      }))
      return storedBlock(found, limit)
    },
  }
}
