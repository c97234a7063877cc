import { canonicalJson } from '../../fingerprint/canonical-json.ts'
import { idRange } from '../../ids/id-page.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { bodyOf } from '../../journal/seal.ts'
import { storedBlock } from '../stored-block.ts'
import type { MemoryStreams } from './memory-streams.ts'
import { compareBytes } from './stored-copy.ts'

/** Entries as a store on a disk would keep them. */
export function createMemoryStoredBlocks({ byId }: MemoryStreams): Pick<JournalStore, 'storedBlock'> {
  return {
    storedBlock: async ({ kinds, ...period }, after, limit) => {
      const { atLeast, below } = idRange(period, null)
      const found = [...byId.values()]
        .filter(({ kind }) => kinds.includes(kind))
        .filter(({ id }) => (after === null || id > after) && id >= (atLeast ?? '') && (below === null || id < below))
        .sort((left, right) => compareBytes(left.id, right.id))
        .slice(0, limit + 1)
      const texts = found.map((entry) => ({
        id: entry.id,
        body: bodyOf(entry),
        confidential: entry.confidential === null ? null : canonicalJson(entry.confidential),
      }))
      return storedBlock(texts, limit)
    },
  }
}
