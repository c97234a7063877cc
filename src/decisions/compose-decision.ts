import type { PolicyReference } from '../journal/entry.ts'
import { formatAmount } from '../money/amounts.ts'
import { Rational } from '../money/rational.ts'
import type { IgnoredFact } from '../orders/freeze-order-facts.ts'
import type { Identity } from '../orders/order-subject.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import type { Clause, Policy } from '../policy/model/policy.ts'
import { formatInstant } from '../time/instant.ts'
import { latestInstant } from '../time/instant-range.ts'
import type { Circumstances } from './circumstances.ts'
import type { DecisionPreview } from './decisions.ts'
import { renderMessage } from './render-message.ts'
import type { Settlement } from './settle.ts'

/** What surrounds a settlement in the answer. */
export interface DecisionFrame extends Identity {
  readonly policy: Policy
  readonly reference: PolicyReference
  readonly at: number
  readonly circumstances: Circumstances
  readonly ignored: readonly IgnoredFact[]
}

/** The answer, from the settled ruling. Pure; amounts carry at least the currency's scale. */
export function composeDecision(
  frame: DecisionFrame,
  settlement: Settlement,
  actions: DecisionPreview['actions'],
): DecisionPreview {
  const { ruling } = settlement
  const scale = ruling.currency === null ? 0 : (currencyScale(frame.policy, ruling.currency) ?? 0)
  return {
    outcome: ruling.kind,
    ...(ruling.outcome === ruling.kind ? {} : { label: ruling.outcome }),
    reason_code: ruling.reason,
    message: renderMessage(ruling.message, sumsOf(frame, settlement), scale),
    refund: refundOf(frame, settlement, scale),
    amounts: amountTexts(ruling.amounts, scale),
    clause: clauseOf(frame.policy.clauses, ruling.clause),
    rule: ruling.rule,
    actions,
    review: reviewOf(frame, settlement, scale),
    ignored_facts: frame.ignored,
    policy: frame.reference,
    decided_at: formatInstant(frame.at),
    account: frame.account,
    order: frame.order,
  }
}

function sumsOf(frame: DecisionFrame, { ruling, credit, proposed }: Settlement): Parameters<typeof renderMessage>[1] {
  return {
    refund: ruling.kind === 'approve' ? credit : proposed,
    entitled: ruling.entitled,
    already_credited: Rational.of(frame.circumstances.already_credited),
    proposed,
    amounts: ruling.amounts,
  }
}

/** Named amounts with at least the currency's scale. */
export function amountTexts(amounts: Ruling['amounts'], scale: number): Readonly<Record<string, string>> {
  return Object.fromEntries([...amounts].map(([name, amount]) => [name, formatAmount(amount, scale)]))
}

function refundOf(frame: DecisionFrame, { ruling, credit }: Settlement, scale: number): DecisionPreview['refund'] {
  const { kind, entitled, currency, method } = ruling
  if (kind !== 'approve' || entitled === null || currency === null || method === null) return null
  return {
    amount: formatAmount(credit, scale),
    entitled: formatAmount(entitled, scale),
    already_credited: formatAmount(Rational.of(frame.circumstances.already_credited), scale),
    currency,
    method,
  }
}

function reviewOf(frame: DecisionFrame, settlement: Settlement, scale: number): DecisionPreview['review'] {
  const { ruling, proposed, continues } = settlement
  if (ruling.review === null) return null
  return {
    level: ruling.review.level,
    proposed: proposed === null ? null : formatAmount(proposed, scale),
    currency: ruling.currency,
    method: ruling.method,
    missing_facts: ruling.missingFacts,
    target_by: continues?.target_by ?? dueAt(frame, ruling.review.targetMilliseconds),
    due_by: continues?.due_by ?? dueAt(frame, ruling.review.dueMilliseconds),
  }
}

function dueAt(frame: DecisionFrame, milliseconds: NonNullable<Ruling['review']>['dueMilliseconds']): string {
  return formatInstant(Math.min(frame.at + milliseconds, latestInstant))
}

function clauseOf(clauses: readonly Clause[], id: string | null): DecisionPreview['clause'] {
  for (const clause of clauses) {
    if (clause.id === id) return { id, title: clause.title }
    const found = clauseOf(clause.clauses, id)
    if (found !== null) return found
  }
  return null
}
