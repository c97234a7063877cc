import type { ApiKey } from '../access/api-key-store.ts'
import { allDrafts } from '../drafts/reconcile-drafts.ts'
import type { OrderKey } from '../journal/entry.ts'
import { feedWaiting } from '../journal/feed.ts'
import type { OrderBinding } from '../orders/order-binding-store.ts'
import type { Storage } from '../storage/storage.ts'
import type { Statement } from '../transparency/statement.ts'
import { copyFeed } from './copy-feed.ts'
import { type CopyTally, conflictAt, copyOnce, inParallel, newTally } from './copy-tally.ts'

/** The two stores, and who watches. */
export interface CopyDeps {
  readonly from: Storage
  readonly to: Storage
  /** Hears of every page of the feed that is done. */
  readonly onPage: (tally: CopyTally) => void
}

/** What a copy did, and what to verify the target against. */
export interface CopyResult {
  readonly tally: CopyTally
  /** All that was copied. */
  readonly statement: Statement
}

const pageSize = 500
const bindingsAtOnce = 50

/**
 * Copies everything that the source holds now to another store, each thing inserted by its key, the policy before what
 * names it, an order's binding before its entries, and these in the order of the feed: what waits for its number at the
 * source gets it first. Cut short and run again it goes on. A target that holds something else ends it with a fault, and
 * nothing there is overwritten.
 */
export async function copyStore({ from, to, onPage }: CopyDeps): Promise<CopyResult> {
  const tally = newTally()
  await feedWaiting(from, pageSize)
  // What is numbered later is written while the copy runs.
  const upTo = await from.feedTail()
  await copyPolicyVersions(from, to, tally)
  await copyReleases(from, to, tally)
  await copyApiKeys(from, to, tally)
  await copyOrderBindings(from, to, tally)
  const statement = await copyFeed({ from, to, tally, upTo, onPage: () => onPage(tally) })
  return { tally, statement }
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

/** Drafts, and how policies are released. */
async function copyReleases(from: Storage, to: Storage, tally: CopyTally): Promise<void> {
  for await (const value of allDrafts(from)) {
    const place = `the draft ${value.id}`
    const there = await to.draft(value.id)
    // What became of it at the source since an earlier copy.
    const isBehind = there !== null && there.revision < value.revision
    if (isBehind) await to.replaceDraft(value, there.revision)
    const existing = isBehind ? await to.draft(value.id) : there
    await copyOnce(tally, { noun: 'policy_drafts', place, value, existing }, () => to.insertDraft(value))
  }
  for await (const { id } of allDrafts(to)) {
    if ((await from.draft(id)) === null) throw conflictAt(`a draft ${id} of its own`)
  }
  const known = await to.allReleaseSettings()
  for (const value of await from.allReleaseSettings()) {
    const { policy, revision } = value
    const place = `revision ${revision} of how ${policy} is released`
    const existing = known.find((one) => one.policy === policy && one.revision === revision) ?? null
    await copyOnce(tally, { noun: 'release_settings', place, value, existing }, () => to.appendReleaseSettings(value))
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

/** The key there, with what became of it at the source since an earlier copy. */
async function caughtUp(to: Storage, key: ApiKey, existing: ApiKey | null): Promise<ApiKey | null> {
  if (existing === null) return null
  const { id, revoked_at, expires_at, last_used_on } = key
  if (expires_at !== null && expires_at !== existing.expires_at) await to.expireApiKey(id, expires_at)
  if (last_used_on !== null) await to.noteApiKeyUse(id, last_used_on)
  if (existing.revoked_at === null && revoked_at !== null) await to.revokeApiKey(id, revoked_at)
  return (await to.apiKeys()).find((there) => there.id === id) ?? null
}

async function copyOrderBindings(from: Storage, to: Storage, tally: CopyTally): Promise<void> {
  let after: OrderKey | null = null
  for (;;) {
    const page: readonly OrderBinding[] = await from.orderBindings(after, pageSize)
    const there = new Map((await to.orderBindings(after, pageSize)).map((binding) => [nameOf(binding.order), binding]))
    await inParallel(page, bindingsAtOnce, async (value) => {
      // MongoDB keeps the binding of an author who ended before the entry was written: nobody needs it.
      if ((await from.newestOfOrder(value.account, value.order)) === null) return
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
