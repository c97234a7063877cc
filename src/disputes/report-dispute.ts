import { knownFacts } from '../decisions/stored-facts.ts'
import type { Draft } from '../journal/append-entry.ts'
import { type AppendDeps, appendOrAnswer } from '../journal/append-to-stream.ts'
import type { Entry, OrderPart, StoredFacts } from '../journal/entry.ts'
import { asErased, isErased } from '../journal/erase-entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { DisputeNotice as KnownNotice } from '../journal/kinds/dispute-notice.ts'
import type { DisputeRuled } from '../journal/kinds/dispute-ruling.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { bindingFor } from '../orders/bind-order.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { referenceTo } from '../policy/versions/policy-version.ts'
import { countsNothing, effectBetween } from './dispute-counts.ts'
import { disputeFacts, mergedFacts, ownFacts } from './dispute-facts.ts'
import { disputeOf } from './dispute-of.ts'
import { answeredBy, type DisputeEntry, type DisputeState, statesAlong } from './dispute-state.ts'
import type { DisputeNotice, ReportedDispute } from './disputes.ts'
import { countsAfterRuling, standingAfterEffect } from './effect-of.ts'
import { entriesAbout } from './find-dispute.ts'
import { historyBefore } from './history-before.ts'
import { assertSameDispute, disputedOrder, mergedNotice, statedIn } from './known-notice.ts'
import { type RuledNotice, ruleOnNotice } from './rule-on-notice.ts'

/** What disputes are decided with. */
export interface DisputesDeps extends AppendDeps {
  readonly store: JournalStore
  readonly policies: Pick<Policies, 'newest'>
}

type NoticeDraft = Draft<'dispute_opened' | 'dispute_amended'>

/** A notice that was read: what it says, and by which version it is decided. */
interface ReadNotice {
  readonly loaded: LoadedPolicy
  readonly notice: DisputeNotice
  readonly stated: KnownNotice
  readonly own: StoredFacts
  readonly order: OrderPart | null
}

/** Decides a notice by the active version's dispute rules, at the head of the account's stream. */
export async function reportDispute(deps: DisputesDeps, notice: DisputeNotice): Promise<ReportedDispute> {
  const { account } = notice
  const stated = statedIn(notice, deps.clock.now())
  const order = disputedOrder(notice)
  const loaded = await deps.policies.newest(notice.policy)
  const read = { loaded, notice, stated, own: ownFacts(loaded.policy, notice), order }
  let entries: readonly DisputeEntry[] = []
  const appended = await appendOrAnswer<NoticeDraft, ReportedDispute>(deps, { account, order }, async (view) => {
    entries = await entriesAbout(deps.store, account, stated.key)
    const known = statesAlong(entries).at(-1) ?? null
    const told = toldWith(known, asErased(known?.decided ?? null, view.head), read)
    if (told === null) return { answer: { dispute: disputeOf(entries), replayed: true } }
    const binds = order === null ? null : bindingFor(view, order)
    return { draft: await draftOf(deps, { read, view, known, told, entries }), binds, answers: answeredBy(known) }
  })
  if ('answer' in appended) return appended.answer
  return { dispute: disputeOf([...entries, appended.entry]), replayed: false }
}

/** All that was told of a dispute. */
interface Told {
  readonly notice: KnownNotice
  readonly own: StoredFacts
}

/** All that is known with the notice; null where it says nothing new. Facts that were erased are none when they are told again. */
function toldWith(
  known: DisputeState | null,
  decided: Entry | null,
  { loaded, stated, own, order }: ReadNotice,
): Told | null {
  if (known === null || decided === null) return { notice: stated, own }
  const { policy } = loaded
  assertSameDispute(known, stated, order)
  const notice = mergedNotice(known, stated)
  const before = knownFacts(decided)
  const wasTold = (name: string): boolean => !isErased(decided) || policy.facts.get(name)?.personal === false
  const isNews =
    notice.kind !== known.notice.kind ||
    notice.opened_at !== known.notice.opened_at ||
    notice.support_contacted_at !== known.notice.support_contacted_at ||
    notice.respond_by !== known.notice.respond_by ||
    Object.entries(own).some(([name, value]) => wasTold(name) && before[name] !== value)
  return isNews ? { notice, own: mergedFacts(policy, before, own) } : null
}

interface Deciding {
  readonly read: ReadNotice
  readonly view: StreamView
  readonly known: DisputeState | null
  readonly told: Told
  readonly entries: readonly DisputeEntry[]
}

async function draftOf(deps: DisputesDeps, deciding: Deciding): Promise<NoticeDraft> {
  const { read, view, known, told, entries } = deciding
  const { loaded } = read
  const { notice } = told
  const given = disputeFacts(loaded.policy, read.notice, told)
  const before = await historyBefore(deps.store, view, { known, isChargeback: notice.kind !== 'inquiry' })
  const { currency } = notice
  const ruled = await ruleOnNotice(deps.store, { loaded, view, given, currency, before, entries })
  const said = {
    author: read.notice.author,
    policy: referenceTo(loaded.version),
    result: resultOf(deciding, ruled),
    confidential: ruled.confidential,
  }
  if (known === null) return { kind: 'dispute_opened', ...said, request: notice }
  const was_inquiry = known.notice.kind === 'inquiry' && notice.kind !== 'inquiry'
  return { kind: 'dispute_amended', ...said, request: { dispute: known.opened.id, notice, was_inquiry } }
}

function resultOf({ view, known, told }: Deciding, { ruled }: RuledNotice): DisputeRuled {
  const counts = countsAfterRuling(known, told.notice, ruled.outcome)
  const effect = { ...effectBetween(known?.counts ?? countsNothing, counts), overlap: null }
  const standing = standingAfterEffect(view.head?.state ?? null, known?.opened.id ?? null, effect)
  return { ...ruled, standing, effect }
}
