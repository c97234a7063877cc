import type { ReleaseSettings } from '../../drafts/release-settings.ts'
import type { ReleaseSettingsStore } from '../../drafts/release-settings-store.ts'
import { storableId } from '../../ids/storable-id.ts'
import { compareBytes, storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** How the texts of policies are released, in memory. */
export function createMemoryReleaseSettingsStore(): ReleaseSettingsStore {
  const settings: ReleaseSettings[] = []
  const ascending = (): ReleaseSettings[] =>
    [...settings].sort((left, right) => compareBytes(left.policy, right.policy) || left.revision - right.revision)

  return {
    releaseSettings: async (policy) =>
      storedCopyOrNull(ascending().findLast((known) => known.policy === storableId(policy))),
    appendReleaseSettings: async (wanted) => {
      storableId(wanted.policy)
      const taken = settings.some(({ policy, revision }) => policy === wanted.policy && revision === wanted.revision)
      if (!taken) settings.push(storedCopy(wanted))
      return !taken
    },
    allReleaseSettings: async () => ascending().map(storedCopy),
  }
}
