import { shippedPolicy } from '../decisions/open-decisions.ts'

/** The largest automatic credit of an account on a day under the strict text, USD. */
export const strictLimit = '0.25'
/** Above this a manager has to approve, USD. */
export const supportUpTo = '0.1'

const share = 'prorate(order.charge, undelivered, order.quantity)'

/** The shipped text with what it has no need of: parts, a cap above the charge, actions, shares, levels by amount, ends of disputes. */
const base = [
  ['  claim: claim.reason  ', '  part: order.parcel\n  cap: order.charge + order.postage\n  claim: claim.reason  '],
  [
    '  order.remains:\n',
    '  order.parcel: { type: string, optional: true }\n  order.postage: { type: decimal, from: order, default: "0" }\n\n  order.remains:\n',
  ],
  ['  level: support\n', `  level: "if(refund > ${supportUpTo}, 'manager', 'support')"\n`],
  [
    '\nsubject:\n',
    `
actions:
  refill: { parameters: { pieces: { type: number, cumulative: true, scale: 0 } } }
  stop: { parameters: { status: string } }
  book: { parameters: { amount: { type: money, cumulative: false }, tax: { type: money, cumulative: false } } }
  tell: { per: decision, parameters: {} }
  freeze: { parameters: { payment: string } }

subject:
`,
  ],
  [
    `      refund: ${share}\n      method: balance_credit\n`,
    `      refund: ${share}
      method: balance_credit
      amounts: { net: "${share} * 0.8", tax: "${share} * 0.2" }
      split: [net, tax]
      actions: [{ refill: { pieces: undelivered } }, { stop: { status: order.status } }, { book: { amount: refund, tax: tax } }]
`,
  ],
  [
    '      reason: canceled_by_us\n      refund: order.charge\n      method: balance_credit\n',
    `      reason: canceled_by_us
      refund: order.charge
      method: balance_credit
      amounts: { net: order.charge * 0.8, tax: order.charge * 0.2 }
      split: [net, tax]
      actions: [{ stop: { status: order.status } }, { tell: {} }, { book: { amount: refund, tax: tax } }]
`,
  ],
  [
    '  - id: dispute-first-time\n    clause: "5"\n    when: { fact: contacted_first, operator: equal, value: false }\n    then:\n      outcome: suspend\n',
    '  - id: dispute-first-time\n    clause: "5"\n    when: { fact: contacted_first, operator: equal, value: false }\n    then:\n      outcome: suspend\n      actions: [{ freeze: { payment: dispute.payment_reference } }]\n',
  ],
  ['\ndisputes:\n', '\ndispute_endings: { won: keep, lost: warned, withdrawn: restore }\n\ndisputes:\n'],
].reduce((text, [from = '', to = '']) => replaced(text, from, to), withoutEndings(shippedPolicy))

/** The text, one that gives more, and one that gives less and has limits. */
export const texts = {
  shipped: base,
  generous: replaced(base, `refund: ${share}`, `refund: ${share} * 1.5 + 0.01`),
  strict: replaced(
    replaced(base, `refund: ${share}`, `refund: ${share} * 0.5`),
    '\nclauses:\n',
    `\nlimits: [{ per: account_day, currency: USD, amount: "${strictLimit}" }]\n\nclauses:\n`,
  ),
}

function withoutEndings(text: string): string {
  return text.replace(/^dispute_endings:.*\n/m, '')
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the shipped policy does not say any more: ${from}`)
  return text.replace(from, () => to)
}
