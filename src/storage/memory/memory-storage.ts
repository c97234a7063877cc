import { Problem } from '../../problems/problem.ts'
import type { Storage } from '../storage.ts'
import { createMemoryApiKeyStore } from './memory-api-keys.ts'
import { createMemoryAuditStore } from './memory-audit-log.ts'
import { createMemoryDraftStore } from './memory-drafts.ts'
import { createMemoryFeed } from './memory-feed.ts'
import { createMemoryJournalStore } from './memory-journal.ts'
import { createMemoryOrderBindingStore } from './memory-order-bindings.ts'
import { createMemoryPolicyVersionStore } from './memory-policy-versions.ts'
import { createMemoryReleaseSettingsStore } from './memory-release-settings.ts'
import { emptyAudit, emptyStreams, type MemoryBindings } from './memory-streams.ts'
import { createMemoryTotals } from './memory-totals.ts'

/** The whole port in memory, for tests: nothing outlives the process, and closing it makes every call fail. */
export function createMemoryStorage(): Storage {
  let open = true
  const streams = emptyStreams()
  const audit = emptyAudit()
  const bindings: MemoryBindings = new Map()
  const epoch = { now: 0 }
  const assertOpen = (): void => {
    if (!open) throw new Problem('store_unavailable', 'The store is closed.')
  }
  return {
    ...guarded(createMemoryJournalStore({ ...streams, bindings, epoch }), assertOpen),
    ...guarded(createMemoryFeed(streams, audit), assertOpen),
    ...guarded(createMemoryTotals(streams), assertOpen),
    ...guarded(createMemoryPolicyVersionStore(epoch), assertOpen),
    ...guarded(createMemoryDraftStore(), assertOpen),
    ...guarded(createMemoryReleaseSettingsStore(), assertOpen),
    ...guarded(createMemoryOrderBindingStore(bindings), assertOpen),
    ...guarded(createMemoryApiKeyStore(epoch), assertOpen),
    ...guarded(createMemoryAuditStore(audit, epoch), assertOpen),
    about: { kind: 'memory', schema: null },
    checkReady: async () => {
      assertOpen()
    },
    checkIntegrity: async () => {
      assertOpen()
      return []
    },
    compact: async () => {
      assertOpen()
    },
    close: async () => {
      open = false
    },
  }
}

/** The same methods, each checked first. */
function guarded<Store extends object>(store: Store, check: () => void): Store {
  const guardedMethods = Object.entries(store).map(([name, method]) => [
    name,
    async (...parameters: unknown[]): Promise<unknown> => {
      check()
      return (method as (...given: unknown[]) => Promise<unknown>)(...parameters)
    },
  ])
  return Object.fromEntries(guardedMethods) as Store
}
