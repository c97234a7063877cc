import { describe, expect, it } from '@jest/globals'
import { nodesOf } from './source-file.ts'

/**
 * What a profile of decisions over HTTP shows at work. On Node 20 a spread that adds a member gives every object a hidden
 * class of its own: it costs microseconds, and whatever reads the object later misses its cache (decision record 14).
 */
const withoutSpread: readonly string[] = [
  'src/access/key-uses.ts',
  'src/decisions/automatic-credits.ts',
  'src/decisions/decide-refund.ts',
  'src/decisions/decision.ts',
  'src/decisions/due.ts',
  'src/decisions/give.ts',
  'src/decisions/part-state.ts',
  'src/fingerprint/canonical-json.ts',
  'src/fingerprint/fingerprint.ts',
  'src/http/answer/send-answer.ts',
  'src/http/loop-turns.ts',
  'src/http/operations/authenticate.ts',
  'src/http/operations/operation-route.ts',
  'src/http/request/exact-json.ts',
  'src/http/request/exchange.ts',
  'src/http/request/read-body.ts',
  'src/http/request/read-json.ts',
  'src/ids/new-salt.ts',
  'src/journal/append-entry.ts',
  'src/journal/append-to-stream.ts',
  'src/journal/found-by.ts',
  'src/journal/model/standing.ts',
  'src/journal/storable-entry.ts',
  'src/journal/take-turns.ts',
  'src/journal/view-stream.ts',
  'src/money/currencies.ts',
  'src/money/decimal-parts.ts',
  'src/money/rational.ts',
  'src/money/sum-decimals.ts',
  'src/orders/bind-order.ts',
  'src/orders/order-money.ts',
  'src/orders/order-subject.ts',
  'src/orders/overlap-of.ts',
  'src/policy/evaluate/built-in-messages.ts',
  'src/policy/evaluate/compiled-evaluation.ts',
  'src/policy/evaluate/evaluation.ts',
  'src/policy/evaluate/fill-template.ts',
  'src/policy/evaluate/grant.ts',
  'src/policy/evaluate/interpreted.ts',
  'src/policy/evaluate/operator-table.ts',
  'src/policy/evaluate/refund-method.ts',
  'src/policy/evaluate/refund-ruling.ts',
  'src/policy/evaluate/select-winner.ts',
  'src/policy/evaluate/subject-money.ts',
  'src/policy/expression/compare-values.ts',
  'src/policy/expression/number-functions.ts',
  'src/policy/facts/complete-facts.ts',
  'src/policy/facts/fact-tree.ts',
  'src/policy/facts/read-facts.ts',
  'src/policy/facts/read-value.ts',
  'src/policy/model/fact-slots.ts',
  'src/policy/model/value.ts',
  'src/policy/versions/policy-version.ts',
  'src/policy/wording/money-names.ts',
  'src/policy/wording/number-text.ts',
  'src/policy/wording/shown-text.ts',
  'src/policy/wording/unit-text.ts',
  'src/storage/sqlite/append.ts',
  'src/storage/sqlite/caches.ts',
  'src/storage/sqlite/connection.ts',
  'src/storage/sqlite/entry-at.ts',
  'src/storage/sqlite/group-commit.ts',
  'src/storage/sqlite/order-bindings.ts',
  'src/storage/sqlite/packing/pack.ts',
  'src/storage/sqlite/policy-versions.ts',
  'src/storage/sqlite/row-values.ts',
  'src/storage/sqlite/store-place.ts',
  'src/storage/sqlite/write-entry.ts',
  'src/storage/sqlite/write-totals.ts',
  'src/time/at-hand.ts',
]

/** The same where objects are spread: to replace members only, or off the way of most decisions. One more is to be looked at. */
const spreads: Readonly<Record<string, number>> = {
  'src/access/create-access.ts': 1,
  'src/audit/create-audit-log.ts': 1,
  'src/decisions/decide.ts': 2,
  'src/decisions/decision-input.ts': 6,
  'src/decisions/history-facts.ts': 2,
  'src/decisions/settle.ts': 19,
  'src/decisions/stored-facts.ts': 2,
  'src/http/operations/request-checker.ts': 3,
  'src/http/request-log.ts': 1,
  'src/http/routes/decisions.ts': 11,
  'src/journal/evolve.ts': 4,
  'src/journal/kinds/decision.ts': 2,
  'src/journal/kinds/given-amounts.ts': 2,
  'src/journal/kinds/overlap.ts': 7,
  'src/journal/kinds/refund.ts': 1,
  'src/journal/kinds/review-terms.ts': 5,
  'src/journal/model/form.ts': 1,
  'src/journal/model/sum.ts': 1,
  'src/journal/personal-parameters.ts': 4,
  'src/journal/seal.ts': 1,
  'src/journal/start-over.ts': 1,
  'src/observability/observe-decisions.ts': 1,
  'src/observability/observe-storage.ts': 2,
  'src/orders/freeze-order-facts.ts': 1,
  'src/orders/order-facts.ts': 2,
  'src/policy/evaluate/compiled.ts': 1,
  'src/policy/evaluate/review-terms.ts': 2,
  'src/policy/evaluate/settle-rule.ts': 1,
  'src/policy/evaluate/verdict.ts': 2,
  'src/policy/evaluate/write-message.ts': 1,
  'src/storage/sqlite/entry-row.ts': 3,
  'src/storage/sqlite/journal.ts': 5,
  'src/storage/sqlite/placed-connection.ts': 1,
}

describe('the way of a decision', () => {
  it('spreads no object where it was made without', () => {
    expect(withoutSpread.filter((file) => spreadsIn(file) > 0)).toEqual([])
  })

  it('spreads no more objects than were looked at', () => {
    const found = Object.fromEntries(Object.keys(spreads).map((file) => [file, spreadsIn(file)]))
    expect(found).toEqual(spreads)
  })

  it('knows a spread of an object from that of a list', () => {
    expect(spreadsIn('src/decisions/settle.ts')).toBeGreaterThan(0)
    expect(spreadsIn('src/decisions/part-state.ts')).toBe(0)
  })
})

function spreadsIn(file: string): number {
  return nodesOf(file).filter(({ type }) => type === 'SpreadElement').length
}
