import type { Receipts } from '../checkpoints/receipts.ts'
import type { Decisions } from '../decisions/decisions.ts'
import type { Disputes } from '../disputes/disputes.ts'
import { eventOfEntry } from '../events/event-of-entry.ts'
import type { Entry, EntryOf, OrderPart } from '../journal/entry.ts'
import { isErased } from '../journal/erase-entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { readOrderMoney } from '../orders/order-money.ts'
import type { Order, Orders } from '../orders/orders.ts'
import { nothingGiven } from '../policy/model/given.ts'
import type { Policies } from '../policy/versions/policies.ts'
import { Problem } from '../problems/problem.ts'
import { startOfDate } from '../time/calendar.ts'
import type { Clock } from '../time/clock.ts'
import { formatInstant } from '../time/instant.ts'
import type { DisputePack, DisputePacks, PackedDecision, Purchase } from './dispute-pack.ts'
import { versionAt } from './version-at.ts'

/** What packs are made from. */
export interface DisputePacksDeps {
  readonly store: Pick<JournalStore, 'entryById' | 'stream'>
  readonly disputes: Pick<Disputes, 'find'>
  readonly orders: Pick<Orders, 'find'>
  readonly decisions: Pick<Decisions, 'find'>
  readonly policies: Pick<Policies, 'newest' | 'versions'>
  readonly receipts: Receipts
  readonly clock: Clock
}

/** Packs from what the store has at the call; nothing is written. */
export function createDisputePacks(deps: DisputePacksDeps): DisputePacks {
  return { of: (dispute) => packOf(deps, dispute) }
}

async function packOf(deps: DisputePacksDeps, id: string): Promise<DisputePack> {
  const dispute = await deps.disputes.find(id)
  const opened = await deps.store.entryById(id)
  const key = opened?.order ?? null
  const entries = await entriesAbout(deps.store, { account: dispute.account, dispute: id, order: key })
  const order = key === null ? null : await deps.orders.find(key).catch(orNull)
  const purchase = order === null ? null : await purchaseOf(deps.policies, order, entries)
  const decided = ofKinds(entries, ['decision'])
  const decisions: PackedDecision[] = []
  for (const entry of decided) decisions.push(await packed(deps, entry))
  return {
    made_at: formatInstant(deps.clock.now()),
    dispute,
    order,
    purchase,
    policy: order === null || purchase === null ? null : await versionAt(deps.policies, order.policy, purchase.at),
    decisions,
    messages: decisions.map(({ decision: { id: decision, decided_at: at, message: text } }) => ({
      at,
      decision,
      text,
    })),
    timeline: entries.map((entry) => {
      const { type, at, part, data } = eventOfEntry(0, entry)
      return { id: entry.id, type, at, part, data }
    }),
    erased: entries.some(hasLost),
  }
}

interface About {
  readonly account: string
  readonly dispute: string
  readonly order: OrderPart | null
}

const pageSize = 500

/** The order's entries, all parts together, and those about the dispute, oldest first. */
async function entriesAbout(store: Pick<JournalStore, 'stream'>, about: About): Promise<readonly Entry[]> {
  const found: Entry[] = []
  for (let after = 0; ; ) {
    const page = await store.stream(about.account, after, pageSize)
    found.push(...page.filter((entry) => isAbout(entry, about)))
    const last = page.at(-1)
    if (last === undefined) return found
    after = last.sequence
  }
}

function isAbout({ id, order, request }: Entry, about: About): boolean {
  if (id === about.dispute || ('dispute' in request && request.dispute === about.dispute)) return true
  return about.order !== null && order?.id === about.order.id && order.policy === about.order.policy
}

/** When the customer bought it: by the policy's `purchased_at`, else when it was first heard of. */
async function purchaseOf(
  policies: Pick<Policies, 'newest'>,
  order: Order,
  entries: readonly Entry[],
): Promise<Purchase | null> {
  const loaded = await policies.newest(order.policy)
  const { purchasedAt } = loaded.policy.subject
  const { evaluation } = readOrderMoney(loaded, order.facts)
  const said = purchasedAt === null ? null : evaluation.evaluate(purchasedAt, nothingGiven)
  if (typeof said === 'number') return { at: formatInstant(said), known_by: 'facts' }
  if (typeof said === 'string') {
    return { at: formatInstant(startOfDate(said, loaded.policy.timeZone)), known_by: 'facts' }
  }
  const [first] = entries
  return first === undefined ? null : { at: first.decided_at, known_by: 'first_entry' }
}

async function packed(deps: DisputePacksDeps, entry: EntryOf<'decision'>): Promise<PackedDecision> {
  const decision = await deps.decisions.find(entry.id, { facts: true, trace: false })
  return { decision, erased: isErased(entry), ...(await proofOf(deps.receipts, entry.id)) }
}

async function proofOf(receipts: Receipts, decision: string): Promise<Pick<PackedDecision, 'receipt' | 'no_receipt'>> {
  try {
    return { receipt: await receipts.of(decision, { isOpened: true }), no_receipt: null }
  } catch (error) {
    if (error instanceof Problem && error.code === 'receipt_not_ready')
      return { receipt: null, no_receipt: error.detail }
    throw error
  }
}

/** Entries that never had values beside them have none to lose. */
function hasLost(entry: Entry): boolean {
  return isErased(entry) && Object.values(entry.commitments).some((commitment) => commitment !== null)
}

function orNull(error: unknown): null {
  if (error instanceof Problem && error.code === 'order_not_found') return null
  throw error
}
