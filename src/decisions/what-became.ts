import type { EntryOf } from '../journal/entry.ts'
import type { JournalStore } from '../journal/journal-store.ts'
import { type AnsweredAction, answeredActions } from '../journal/kinds/given-action.ts'
import type { NamedAmounts } from '../journal/model/state.ts'
import { ofKinds } from '../journal/of-kind.ts'
import { actionsOf } from '../journal/personal-parameters.ts'
import { type AnsweredClause, answeredClause } from './answered-clause.ts'
import { type AnsweredRefund, answeredRefund } from './decision.ts'

/** What a person decided; JSON names. */
export interface Resolution {
  readonly id: string
  readonly outcome: 'approve' | 'deny'
  /** What the rule that led to it calls its outcome. */
  readonly label?: string
  readonly reason_code: string
  /** Credited now; null where nothing was. */
  readonly amount: string | null
  readonly refund: AnsweredRefund | null
  readonly amounts: NamedAmounts
  readonly amounts_total: NamedAmounts
  readonly rule: string | null
  readonly clause: AnsweredClause | null
  readonly actions: readonly AnsweredAction[]
  readonly actions_given_before: readonly AnsweredAction[]
  readonly note: string
  readonly resolved_by: string
  readonly resolved_at: string
}

/** What became of a review: a person's word, or the decision that took its place; both null while it waits. */
export interface WhatBecame {
  readonly resolution: Resolution | null
  readonly superseded_by: string | null
}

/** Looks through what the account's stream says of the review. */
export async function whatBecameOf(
  store: Pick<JournalStore, 'entriesAbout'>,
  account: string,
  review: string,
): Promise<WhatBecame> {
  const entries = await store.entriesAbout(account, review)
  const resolved = ofKinds(entries, ['review_resolved']).find(({ request }) => request.review === review)
  const superseding = entries.find(({ request }) => 'supersedes' in request && request.supersedes === review)
  return {
    resolution: resolved === undefined ? null : resolutionOf(resolved),
    superseded_by: resolved === undefined ? (superseding?.id ?? null) : null,
  }
}

/** What became of a decision: a person's word on its newest reopening counts before that on its review (null where it asked for none). */
export async function whatBecameOfDecision(
  store: Pick<JournalStore, 'entriesAbout'>,
  { account, id }: Pick<EntryOf<'decision'>, 'account' | 'id'>,
  review: string | null,
): Promise<WhatBecame> {
  const reopened = ofKinds(await store.entriesAbout(account, id), ['decision_reopened']).at(-1)
  const again = reopened === undefined ? nothingYet : await whatBecameOf(store, account, reopened.id)
  if (again.resolution !== null) return again
  return review === null ? nothingYet : whatBecameOf(store, account, review)
}

const nothingYet: WhatBecame = { resolution: null, superseded_by: null }

/** What a resolving entry says. */
export function resolutionOf(resolved: EntryOf<'review_resolved'>): Resolution {
  const { id, result } = resolved
  const { outcome, label, reason_code, refund, amounts, amounts_total, rule, clause } = result
  return {
    id,
    outcome,
    ...(label === null ? {} : { label }),
    reason_code,
    amount: refund?.amount ?? null,
    refund: refund === null ? null : answeredRefund(refund),
    amounts,
    amounts_total,
    rule,
    clause: answeredClause(clause, resolved.policy),
    actions: answeredActions(id, actionsOf(resolved)),
    actions_given_before: result.actions_given_before,
    note: resolved.confidential?.message ?? 'The note was erased.',
    resolved_by: resolved.author,
    resolved_at: resolved.decided_at,
  }
}
