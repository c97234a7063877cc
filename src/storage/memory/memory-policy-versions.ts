import { storableId } from '../../ids/storable-id.ts'
import type { PolicyVersion } from '../../policy/versions/policy-version.ts'
import type { PolicyVersionStore } from '../../policy/versions/policy-version-store.ts'
import type { MemoryEpoch } from './memory-streams.ts'
import { compareBytes, storedCopy, storedCopyOrNull } from './stored-copy.ts'

/** The published policy versions in memory. */
export function createMemoryPolicyVersionStore(epoch: MemoryEpoch = { now: 0 }): PolicyVersionStore {
  const versions: PolicyVersion[] = []
  const newestFirst = (name: string): PolicyVersion[] =>
    versions.filter((version) => version.name === storableId(name)).sort((left, right) => right.version - left.version)

  return {
    newestPolicyVersion: async (name) => storedCopyOrNull(newestFirst(name)[0]),
    newestPolicyVersionNumber: async (name) => newestFirst(name)[0]?.version ?? null,
    policyVersion: async (name, version) =>
      storedCopyOrNull(newestFirst(name).find((candidate) => candidate.version === version)),
    policyVersions: async (name, before, limit) =>
      newestFirst(name)
        .filter(({ version }) => before === null || version < before)
        .slice(0, limit)
        .map(storedCopy),
    policyVersionBySha256: async (name, sha256) =>
      storedCopyOrNull(newestFirst(name).find((version) => version.sha256 === sha256)),
    policyNames: async () => [...new Set(versions.map(({ name }) => name))].sort(compareBytes),
    appendPolicyVersion: async (version) => {
      storableId(version.name)
      const taken = versions.some(({ name, version: number }) => name === version.name && number === version.version)
      if (taken) return false
      versions.push(storedCopy(version))
      epoch.now += 1
      return true
    },
  }
}
