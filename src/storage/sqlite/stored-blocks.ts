import { idRange } from '../../ids/id-page.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection, Row } from './connection.ts'
import { idBytes } from './id-bytes.ts'
import { afterAllIds } from './newest-of-classes.ts'

/** One row that holds all texts: a row for each takes ten times as long. */
const select = `SELECT CAST(group_concat(texts, '') AS BLOB) AS bytes, CAST(json_group_array(length(body)) AS BLOB) AS bodies,
    CAST(json_group_array(coalesce(length(confidential), 0)) AS BLOB) AS confidentials, lower(hex(max(id))) AS last
  FROM (SELECT id, body, confidential, body || coalesce(confidential, x'') AS texts FROM entry INDEXED BY entry_by_id
    WHERE class IN (SELECT id FROM class WHERE kind IN (SELECT value FROM json_each(?1)))
      AND id > ?2 AND id >= ?3 AND id < ?4 ORDER BY id LIMIT ?5)`

/** Entries as they are stored, by their ids: packed, nothing of them is unpacked here. */
export function createStoredBlocks(connection: Connection): Pick<JournalStore, 'storedBlock'> {
  return {
    storedBlock: async ({ kinds, ...period }, after, limit) => {
      const { atLeast, below } = idRange(period, null)
      const behind = Buffer.from(after ?? '', 'hex')
      const range = [behind, idBytes(atLeast ?? ''), below === null ? afterAllIds : idBytes(below)]
      const [row] = connection.rows(select, [JSON.stringify(kinds), ...range, limit])
      if (row === undefined) throw damagedPlace('the entries by id')
      const bodies = readLengths(row, 'bodies')
      const confidentials = readLengths(row, 'confidentials')
      const lengths = Uint32Array.from(bodies.flatMap((length, index) => [length, confidentials[index] ?? 0]))
      const next = bodies.length < limit ? null : String(row['last'])
      return { packing: 'packed', bytes: bytesOf(row), lengths, next }
    },
  }
}

function bytesOf({ bytes }: Row): Uint8Array<ArrayBuffer> {
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(0)
}

function readLengths(row: Row, name: 'bodies' | 'confidentials'): readonly number[] {
  const stored = row[name]
  if (!(stored instanceof Uint8Array)) throw damagedPlace('the lengths of entries')
  return JSON.parse(Buffer.from(stored).toString()) as readonly number[]
}
