import type { Draft } from '../../drafts/draft.ts'
import type { DraftStore } from '../../drafts/draft-store.ts'
import { storableId } from '../../ids/storable-id.ts'
import { compareBytes, storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** The drafts of policies in memory. */
export function createMemoryDraftStore(): DraftStore {
  const drafts = new Map<string, Draft>()
  const byId = (): Draft[] => [...drafts.values()].sort((left, right) => compareBytes(left.id, right.id))

  return {
    insertDraft: async (draft) => {
      if (drafts.has(draft.id)) return false
      drafts.set(draft.id, storedCopy(draft))
      return true
    },
    replaceDraft: async (draft, over) => {
      if (drafts.get(draft.id)?.revision !== over) return false
      drafts.set(draft.id, storedCopy(draft))
      return true
    },
    draft: async (id) => storedCopyOrNull(drafts.get(storableId(id))),
    draftsOf: async (policy, { state, before, limit }) =>
      byId()
        .reverse()
        .filter((draft) => draft.policy === storableId(policy) && (state === null || draft.state === state))
        .filter(({ id }) => before === null || compareBytes(id, before) < 0)
        .slice(0, limit)
        .map(storedCopy),
    scheduledDrafts: async (limit) =>
      byId()
        .filter(({ schedule }) => schedule !== null)
        .sort((left, right) => compareBytes(left.schedule?.due_at ?? '', right.schedule?.due_at ?? ''))
        .slice(0, limit)
        .map(storedCopy),
    drafts: async (after, limit) =>
      byId()
        .filter(({ id }) => after === null || compareBytes(id, after) > 0)
        .slice(0, limit)
        .map(storedCopy),
  }
}
