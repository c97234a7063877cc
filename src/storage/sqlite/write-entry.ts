import type { SealedEntry } from '../../journal/append-entry.ts'
import type { FoundBy } from '../../journal/found-by.ts'
import { parseInstant } from '../../time/instant.ts'
import type { Connection } from './connection.ts'
import { classOf } from './entry-class.ts'
import { entryParameters, insertEntry } from './entry-row.ts'
import { type Written, writeTotals } from './write-totals.ts'

/** Writes entries within transactions that others begin and end. */
export interface EntryWriter {
  /** Writes the entry with the next number of the feed; false where its key or its id is taken, and nothing is written. */
  write(sealed: SealedEntry, found: FoundBy): boolean
  /** The last of a transaction, and before whoever reads the totals in it: writes what belongs to the entries that were written since. */
  end(): void
  /** Before a transaction, or after one that was rolled back. */
  forget(): void
}

/** Writes entries over the connection. */
export function createEntryWriter(connection: Connection): EntryWriter {
  let written: Written[] = []
  return {
    write: (sealed, found) => {
      const numbers = classOf(found)
      if (connection.run(insertEntry, entryParameters(sealed, found, numbers)) !== 1) return false
      written.push({ found, class: numbers.class, decidedAt: parseInstant(sealed.entry.decided_at) })
      return true
    },
    end: () => {
      const ended = written
      written = []
      writeTotals(connection, ended)
    },
    forget: () => {
      written = []
    },
  }
}
