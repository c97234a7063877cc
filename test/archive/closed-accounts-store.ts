import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchiveFolder } from '../../src/archive/archive-folder.ts'
import type { moveEntries } from '../../src/archive/move-entries.ts'
import { createAuditLog } from '../../src/audit/create-audit-log.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { feedWaiting } from '../../src/journal/feed.ts'
import { type StoreVerification, verifyStore } from '../../src/maintenance/verify-store.ts'
import { type OpenOptions, openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { createKnownPolicies } from '../journal/known-policies.ts'
import { openDomain } from '../journal/open-domain.ts'
import { contentOf } from '../maintenance/copied-store.ts'

/** A folder that nobody used before. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'refund-archive-'))
}

/** Behind everything that {@link fillClosed} writes. */
export const afterAllEntries = '2027-01-01T00:00:00.000Z'

/**
 * Fills an empty store with closed accounts of so many orders each: every order is decided twice, and what it got was
 * delivered. Beside them stands the account `waiting`, which nothing of can be moved: a review waits.
 */
export async function fillClosed(url: string, accounts: number, orders: number): Promise<void> {
  const storage = await openStorage(url)
  const domain = await openDomain([shippedPolicy], storage)
  const decide = async (account: string, order: string): Promise<void> => {
    const facts = panelFacts({ order: { id: order }, account: { id: account } })
    const decision = await domain.ask(facts, `key of ${order}`)
    const told = { status: 'delivered', reference: order, author: 'panel' } as const
    await domain.accounts.recordDelivery({ decision: decision.id, ...told })
    await domain.ask(facts)
  }
  for (let order = 0; order < orders; order += 1) {
    domain.clock.advance(60_000)
    await Promise.all(
      Array.from({ length: accounts }, (_, account) => decide(`訂 a-${account}`, `zażółć-${account}-${order}`)),
    )
  }
  await decide('waiting', 'w-1')
  await domain.ask(panelFacts({ order: { id: 'w-2', remains: null }, account: { id: 'waiting' } }))
  await feedWaiting(storage, 500)
  await storage.close()
}

/** A store, and what archives are made and looked at with. */
export async function openArchived(
  url: string,
  path: string,
  options: OpenOptions = {},
): Promise<{
  readonly storage: Storage
  readonly deps: Parameters<typeof moveEntries>[0]
  verify(): Promise<StoreVerification>
}> {
  const folder = openArchiveFolder(path)
  const storage = await openStorage(url, { readArchived: folder.read, ...options })
  const clock = { now: () => Date.parse('2027-01-02T00:00:00Z') }
  const audit = createAuditLog({ store: storage, clock, newId: newTimeOrderedId })
  const policies = { ...createKnownPolicies(storage) }
  return {
    storage,
    deps: { store: storage, audit, clock, folder },
    // The policies of these tests are published without a word in the audit log.
    verify: async () => {
      const found = await verifyStore(
        { storage, policies: policies as never, audit, archive: folder },
        { account: null },
      )
      return { ...found, faults: found.faults.filter((fault) => !('policy' in fault)) }
    },
  }
}

/** Everything that a store holds in canonical form, but for the audit log that archives are noted in, and its part of the feed. */
export async function keptContent(url: string, options: OpenOptions = {}): Promise<unknown> {
  const { audit: _, feed: __, ...kept } = await contentOf(url, options)
  return kept
}
