// The refunds of rules/smm-panel/policy.yaml as a programmer would write them by hand: the yardstick of evaluation.
// It reads the facts that panel-policy.mjs prepares: every name is there, null where it is unknown.
import { shareOf } from './peers/exact-amount.mjs'

const decimals = { USD: 5, EUR: 2 }
const deny = (rule) => ({ outcome: 'deny', rule, amount: null })
const review = (rule) => ({ outcome: 'review', rule, amount: null })

/** What the policy says of the facts. */
export function decidePanel(facts) {
  const { order, account, history } = facts
  const { status } = order
  const { reason } = facts.claim
  if (account.abuse_detected) return deny('abuse-detected')
  if (account.fraud_suspected) return review('fraud-suspected')
  if (history.claims_30d >= 10 || history.denied_30d >= 5) return review('repeated-attempts')
  const { standing } = history
  if (standing === 'terminated' || standing === 'banned') return deny('account-closed')
  if (standing === 'suspended') return review('account-suspended')
  if (account.terms_violated) return deny('terms-violated')
  if (status === 'canceled') {
    const by = order.canceled_by
    if (by === null) return review(null)
    if (by !== 'customer') return approve('canceled-by-us', order.charge)
  }
  if (!order.link_valid || reason === 'invalid_link') return deny('invalid-link')
  if (status === 'partial') {
    if (order.remains === null) return review(null)
    const undelivered = Math.min(Math.max(order.remains, 0), order.quantity)
    if (undelivered > 0) return approve('undelivered-part', undeliveredPart(order, undelivered))
  }
  if ((status === 'pending' || status === 'processing') && order.start_blocked_by !== 'none') {
    return approve('could-not-start', order.charge)
  }
  return refused(status, order, reason)
}

function refused(status, order, reason) {
  if (reason === 'service_drop') return deny('service-drop')
  if (reason === 'platform_delay') return deny('platform-delay')
  if (reason === 'change_of_mind' || (status === 'canceled' && order.canceled_by === 'customer')) {
    return deny('change-of-mind')
  }
  if (reason === 'service_description') return deny('service-description')
  if (status === 'completed' || status === 'partial') return deny('completed')
  if (status === 'in_progress') return deny('in-progress')
  return deny(null)
}

function undeliveredPart({ charge, quantity, currency }, undelivered) {
  return charge === null ? null : shareOf(charge, undelivered, quantity, decimals[currency])
}

function approve(rule, amount) {
  if (amount === null) return review(null)
  return amount.units === 0 ? deny(rule) : { outcome: 'approve', rule, amount }
}
