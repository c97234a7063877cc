import { idRange } from '../../ids/id-page.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { type StoredTextsOf, storedBlock } from '../../journal/stored-block.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection, Row } from './connection.ts'
import { textOf } from './entry-row.ts'
import { idBytes } from './id-bytes.ts'
import { isMoved } from './moved-texts.ts'
import { afterAllIds } from './newest-of-classes.ts'

const selected = `FROM entry INDEXED BY entry_by_id
    WHERE class IN (SELECT id FROM class WHERE kind IN (SELECT value FROM json_each(?1)))
      AND id > ?2 AND id >= ?3 AND id < ?4 ORDER BY id LIMIT ?5`
/** One row that holds all texts: a row for each takes ten times as long. */
const select = `SELECT CAST(group_concat(texts, '') AS BLOB) AS bytes, CAST(json_group_array(length(body)) AS BLOB) AS bodies,
    CAST(json_group_array(coalesce(length(confidential), 0)) AS BLOB) AS confidentials, lower(hex(max(id))) AS last,
    max(${isMoved}) AS moved
  FROM (SELECT id, body, confidential, body || coalesce(confidential, x'') AS texts ${selected})`
const selectOneByOne = `SELECT id, body, confidential, hash ${selected}`

/** Entries as they are stored, by their ids: packed, nothing of them is unpacked here. */
export function createStoredBlocks(connection: Connection): Pick<JournalStore, 'storedBlock'> {
  return {
    storedBlock: async ({ kinds, ...period }, after, limit) => {
      const { atLeast, below } = idRange(period, null)
      const behind = Buffer.from(after ?? '', 'hex')
      const range = [behind, idBytes(atLeast ?? ''), below === null ? afterAllIds : idBytes(below)]
      const asked = [JSON.stringify(kinds), ...range, limit]
      const [row] = connection.rows(select, asked)
      if (row === undefined) throw damagedPlace('the entries by id')
      if (row['moved'] === 1) {
        const found = connection.rows(selectOneByOne, [...asked.slice(0, -1), limit + 1])
        return storedBlock(found.map(textsIn), limit)
      }
      const bodies = readLengths(row, 'bodies')
      const confidentials = readLengths(row, 'confidentials')
      const lengths = Uint32Array.from(bodies.flatMap((length, index) => [length, confidentials[index] ?? 0]))
      const next = bodies.length < limit ? null : String(row['last'])
      return { packing: 'packed', bytes: bytesOf(row), lengths, next }
    },
  }
}

/** The texts of a row, some of which may have been elsewhere. */
function textsIn({ id, body, confidential }: Row): StoredTextsOf {
  const texts = [body, ...(confidential === null ? [] : [confidential])].map(textOf)
  const [bodyText, confidentialText = null] = texts
  if (!(id instanceof Uint8Array) || texts.includes(undefined) || bodyText === undefined)
    throw damagedPlace('the entries by id')
  return { id: Buffer.from(id).toString('hex'), body: bodyText, confidential: confidentialText }
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
