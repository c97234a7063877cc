import type { Circumstances } from '../journal/kinds/circumstances.ts'
import type { ClauseReference } from '../journal/kinds/clause-reference.ts'
import type { DecisionResult } from '../journal/kinds/decision.ts'
import type { IgnoredFact } from '../journal/kinds/ignored-fact.ts'
import { formatAmount } from '../money/amounts.ts'
import { Rational } from '../money/rational.ts'
import { currencyScale } from '../policy/evaluate/currency-scale.ts'
import type { Evaluation } from '../policy/evaluate/evaluation.ts'
import type { Ruling } from '../policy/evaluate/evaluator.ts'
import type { TemplateSource } from '../policy/evaluate/fill-template.ts'
import type { Clause, Policy } from '../policy/model/policy.ts'
import { formatInstant } from '../time/instant.ts'
import { latestInstant } from '../time/instant-range.ts'
import type { DecidedAnswer } from './decision.ts'
import { renderMessage } from './render-message.ts'
import { type Settlement, settle } from './settle.ts'

/** What a decision follows from, beside the ruling. */
export interface DecisionBasis {
  /** The run that was ruled on: the policy, all facts, and when. */
  readonly evaluation: Evaluation
  readonly circumstances: Circumstances
  readonly ignored: readonly IgnoredFact[]
}

/** Settles the ruling in its circumstances and words the answer. Pure: the same input gives the same decision. */
export function decide(basis: DecisionBasis, ruling: Ruling): DecidedAnswer {
  const { evaluation, circumstances } = basis
  const { policy } = evaluation
  const context = { policy, source: wordsFrom(evaluation, ruling) }
  return compose(basis, settle(context, ruling, circumstances))
}

/** Where the policy's own words find their values. */
export function wordsFrom(evaluation: Evaluation, { amounts, currency, method }: Ruling): TemplateSource {
  return { value: (kind, name) => evaluation.value(kind, name), amounts, currency, method }
}

/** Amounts carry at least the currency's scale. */
function compose(basis: DecisionBasis, settlement: Settlement): DecidedAnswer {
  const { ruling } = settlement
  const { policy } = basis.evaluation
  const scale = ruling.currency === null ? 0 : (currencyScale(policy, ruling.currency) ?? 0)
  return {
    result: {
      outcome: ruling.kind,
      label: ruling.outcome === ruling.kind ? null : ruling.outcome,
      reason_code: ruling.reason,
      refund: refundOf(basis, settlement, scale),
      amounts: ruling.amounts,
      clause: clauseOf(policy, ruling.clause),
      rule: ruling.rule,
      actions: ruling.actions,
      review: reviewOf(basis, settlement, scale),
      ignored_facts: basis.ignored,
    },
    message: renderMessage(ruling.message, sumsOf(basis, settlement), scale),
  }
}

function sumsOf(
  { circumstances }: DecisionBasis,
  { ruling, credit, proposed }: Settlement,
): Parameters<typeof renderMessage>[1] {
  return {
    refund: ruling.kind === 'approve' ? credit : proposed,
    entitled: ruling.entitled,
    already_credited: Rational.of(circumstances.already_credited),
    proposed,
  }
}

function refundOf(
  { circumstances }: DecisionBasis,
  { ruling, credit }: Settlement,
  scale: number,
): DecisionResult['refund'] {
  const { kind, entitled, currency, method } = ruling
  if (kind !== 'approve' || entitled === null || currency === null || method === null) return null
  return {
    amount: formatAmount(credit, scale),
    entitled: formatAmount(entitled, scale),
    already_credited: formatAmount(Rational.of(circumstances.already_credited), scale),
    currency,
    method,
  }
}

function reviewOf({ evaluation }: DecisionBasis, settlement: Settlement, scale: number): DecisionResult['review'] {
  const { ruling, proposed, continues } = settlement
  if (ruling.review === null) return null
  const after = (milliseconds: number): string => formatInstant(Math.min(evaluation.now + milliseconds, latestInstant))
  return {
    level: ruling.review.level,
    proposed: proposed === null ? null : formatAmount(proposed, scale),
    currency: ruling.currency,
    method: ruling.method,
    missing_facts: ruling.missingFacts,
    target_by: continues?.target_by ?? after(ruling.review.targetMilliseconds),
    due_by: continues?.due_by ?? after(ruling.review.dueMilliseconds),
  }
}

function clauseOf({ clauses }: Pick<Policy, 'clauses'>, id: string | null): ClauseReference | null {
  const found = id === null ? null : findClause(clauses, id)
  return found === null ? null : { id: found.id, title: found.title }
}

function findClause(clauses: readonly Clause[], id: string): Clause | null {
  for (const clause of clauses) {
    const found = clause.id === id ? clause : findClause(clause.clauses, id)
    if (found !== null) return found
  }
  return null
}
