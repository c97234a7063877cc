import { sha256 } from '../../fingerprint/fingerprint.ts'
import { storableId } from '../../ids/storable-id.ts'
import { type ArchivedEntry, packPlace } from '../../journal/archive-place.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import type { Connection } from './connection.ts'
import { type EntryDocument, entryKey } from './entry-document.ts'
import { idIndex } from './indexes.ts'
import { bodyMark, valuesMark, wholeTexts } from './whole-texts.ts'
import { updateUnordered } from './write-many.ts'

const isMoved = { $gte: bodyMark, $lt: 'archived!' }

/** Moves the texts of entries out of the database, and back. */
export function createMovedTexts(
  connection: Connection,
): Pick<JournalStore, 'moveTexts' | 'bringTextsBack' | 'movedTexts'> {
  const { collections, inOrder, readArchived } = connection
  const textsOf = async (account: string, sequences: readonly number[]): Promise<readonly EntryDocument[]> => {
    const keys = {
      account: storableId(account),
      _id: { $in: sequences.map((sequence) => entryKey(account, sequence)) },
    }
    const wanted = { account: 1, sequence: 1, body: 1, confidential: 1, hash: 1 } as const
    return inOrder((session) =>
      collections.entry.find(keys, wanted, { hint: idIndex, session }).lean<EntryDocument[]>(),
    )
  }
  return {
    moveTexts: async (account, entries) => {
      const stored = new Map(
        (
          await textsOf(
            account,
            entries.map(({ sequence }) => sequence),
          )
        ).map((one) => [one.sequence, one]),
      )
      const replaced = entries.flatMap((entry) => {
        const found = stored.get(entry.sequence)
        return found !== undefined && isAsArchived(found, entry) ? [[found, referenceOf(entry)] as const] : []
      })
      await replaceTexts(connection, replaced)
    },
    bringTextsBack: async (account, sequences) => {
      const stored = (await textsOf(account, sequences)).filter(({ body }) => body.startsWith(bodyMark))
      await replaceTexts(
        connection,
        stored.map((found) => [found, wholeTexts(found, readArchived)] as const),
      )
    },
    movedTexts: async (account, after, limit) => {
      const wanted = {
        account: storableId(account),
        _id: { $gt: entryKey(account, after), $lt: entryKey(account, most) },
        body: isMoved,
      }
      const options = { hint: idIndex, sort: { _id: 1 }, limit } as const
      const found = await inOrder((session) =>
        collections.entry
          .find(wanted, { sequence: 1 }, { ...options, session })
          .lean<Pick<EntryDocument, 'sequence'>[]>(),
      )
      return found.map(({ sequence }) => sequence)
    },
  }
}

const most = Number.MAX_SAFE_INTEGER

type Texts = Pick<EntryDocument, 'body' | 'confidential'>

function isAsArchived({ body, confidential, hash }: EntryDocument, entry: ArchivedEntry): boolean {
  const digest = confidential === null ? null : sha256(confidential)
  return hash === entry.hash && !body.startsWith(bodyMark) && digest === entry.valuesSha256
}

function referenceOf({ place, key }: ArchivedEntry): Texts {
  const confidential = key === null ? null : valuesMark + Buffer.from(key, 'hex').toString('base64')
  return { body: bodyMark + packPlace(place).toString('base64'), confidential }
}

/** Each where its texts are still the ones that were read. */
async function replaceTexts(
  connection: Connection,
  replaced: readonly (readonly [found: EntryDocument, texts: Texts])[],
): Promise<void> {
  if (replaced.length === 0) return
  const updates = replaced.map(([{ _id, account, body, confidential }, texts]) => ({
    q: { _id, account, body, confidential },
    u: { $set: { body: texts.body, confidential: texts.confidential } },
  }))
  const update = connection.collections.entry.collection.collectionName
  await connection.inOrder((session) => updateUnordered(connection, { update, updates }, session))
}
