import { idRange } from '../../ids/id-page.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { type StoredTextsOf, storedBlock } from '../../journal/stored-block.ts'
import type { Connection } from './connection.ts'
import { type MovableTexts, wholeTexts } from './whole-texts.ts'

/** Ids are hexadecimal digits and dashes: every id lies between the two. */
const [beforeAllIds, afterAllIds] = ['', '~']

/** Entries as they are stored, by their ids. */
export function createStoredBlocks({
  collections,
  inOrder,
  readArchived,
}: Connection): Pick<JournalStore, 'storedBlock'> {
  return {
    storedBlock: async ({ kinds, ...period }, after, limit) => {
      const { atLeast, below } = idRange(period, null)
      const ids = { $gt: after ?? beforeAllIds, $gte: atLeast ?? beforeAllIds, $lt: below ?? afterAllIds }
      const found = await inOrder((session) =>
        collections.entry
          .find(
            { kind: { $in: [...kinds] }, id: ids },
            { id: 1, body: 1, confidential: 1, hash: 1 },
            { hint: 'by_id', session, sort: { id: 1 }, limit: limit + 1 },
          )
          .lean<(StoredTextsOf & MovableTexts)[]>(),
      )
      return storedBlock(
        found.map((texts) => wholeTexts(texts, readArchived)),
        limit,
      )
    },
  }
}
