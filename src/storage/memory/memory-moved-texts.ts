import { sha256 } from '../../fingerprint/fingerprint.ts'
import { storableId } from '../../ids/storable-id.ts'
import type { JournalStore } from '../../journal/journal-store.ts'
import { confidentialTextOf } from '../../journal/seal.ts'
import type { MemoryStreams } from './memory-streams.ts'

/** Notes which texts an archive has; a store in memory keeps them all the same. */
export function createMemoryMovedTexts({
  streams,
}: MemoryStreams): Pick<JournalStore, 'moveTexts' | 'bringTextsBack' | 'movedTexts'> {
  const moved = new Map<string, Set<number>>()
  return {
    moveTexts: async (account, entries) => {
      const name = storableId(account)
      const own = moved.get(name) ?? new Set()
      for (const { sequence, hash, valuesSha256 } of entries) {
        const stored = streams.get(name)?.get(sequence)
        const values = confidentialTextOf(stored?.confidential ?? null)
        if (stored?.hash === hash && (values === null ? null : sha256(values)) === valuesSha256) own.add(sequence)
      }
      moved.set(name, own)
    },
    bringTextsBack: async (account, sequences) => {
      for (const sequence of sequences) moved.get(storableId(account))?.delete(sequence)
    },
    movedTexts: async (account, after, limit) =>
      [...(moved.get(storableId(account)) ?? [])]
        .filter((sequence) => sequence > after)
        .sort((left, right) => left - right)
        .slice(0, limit),
  }
}
