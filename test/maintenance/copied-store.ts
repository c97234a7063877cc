import { createHash } from 'node:crypto'
import { createAccess } from '../../src/access/create-access.ts'
import { createAuditLog } from '../../src/audit/create-audit-log.ts'
import { canonicalJson } from '../../src/fingerprint/canonical-json.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { feedWaiting } from '../../src/journal/feed.ts'
import type { OrderBinding } from '../../src/orders/order-binding-store.ts'
import { type OpenOptions, openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { openDomain } from '../journal/open-domain.ts'

/** Fills an empty store with at least so many entries of common kinds, some waiting, the feed half numbered, and all else that a store has. */
export async function fillStore(url: string, entries: number): Promise<void> {
  const storage = await openStorage(url)
  const domain = await openDomain([shippedPolicy, `${shippedPolicy}\n# second text\n`], storage)
  await domain.setPaused(true)
  await domain.setPaused(false)
  await administer(storage, domain.clock)
  const accounts = Math.max(8, Math.ceil(entries / 10))
  let written = 0
  for (let order = 0; written < entries; order += 1) {
    // What the day's limit sums up stays small.
    domain.clock.advance(60_000)
    written += await workOnOrder(domain, `zażółć-${order}`, `訂 a-${order % accounts}`)
    if (order === Math.floor(entries / 4)) await feedWaiting(storage, 500)
  }
  await storage.close()
}

type Domain = Awaited<ReturnType<typeof openDomain>>

/** How many entries it wrote. */
async function workOnOrder(domain: Domain, id: string, account: string): Promise<number> {
  const facts = (order: object) => panelFacts({ order: { id, ...order }, account: { id: account } })
  const decision = await domain.ask(facts({}), `key of ${id}`)
  if (decision.outcome === 'approve') {
    await domain.accounts.recordDelivery({ decision: decision.id, status: 'delivered', reference: id, author: 'panel' })
  }
  const asking = await domain.ask(facts({ remains: null }))
  return decision.outcome === 'approve' || asking.outcome !== decision.outcome ? 3 : 2
}

/** Two keys, one of them revoked, and in the audit log what was published. */
async function administer(storage: Storage, clock: Domain['clock']): Promise<void> {
  const audit = createAuditLog({ store: storage, clock, newId: newTimeOrderedId })
  const access = createAccess({ store: storage, audit, clock, newId: newTimeOrderedId })
  await access.createKey({ name: 'panel', roles: ['decide'], author: 'admin' })
  const { key } = await access.createKey({ name: 'old', roles: ['decide'], author: 'admin' })
  await access.revokeKey({ id: key.id, author: 'admin' })
  for (const name of await storage.policyNames()) {
    for (const version of await storage.policyVersions(name, null, 100)) await audit.recordPublished(version)
  }
}

/** Everything that a store holds, in canonical form: how many of each, and a digest of their bytes. */
export async function contentOf(url: string, options: OpenOptions = {}): Promise<Readonly<Record<string, string>>> {
  const storage = await openStorage(url, options)
  const sections = {
    versions: allVersions(storage),
    keys: [await storage.apiKeys()],
    drafts: pages((last: { id: string } | null) => storage.drafts(last?.id ?? null, 100)),
    releases: [await storage.allReleaseSettings()],
    audit: pages((last: { sequence: number } | null) => storage.auditEntries(last?.sequence ?? 0, 500)),
    bindings: pages((last: OrderBinding | null) => storage.orderBindings(last?.order ?? null, 500)),
    entries: allEntries(storage),
    feed: pages((last: { number: number } | null) => storage.feedItems(last?.number ?? 0, 500)),
  }
  const content: Record<string, string> = {}
  for (const [name, found] of Object.entries(sections)) content[name] = await digestOf(found)
  await storage.close()
  return content
}

type Pages = Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>

async function digestOf(found: Pages): Promise<string> {
  const digest = createHash('sha256')
  let count = 0
  for await (const page of found) {
    for (const item of page) digest.update(`${canonicalJson(item)}\n`)
    count += page.length
  }
  return `${count} ${digest.digest('hex')}`
}

async function* pages<Item>(read: (last: Item | null) => Promise<readonly Item[]>): AsyncGenerator<readonly Item[]> {
  let last: Item | null = null
  for (;;) {
    const page: readonly Item[] = await read(last)
    last = page.at(-1) ?? null
    if (last === null) return
    yield page
  }
}

async function* allVersions(storage: Storage): AsyncGenerator<readonly unknown[]> {
  for (const name of await storage.policyNames()) yield storage.policyVersions(name, null, 10_000)
}

async function* allEntries(storage: Storage): AsyncGenerator<readonly unknown[]> {
  for await (const accounts of pages((last: string | null) => storage.accounts(last, 500))) {
    for (const account of accounts) {
      yield* pages((last: { sequence: number } | null) => storage.stream(account, last?.sequence ?? 0, 500))
    }
  }
}
