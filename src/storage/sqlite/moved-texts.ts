import { sha256 } from '../../fingerprint/fingerprint.ts'
import { storableId } from '../../ids/storable-id.ts'
import { packPlace, type ReadArchived, unpackPlace } from '../../journal/archive-place.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { damagedPlace } from '../stored-json.ts'
import type { Connection, Row } from './connection.ts'
import { packedConfidential, textOf } from './entry-row.ts'
import { readNumber } from './newest-of-classes.ts'
import { pack } from './packing/pack.ts'
import { copyMark } from './packing/packed-form.ts'
import type { SharedFile } from './shared-file.ts'

/** What stands in the place of a text that is in an archive begins so, as no packed text does: a copy of what stands nowhere. */
const movedMark = Buffer.from([copyMark + 1, 0, 0])
/** Whether the texts of a row of `entry` are in an archive. */
export const isMoved = `substr(body, 1, ${movedMark.length}) = x'${movedMark.toString('hex')}'`

const selectTexts = `SELECT confidential FROM entry WHERE account = ? AND sequence = ? AND hash = ? AND NOT ${isMoved}`
const selectMoved = `SELECT body, confidential, hash FROM entry WHERE account = ? AND sequence = ? AND ${isMoved}`
const updateTexts = 'UPDATE entry SET body = ?, confidential = ? WHERE account = ? AND sequence = ?'
const selectSequences = `SELECT sequence FROM entry WHERE account = ? AND sequence > ? AND ${isMoved} ORDER BY sequence LIMIT ?`

/** A connection whose rows have the texts of entries, also those that are in an archive. */
export function withMovedTexts<Found extends Connection>(connection: Found, read: ReadArchived): Found {
  const whole = (row: Row): Row => wholeRow(row, read)
  return {
    ...connection,
    rows: (sql, parameters) => connection.rows(sql, parameters).map(whole),
    oneRow: (sql, parameters) => {
      const row = connection.oneRow(sql, parameters)
      return row === undefined ? undefined : whole(row)
    },
  }
}

/** Moves the texts of entries out of the file, and back. */
export function createMovedTexts({
  connection,
  commits,
}: SharedFile): Pick<JournalStore, 'moveTexts' | 'bringTextsBack' | 'movedTexts'> {
  return {
    moveTexts: async (account, entries) => {
      const name = storableId(account)
      await commits.write(() => {
        for (const { sequence, hash, valuesSha256, place, key } of entries) {
          const row = connection.oneRow(selectTexts, [name, sequence, Buffer.from(hash, 'hex')])
          if (row === undefined || digestOf(row['confidential']) !== valuesSha256) continue
          const sealedBy = key === null ? null : Buffer.concat([movedMark, Buffer.from(key, 'hex')])
          connection.run(updateTexts, [Buffer.concat([movedMark, packPlace(place)]), sealedBy, name, sequence])
        }
      })
    },
    bringTextsBack: async (account, sequences) => {
      const name = storableId(account)
      await commits.write(() => {
        for (const sequence of sequences) {
          const row = connection.oneRow(selectMoved, [name, sequence])
          if (row === undefined) continue
          const [body, confidential] = [row['body'], row['confidential']].map((bytes) => bytesOf(bytes) ?? null)
          connection.run(updateTexts, [body ?? null, confidential ?? null, name, sequence])
        }
      })
    },
    movedTexts: async (account, after, limit) =>
      connection.all(selectSequences, [storableId(account), after, limit]).map(({ sequence }) => readNumber(sequence)),
  }
}

/** The row with packed texts in the place of what refers to an archive. */
function wholeRow(row: Row, read: ReadArchived): Row {
  const body = referenceIn(row['body'])
  if (body === null) return row
  const place = unpackPlace(body)
  if (place === null) throw damagedPlace('the place of an archived entry')
  const hash = bytesOf(row['hash'])?.toString('hex') ?? ''
  const key = referenceIn(row['confidential'])?.toString('hex') ?? null
  const texts = read(place, hash, key)
  const confidential = key === null ? row['confidential'] : packedConfidential(texts.values)
  return { ...row, body: pack(texts.body), confidential }
}

/** What stands behind the mark; null where a text stands there, or nothing. */
function referenceIn(stored: unknown): Buffer | null {
  if (!(stored instanceof Uint8Array) || stored[0] !== movedMark[0]) return null
  const bytes = bytesOf(stored)
  return bytes?.subarray(0, movedMark.length).equals(movedMark) === true ? bytes.subarray(movedMark.length) : null
}

function digestOf(confidential: unknown): string | null | undefined {
  if (confidential === null) return null
  const text = textOf(confidential)
  return text === undefined ? undefined : sha256(text)
}

function bytesOf(stored: unknown): Buffer | undefined {
  return stored instanceof Uint8Array ? Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength) : undefined
}
