import type { ApiKey } from '../access/api-key-store.ts'
import type { OrderKey } from '../journal/entry.ts'
import type { OrderBinding } from '../orders/order-binding-store.ts'
import type { Storage } from '../storage/storage.ts'
import { copyFeed, copyStreams } from './copy-streams.ts'
import { type CopyTally, conflictAt, copyOnce, inParallel, newTally } from './copy-tally.ts'
import type { Head } from './heads.ts'

/** The two stores, and who watches. */
export interface CopyDeps {
  readonly from: Storage
  readonly to: Storage
  /** Hears of every account that is done. */
  readonly onAccount: (tally: CopyTally) => void
}

/** What a copy did, and what to verify the target against. */
export interface CopyResult {
  readonly tally: CopyTally
  /** The newest entry of every account of the source. */
  readonly heads: readonly Head[]
}

const pageSize = 500
const bindingsAtOnce = 50

/**
 * Copies everything from one store to another, each thing inserted by its key, the policy before what
 * names it and an order's binding before its entries. Cut short and run again it goes on. A target
 * that holds something else ends it with a fault, and nothing there is overwritten.
 */
export async function copyStore({ from, to, onAccount }: CopyDeps): Promise<CopyResult> {
  const tally = newTally()
  // What is numbered later may belong to entries that are written while the copy runs.
  const feedTail = await from.feedTail()
  await copyPolicyVersions(from, to, tally)
  await copyApiKeys(from, to, tally)
  await copyAuditLog(from, to, tally)
  await copyOrderBindings(from, to, tally)
  const heads = await copyStreams({ from, to, tally, onAccount: () => onAccount(tally) })
  await copyFeed({ from, to, tally, upTo: feedTail })
  return { tally, heads }
}

async function copyPolicyVersions(from: Storage, to: Storage, tally: CopyTally): Promise<void> {
  const names = await from.policyNames()
  for (const name of new Set([...names, ...(await to.policyNames())])) {
    const newest = (await from.newestPolicyVersionNumber(name)) ?? 0
    if (((await to.newestPolicyVersionNumber(name)) ?? 0) > newest) throw conflictAt(`a later version of ${name}`)
    for (let version = 1; version <= newest; version += 1) {
      const value = await from.policyVersion(name, version)
      if (value === null) continue
      const existing = await to.policyVersion(name, version)
      const place = `version ${version} of the policy ${name}`
      await copyOnce(tally, { noun: 'policy_versions', place, value, existing }, () => to.appendPolicyVersion(value))
    }
  }
}

async function copyApiKeys(from: Storage, to: Storage, tally: CopyTally): Promise<void> {
  const keys = await from.apiKeys()
  const there = new Map((await to.apiKeys()).map((key) => [key.id, key]))
  for (const value of keys) {
    const place = `the API key ${value.name} (${value.id})`
    const existing = await caughtUp(to, value, there.get(value.id) ?? null)
    await copyOnce(tally, { noun: 'api_keys', place, value, existing }, () => to.insertApiKey(value))
    there.delete(value.id)
  }
  for (const { name, id } of there.values()) throw conflictAt(`an API key ${name} (${id}) of its own`)
}

/** The key there, revoked if it was revoked at the source since an earlier copy. */
async function caughtUp(to: Storage, key: ApiKey, existing: ApiKey | null): Promise<ApiKey | null> {
  if (existing === null || existing.revoked_at !== null || key.revoked_at === null) return existing
  await to.revokeApiKey(key.id, key.revoked_at)
  return { ...existing, revoked_at: key.revoked_at }
}

async function copyAuditLog(from: Storage, to: Storage, tally: CopyTally): Promise<void> {
  let last = 0
  for (;;) {
    const page = await from.auditEntries(last, pageSize)
    const there = new Map((await to.auditEntries(last, pageSize)).map((entry) => [entry.sequence, entry]))
    for (const value of page) {
      const place = `entry ${value.sequence} of the audit log`
      const existing = there.get(value.sequence) ?? null
      await copyOnce(tally, { noun: 'audit_entries', place, value, existing }, () => to.appendAuditEntry(value))
      last = value.sequence
    }
    if (page.length < pageSize) break
  }
  if ((await to.auditEntries(last, 1)).length > 0) throw conflictAt(`entry ${last + 1} of the audit log`)
}

async function copyOrderBindings(from: Storage, to: Storage, tally: CopyTally): Promise<void> {
  let after: OrderKey | null = null
  for (;;) {
    const page: readonly OrderBinding[] = await from.orderBindings(after, pageSize)
    const there = new Map((await to.orderBindings(after, pageSize)).map((binding) => [nameOf(binding.order), binding]))
    await inParallel(page, bindingsAtOnce, async (value) => {
      const existing = there.get(nameOf(value.order)) ?? null
      const place = `the account of the order "${value.order.id}" (${value.order.policy})`
      await copyOnce(
        tally,
        { noun: 'order_bindings', place, value, existing },
        async () => (await to.bindOrder(value.order, value.account)) === value.account,
      )
    })
    after = page.at(-1)?.order ?? null
    if (after === null || page.length < pageSize) return
  }
}

function nameOf({ policy, id }: OrderKey): string {
  return JSON.stringify([policy, id])
}
