// The refunds of rules/smm-panel/policy.yaml as users of other engines would state them: conditions in a form that
// each peer's file puts into its own language, first match wins, amounts in JavaScript. These engines know two truths
// only, so what is unknown has rows of its own.
import { readAmount, shareOf } from './exact-amount.mjs'

const is = (fact, value) => ({ fact, operator: 'equal', value })
const isAmong = (fact, value) => ({ fact, operator: 'in', value })
const atLeast = (fact, value) => ({ fact, operator: 'greaterThanInclusive', value })
const above = (fact, value) => ({ fact, operator: 'greaterThan', value })
const isUnknown = (fact) => ({ fact, operator: 'unknown', value: null })
const all = (...conditions) => ({ all: conditions })
const any = (...conditions) => ({ any: conditions })

const decimals = { USD: 5, EUR: 2 }
const nothing = () => null
const wholeCharge = ({ order }) => order.charge
const undeliveredPart = ({ order, undelivered }) =>
  order.charge === null ? null : shareOf(order.charge, undelivered, order.quantity, decimals[order.currency])

export const panelPolicy = {
  rules: [
    { id: 'abuse-detected', outcome: 'deny', when: is('account.abuse_detected', true) },
    { id: 'fraud-suspected', outcome: 'review', when: is('account.fraud_suspected', true) },
    {
      id: 'repeated-attempts',
      outcome: 'review',
      when: any(atLeast('history.claims_30d', 10), atLeast('history.denied_30d', 5)),
    },
    { id: 'account-closed', outcome: 'deny', when: isAmong('history.standing', ['terminated', 'banned']) },
    { id: 'account-suspended', outcome: 'review', when: is('history.standing', 'suspended') },
    { id: 'terms-violated', outcome: 'deny', when: is('account.terms_violated', true) },
    {
      id: 'canceled-by-us',
      outcome: 'approve',
      when: all(is('order.status', 'canceled'), isAmong('order.canceled_by', ['system', 'admin'])),
      refund: wholeCharge,
    },
    {
      id: 'unknown-who-canceled',
      outcome: 'review',
      when: all(is('order.status', 'canceled'), isUnknown('order.canceled_by')),
    },
    {
      id: 'invalid-link',
      outcome: 'deny',
      when: any(is('order.link_valid', false), is('claim.reason', 'invalid_link')),
    },
    {
      id: 'undelivered-part',
      outcome: 'approve',
      when: all(is('order.status', 'partial'), above('undelivered', 0)),
      refund: undeliveredPart,
    },
    { id: 'unknown-part', outcome: 'review', when: all(is('order.status', 'partial'), isUnknown('order.remains')) },
    {
      id: 'could-not-start',
      outcome: 'approve',
      when: all(
        isAmong('order.status', ['pending', 'processing']),
        isAmong('order.start_blocked_by', ['technical_issue', 'service_unavailable']),
      ),
      refund: wholeCharge,
    },
    { id: 'service-drop', outcome: 'deny', when: is('claim.reason', 'service_drop') },
    { id: 'platform-delay', outcome: 'deny', when: is('claim.reason', 'platform_delay') },
    {
      id: 'change-of-mind',
      outcome: 'deny',
      when: any(
        is('claim.reason', 'change_of_mind'),
        all(is('order.status', 'canceled'), is('order.canceled_by', 'customer')),
      ),
    },
    { id: 'service-description', outcome: 'deny', when: is('claim.reason', 'service_description') },
    { id: 'completed', outcome: 'deny', when: isAmong('order.status', ['completed', 'partial']) },
    { id: 'in-progress', outcome: 'deny', when: is('order.status', 'in_progress') },
  ].map((rule) => ({ refund: nothing, ...rule })),
  default: { id: null, outcome: 'deny', refund: nothing },

  /** Facts with every name that the rules read: null where it is unknown. */
  prepare: ({ order, claim, account }, history) => ({
    order: {
      status: order.status,
      quantity: order.quantity,
      remains: order.remains ?? null,
      charge: readAmount(order.charge),
      currency: order.currency,
      canceled_by: order.canceled_by ?? null,
      start_blocked_by: order.start_blocked_by ?? 'none',
      link_valid: order.link_valid ?? true,
    },
    claim: { reason: claim?.reason ?? 'none' },
    account: {
      terms_violated: account.terms_violated ?? false,
      abuse_detected: account.abuse_detected ?? false,
      fraud_suspected: account.fraud_suspected ?? false,
    },
    history: {
      claims_30d: history?.claims_30d ?? 0,
      denied_30d: history?.denied_30d ?? 0,
      standing: history?.standing ?? 'good',
    },
    undelivered: 0,
  }),

  /** Works out what the rules compare; at each evaluation. */
  derive: (facts) => {
    const { remains, quantity } = facts.order
    facts.undelivered = remains === null ? 0 : Math.min(Math.max(remains, 0), quantity)
  },

  /** What the winning rule comes to: a refund needs a known charge, and to be more than nothing. */
  conclude: (rule, facts) => {
    const unknown = rule.id?.startsWith('unknown-') === true
    if (rule.outcome !== 'approve') return { outcome: rule.outcome, rule: unknown ? null : rule.id, amount: null }
    const amount = rule.refund(facts)
    if (amount === null) return { outcome: 'review', rule: null, amount: null }
    if (amount.units === 0) return { outcome: 'deny', rule: rule.id, amount: null }
    return { outcome: 'approve', rule: rule.id, amount }
  },
}
