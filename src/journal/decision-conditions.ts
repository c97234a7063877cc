import type { FoundBy } from './found-by.ts'
import type { DecisionFilter } from './journal-store.ts'

/** What stores keep beside a decision that a filter compares. */
export type DecisionField =
  | 'account'
  | keyof Pick<
      FoundBy,
      'order_id' | 'order_part' | 'rule' | 'clause' | 'label' | 'policy_version' | 'outcome' | 'policy'
    >

/** A field, and the value that it must have. */
export interface DecisionCondition {
  readonly field: DecisionField
  readonly wanted: string | number
}

const outcomes: ReadonlySet<string> = new Set(['approve', 'deny', 'review'])

/**
 * What a decision must have beside its time to pass the filter, the most selective first. An outcome that
 * is none of the service's own is a policy's label: no policy may use the former as a label.
 */
export function decisionConditions(filter: DecisionFilter): readonly DecisionCondition[] {
  const { order, account, part, rule, clause, label, policyVersion, outcome, policy } = filter
  const isOwnWord = outcome !== undefined && !outcomes.has(outcome)
  const wanted: readonly (readonly [DecisionField, string | number | undefined])[] = [
    ['order_id', order],
    ['account', account],
    ['order_part', part],
    ['rule', rule],
    ['clause', clause],
    ['label', label],
    ['label', isOwnWord ? outcome : undefined],
    ['policy_version', policyVersion],
    ['outcome', isOwnWord ? undefined : outcome],
    ['policy', policy],
  ]
  return wanted.flatMap(([field, value]) => (value === undefined ? [] : [{ field, wanted: value }]))
}
