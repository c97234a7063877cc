import { scaleOf } from '../decisions/decide.ts'
import { type Due, dueOf } from '../decisions/due.ts'
import type { GivenSoFar } from '../decisions/give.ts'
import { givenSoFar } from '../decisions/given-so-far.ts'
import { storedFacts } from '../decisions/stored-facts.ts'
import type { EntryOf } from '../journal/entry.ts'
import { asErased } from '../journal/erase-entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import type { EntryName } from '../journal/model/state.ts'
import type { StreamView } from '../journal/view-stream.ts'
import { freezeOrderFacts } from '../orders/freeze-order-facts.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import type { LoadedPolicy, Policies } from '../policy/versions/policies.ts'
import { parseInstant } from '../time/instant.ts'

/** What a proposal is worked out with. */
export interface ProposalDeps {
  readonly store: Pick<JournalStore, 'entryAt' | 'entriesWithActions'>
  readonly policies: Pick<Policies, 'version'>
}

/**
 * What the policy says today of the request that asked: its version, time, facts (as far as they were not erased)
 * and history; the order as it is now.
 */
export interface Proposal {
  readonly loaded: LoadedPolicy
  readonly asked: EntryOf<'decision'>
  readonly evaluation: Evaluation
  readonly ruling: Ruling
  /** Null where the policy proposes no amount. */
  readonly due: Due | null
  /** Decimals of the currency; 0 where it is unknown. */
  readonly scale: number
  readonly soFar: GivenSoFar
}

/** Worked out anew at each reading. Null where no request asked, or an erasure left nothing of it. */
export async function proposalOf(
  deps: ProposalDeps,
  askedBy: EntryName | null,
  view: StreamView,
): Promise<Proposal | null> {
  const found = askedBy === null ? null : await deps.store.entryAt(view.account, askedBy.sequence)
  const asked = asErased(found, view.head)
  if (asked?.kind !== 'decision' || asked.policy === null || asked.confidential === null) return null
  const loaded = await deps.policies.version(asked.policy.name, asked.policy.version)
  const { policy, evaluator } = loaded
  const { facts } = freezeOrderFacts(policy, storedFacts(policy, asked), view.previous)
  const evaluation = evaluator.begin(facts, parseInstant(asked.decided_at))
  const ruling = await evaluator.ruleRefund(evaluation)
  const isWhole = view.order?.part === null
  const due = dueOf(ruling, { order_got: view.orderState, part_got: isWhole ? view.orderState : view.partState })
  const soFar = await givenSoFar(deps.store, view)
  return { loaded, asked, evaluation, ruling, due, scale: scaleOf(policy, ruling), soFar }
}
