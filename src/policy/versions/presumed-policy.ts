import type { LoadedPolicy, PresumedPolicy } from './policies.ts'

/** A version that was just read: nothing is left to wait for. */
export function surelyActive(loaded: LoadedPolicy): PresumedPolicy {
  return { loaded, isActive: () => true }
}
