// The panel's refunds as one would write them by hand, over validated facts and with the service's own money: what the
// compiled evaluator is measured against. Unknown facts are undefined, as `handwrittenFacts` makes them.
import { entitledAmount } from '../../dist/money/amounts.js'
import { minorUnit } from '../../dist/money/currencies.js'
import { Rational } from '../../dist/money/rational.js'

const zero = Rational.zero
const manyClaims = Rational.of('10')
const manyDenials = Rational.of('5')

const deny = (rule, clause, reason) =>
  Object.freeze({ outcome: 'deny', reason, rule, clause, amount: null, method: null })
const review = (rule, clause, reason, method) =>
  Object.freeze({ outcome: 'review', reason, rule, clause, amount: null, method })

const abuse = deny('abuse-detected', '8', 'abuse_detected')
const fraud = review('fraud-suspected', '8', 'fraud_suspected', 'balance_credit')
const repeated = review('repeated-attempts', '8', 'repeated_attempts', 'balance_credit')
const closed = deny('account-closed', '5', 'account_closed')
const suspended = review('account-suspended', '5', 'account_suspended', 'balance_credit')
const terms = deny('terms-violated', '3.g', 'terms_violated')
const link = deny('invalid-link', '3.c', 'invalid_link')
const drop = deny('service-drop', '3.d', 'service_drop')
const delay = deny('platform-delay', '3.e', 'platform_delay')
const mind = deny('change-of-mind', '3.f', 'change_of_mind')
const description = deny('service-description', '6', 'service_description')
const completed = deny('completed', '3.a', 'completed')
const inProgress = deny('in-progress', '3.b', 'in_progress')
const notRefundable = deny(null, '1', 'not_refundable')
const missing = review(null, null, 'missing_fact', null)
const faulty = review(null, null, 'calculation_fault', null)

/** Validated facts by dotted name, as plain members: made once, outside of what is measured. */
export function handwrittenFacts(facts) {
  return {
    status: facts.get('order.status'),
    quantity: facts.get('order.quantity'),
    charge: facts.get('order.charge'),
    currency: facts.get('order.currency'),
    remains: facts.get('order.remains'),
    canceledBy: facts.get('order.canceled_by'),
    startBlockedBy: facts.get('order.start_blocked_by'),
    linkValid: facts.get('order.link_valid'),
    claimReason: facts.get('claim.reason'),
    termsViolated: facts.get('account.terms_violated'),
    abuseDetected: facts.get('account.abuse_detected'),
    fraudSuspected: facts.get('account.fraud_suspected'),
    claims: facts.get('history.claims_30d'),
    denied: facts.get('history.denied_30d'),
    standing: facts.get('history.standing'),
  }
}

/** Outcome and exact amount of the panel's policy. */
export function handwrittenPanel(facts) {
  if (facts.abuseDetected) return abuse
  if (facts.fraudSuspected) return fraud
  if (facts.claims.compare(manyClaims) >= 0 || facts.denied.compare(manyDenials) >= 0) return repeated
  if (facts.standing === 'terminated' || facts.standing === 'banned') return closed
  if (facts.standing === 'suspended') return suspended
  if (facts.termsViolated) return terms
  if (facts.status === 'canceled') {
    if (facts.canceledBy === 'system' || facts.canceledBy === 'admin') {
      return whole(facts, 'canceled-by-us', '2.c', 'canceled_by_us')
    }
    if (facts.canceledBy === undefined) return missing
  }
  if (!facts.linkValid || facts.claimReason === 'invalid_link') return link
  if (facts.status === 'partial') {
    const { remains, quantity } = facts
    if (remains === undefined || quantity === undefined) return missing
    if (quantity.sign() < 0) return faulty
    const undelivered = remains.sign() < 0 ? zero : remains.compare(quantity) > 0 ? quantity : remains
    if (undelivered.sign() > 0) return part(facts, undelivered, quantity)
  }
  if (facts.status === 'pending' || facts.status === 'processing') {
    if (facts.startBlockedBy === 'technical_issue' || facts.startBlockedBy === 'service_unavailable') {
      return whole(facts, 'could-not-start', '2.a', 'could_not_start')
    }
  }
  if (facts.claimReason === 'service_drop') return drop
  if (facts.claimReason === 'platform_delay') return delay
  if (facts.claimReason === 'change_of_mind') return mind
  if (facts.status === 'canceled' && facts.canceledBy === 'customer') return mind
  if (facts.claimReason === 'service_description') return description
  if (facts.status === 'completed' || facts.status === 'partial') return completed
  if (facts.status === 'in_progress') return inProgress
  return notRefundable
}

function whole(facts, rule, clause, reason) {
  if (facts.charge === undefined) return missing
  return paid(facts, facts.charge, { rule, clause, reason })
}

function part(facts, undelivered, quantity) {
  if (facts.charge === undefined) return missing
  const exact = facts.charge.prorated(undelivered, quantity)
  return paid(facts, exact, { rule: 'undelivered-part', clause: '2.b', reason: 'partial_undelivered' })
}

function paid({ charge, currency }, exact, { rule, clause, reason }) {
  if (charge.sign() < 0 || !hasUsualLength(charge)) return faulty
  const scale = currency === 'USD' ? 5 : currency === undefined ? undefined : minorUnit(currency)
  if (exact.sign() <= 0)
    return { outcome: 'deny', reason: 'nothing_to_refund', rule, clause, amount: null, method: null }
  if (scale === undefined) return currency === undefined ? missing : faulty
  const amount = entitledAmount(exact, charge, scale, 'half_even')
  if (amount.sign() === 0)
    return { outcome: 'deny', reason: 'nothing_to_refund', rule, clause, amount: null, method: null }
  return { outcome: 'approve', reason, rule, clause, amount, method: 'balance_credit' }
}

/** The ruling promises it: a charge of more digits than sums can hold is a fault. */
function hasUsualLength(charge) {
  return (
    charge.isShortDecimal() ||
    charge
      .toDecimal()
      .split('.')
      .every((digits) => digits.length <= 30)
  )
}
