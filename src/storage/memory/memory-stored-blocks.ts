import { idRange } from '../../ids/id-page.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { storedBlock, storedTextsOf } from '../../journal/stored-block.ts'
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
      return storedBlock(found.map(storedTextsOf), limit)
    },
  }
}
