import type { Entry } from './entry.ts'
import type { EntryKind } from './entry-kinds.ts'
import { countedAs, creditOf, decidedBy, isAutomatic } from './evolve.ts'
import type { CountedThing } from './model/state.ts'

/**
 * What a store finds an entry by, beside account, sequence and what is pending. It follows from what the
 * hash covers alone, so that a reader sees whether the store still has it as it was written. JSON names.
 */
export interface FoundBy {
  readonly id: string
  readonly kind: EntryKind
  readonly at: string
  readonly decided_at: string
  readonly order_policy: string | null
  readonly order_id: string | null
  readonly order_part: string | null
  readonly idempotency_key: string | null
  readonly policy: string | null
  readonly policy_version: number | null
  readonly outcome: string | null
  readonly label: string | null
  readonly rule: string | null
  readonly clause: string | null
  /** The names of what it counts as, each as {@link countedName} writes it; null where it counts as nothing. */
  readonly counted: string | null
  readonly credit_currency: string | null
  /** Exact decimal text. */
  readonly credit_amount: string | null
  /** 1 where it credited and no person approved it. */
  readonly automatic: 1 | null
  /** 1 where it gave an action that is given once for its order. */
  readonly gives_actions: 1 | null
  readonly reference: string | null
  /** The id of the entry that it speaks of. */
  readonly about: string | null
  /** The id of the review that it takes the place of. */
  readonly supersedes: string | null
  /** What the dispute that it opened is recognised by. */
  readonly dispute_key: string | null
}

const names: { readonly [Name in keyof FoundBy]: true } = {
  id: true,
  kind: true,
  at: true,
  decided_at: true,
  order_policy: true,
  order_id: true,
  order_part: true,
  idempotency_key: true,
  policy: true,
  policy_version: true,
  outcome: true,
  label: true,
  rule: true,
  clause: true,
  counted: true,
  credit_currency: true,
  credit_amount: true,
  automatic: true,
  gives_actions: true,
  reference: true,
  about: true,
  supersedes: true,
  dispute_key: true,
}

/** Every name of {@link FoundBy}. */
export const foundByNames = Object.keys(names) as readonly (keyof FoundBy)[]

/** What the entry is found by. Pure. */
export function foundBy(entry: Entry): FoundBy {
  const { outcome, label, rule, clause } = decidedBy(entry)
  const credit = creditOf(entry)
  return {
    id: entry.id,
    kind: entry.kind,
    at: entry.at,
    decided_at: entry.decided_at,
    order_policy: entry.order?.policy ?? null,
    order_id: entry.order?.id ?? null,
    order_part: entry.order?.part ?? null,
    idempotency_key: entry.idempotency_key,
    policy: entry.policy?.name ?? null,
    policy_version: entry.policy?.version ?? null,
    outcome,
    label,
    rule,
    clause,
    counted: countedAs(entry).map(countedName).join('') || null,
    credit_currency: credit?.currency ?? null,
    credit_amount: credit?.amount ?? null,
    automatic: credit !== null && isAutomatic(entry) ? 1 : null,
    gives_actions: givesActions(entry) ? 1 : null,
    reference: 'reference' in entry.request ? entry.request.reference : null,
    about: aboutOf(entry),
    supersedes: 'supersedes' in entry.request ? entry.request.supersedes : null,
    dispute_key: entry.kind === 'dispute_opened' ? entry.request.key : null,
  }
}

/** The thing's name between bars, so that no name is found in another. */
export function countedName(thing: CountedThing): string {
  return `|${thing}|`
}

/** A dispute's actions are its own, whichever order it names. */
function givesActions(entry: Entry): boolean {
  if (entry.kind !== 'decision' && entry.kind !== 'review_resolved') return false
  return entry.result.actions.some(({ per }) => per === 'order')
}

function aboutOf(entry: Entry): string | null {
  switch (entry.kind) {
    case 'decision':
      return entry.result.review?.joins ?? null
    case 'decision_reopened':
      return entry.request.decision.id
    case 'review_extended':
    case 'review_escalated':
    case 'review_resolved':
      return entry.request.review
    case 'credit_delivered':
    case 'credit_failed':
    case 'credit_returned':
      return entry.request.decision
    case 'dispute_amended':
    case 'dispute_closed':
    case 'dispute_reopened':
      return entry.request.dispute
    case 'order_registered':
    case 'charge_added':
    case 'credited_elsewhere':
    case 'dispute_opened':
    case 'standing_lifted':
    case 'credit_spent':
    case 'adjustment':
    case 'correction':
    case 'erasure':
      return null
  }
}
