// The refunds of rules/hosting/policy.yaml as users of other engines would state them; see panel-policy.mjs.
import { addToInstant, dateAt, daysBetweenDates } from '../../../dist/time/calendar.js'
import { readAmount, shareOf, sumOf } from './exact-amount.mjs'

const is = (fact, value) => ({ fact, operator: 'equal', value })
const above = (fact, value) => ({ fact, operator: 'greaterThan', value })
const all = (...conditions) => ({ all: conditions })
const any = (...conditions) => ({ any: conditions })

const zone = 'Europe/Berlin'
const scale = 2
const nothing = () => null
const endsEarly = all(above('contract.term_months', 1), above('days_left', 0))

function unusedPart({ contract, days_left: left, days_paid: paid }) {
  const share = shareOf(contract.plan_fee, Math.min(Math.max(left, 0), paid), paid, scale, true)
  return share
}

function lessPaymentFee({ contract }) {
  return contract.paid_by === 'paypal' ? shareOf(contract.plan_fee, 95, 100, scale, true) : contract.plan_fee
}

export const hostingPolicy = {
  rules: [
    { id: 'misuse', outcome: 'deny', when: is('contract.state', 'closed_for_misuse') },
    {
      id: 'not-provided',
      outcome: 'approve',
      when: is('contract.state', 'not_provided'),
      refund: ({ contract }) => sumOf(contract.plan_fee, contract.domain_fee, scale),
    },
    {
      id: 'made-for-you',
      outcome: 'deny',
      when: { fact: 'contract.kind', operator: 'in', value: ['domain', 'certificate'] },
    },
    {
      id: 'money-back',
      outcome: 'approve',
      when: all(
        { fact: 'days_used', operator: 'lessThanInclusive', value: 30 },
        any(is('history.returned_plans', 0), is('history.returned_this_plan', true)),
      ),
      refund: lessPaymentFee,
    },
    {
      id: 'server-unused-time',
      outcome: 'review',
      when: all(is('contract.kind', 'server'), endsEarly),
      refund: unusedPart,
    },
    { id: 'unused-time', outcome: 'approve', when: endsEarly, refund: unusedPart },
    { id: 'monthly-plan', outcome: 'deny', when: is('contract.term_months', 1) },
  ].map((rule) => ({ refund: nothing, ...rule })),
  default: { id: null, outcome: 'deny', refund: nothing },

  prepare: ({ contract, cancellation }, history, now) => ({
    contract: {
      kind: contract.kind,
      state: contract.state,
      plan_fee: readAmount(contract.plan_fee),
      domain_fee: readAmount(contract.domain_fee),
      term_months: contract.term_months,
      started_at: Date.parse(contract.started_at),
      paid_by: contract.paid_by,
    },
    history: { returned_plans: history.returned_plans, returned_this_plan: history.returned_this_plan },
    asked_at: cancellation.asked_at === undefined ? now : Date.parse(cancellation.asked_at),
    days_used: 0,
    days_left: 0,
    days_paid: 0,
  }),

  /** Calendars are not in these languages: their days are counted by the same functions as the service's. */
  derive: (facts) => {
    const { started_at, term_months } = facts.contract
    const started = dateAt(started_at, zone)
    const asked = dateAt(facts.asked_at, zone)
    const end = dateAt(addToInstant(started_at, { months: term_months }, zone), zone)
    facts.days_used = daysBetweenDates(started, asked)
    facts.days_left = daysBetweenDates(asked, end)
    facts.days_paid = daysBetweenDates(started, end)
  },

  conclude: (rule, facts) => {
    const amount = rule.refund(facts)
    if (amount !== null && amount.units === 0) return { outcome: 'deny', rule: rule.id, amount: null }
    return { outcome: rule.outcome, rule: rule.id, amount }
  },
}
