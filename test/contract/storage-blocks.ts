import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { StoredSelection } from '../../src/journal/journal-store.ts'
import { bodyOf } from '../../src/journal/seal.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { textsOf } from '../../src/workers/block-texts.ts'
import { makeStream, sealed } from '../storage/make-entry.ts'

/** A store may leave out what is null. */
function known(confidential: object): object {
  return Object.fromEntries(Object.entries(confidential).filter(([, value]) => value !== null))
}

/** Entries read as they are stored: a part of the storage contract. */
export function describeBlocks(storage: () => Storage): void {
  const filled = async (): Promise<readonly Entry[]> => {
    const kinds = ['decision', 'credit_spent', 'decision', 'dispute_opened', 'decision'] as const
    const entries = makeStream(kinds.length, (index) => ({ kind: kinds[index] ?? 'decision' }))
    for (const entry of entries) await storage().append(sealed(entry))
    return entries
  }
  const all = async (selection: StoredSelection, limit: number): Promise<readonly unknown[][]> => {
    const pages: unknown[][] = []
    for (let after: string | null = null; ; ) {
      const block = await storage().storedBlock(selection, after, limit)
      pages.push(
        [...textsOf(block)].map(({ body, confidential }) => [
          body,
          confidential === null ? null : known(JSON.parse(confidential) as object),
        ]),
      )
      after = block.next
      if (after === null) return pages
    }
  }
  const asStored = (entries: readonly (Entry | undefined)[]): readonly unknown[] =>
    entries.map((entry) => (entry === undefined ? null : [bodyOf(entry), known(entry.confidential ?? {})]))

  it('storedBlock gives the texts of entries of the kinds, ascending by id, in pages without a gap', async () => {
    const entries = await filled()
    const decisions = asStored([entries[0], entries[2], entries[4]])
    expect(await all({ kinds: ['decision'] }, 2)).toEqual([decisions.slice(0, 2), decisions.slice(2)])
    expect((await all({ kinds: ['decision', 'dispute_opened'] }, 10)).flat()).toHaveLength(4)
    expect(await all({ kinds: ['correction'] }, 10)).toEqual([[]])
  })

  it('storedBlock keeps to the period: from inclusive, to exclusive', async () => {
    const entries = await filled()
    const [from, to] = [entries[2]?.at ?? '', entries[4]?.at ?? '']
    expect((await all({ kinds: ['decision'], from, to }, 10)).flat()).toEqual(asStored([entries[2]]))
  })
}
