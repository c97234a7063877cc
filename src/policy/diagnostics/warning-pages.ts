import type { DiagnosticPages } from './diagnostic-page.ts'

const facts = '{ order: { days: 31, paid: "10.00", currency: EUR } }'
const late = (then: string, more = '') =>
  `refunds:\n  - id: late\n${more}    when: { fact: order.days, operator: greaterThan, value: 30 }\n    then: ${then}\n    cases: [{ name: day 31, facts: ${facts}, expect: { rule: late } }]\n`
const approve = (refund: string) => late(`{ outcome: approve, refund: "${refund}" }`)

/** What is allowed, but most likely a slip. */
export const warningPages = {
  clause_without_rule: {
    means: 'Customers read this clause, but no rule carries it out: the text promises what nothing does.',
    mend: 'Add a rule that names the clause. If there is nothing to decide, write `informational: true`.',
    wrong: 'clauses:\n  - { id: 1, title: Other orders }\n  - §{ id: 2, title: Contact }\n',
    right: 'clauses:\n  - { id: 1, title: Other orders }\n  - { id: 2, title: Contact, informational: true }\n',
  },
  informational_clause: {
    means: 'A rule decides by this clause, but the clause says of itself that it only informs.',
    mend: 'Remove `informational: true` from the clause, or name the clause that the rule carries out.',
    wrong: `clauses:\n  - { id: 1, title: Other orders }\n  - { id: 2, title: Late, informational: true }\n${late('{ outcome: deny }', '    clause: §2\n')}`,
    right: `clauses:\n  - { id: 1, title: Other orders }\n  - { id: 2, title: Late }\n${late('{ outcome: deny }', '    clause: 2\n')}`,
  },
  unused_fact: {
    means: 'Nothing reads this fact. Whoever sends it thinks that it matters.',
    mend: 'Remove it, or use it.',
    wrong: 'facts:\n  §order.note: { type: string, optional: true }\n',
    right: 'language: en\n',
  },
  unused_derived_value: {
    means: 'Nothing reads this derived value.',
    mend: 'Remove it, or use it.',
    wrong: 'derived:\n  §days_left: 30 - order.days\n',
    right: 'derived:\n  days_left: 30 - order.days\nmessages:\n  over_limit: "{days_left}"\n',
  },
  unused_table: {
    means: 'No formula reads this table.',
    mend: 'Remove it, or read it with tier() or lookup().',
    wrong: 'tables:\n  §fees: { shipped: 5, delivered: 10 }\n',
    right:
      'tables:\n  fees: { shipped: 5, delivered: 10 }\nmessages:\n  over_limit: "{fee}"\nderived:\n  fee: lookup(order.status, fees)\n',
  },
  unused_condition: {
    means: 'No rule names this condition.',
    mend: 'Remove it, or name it: `when: { condition: name }`.',
    wrong: 'conditions:\n  §early: { fact: order.days, operator: lessThan, value: 3 }\n',
    right: 'language: en\n',
  },
  unused_working_days: {
    means: 'The policy says which days are working days, customers read it on the page, and no formula counts them.',
    mend: 'Count with working_days_between(), add_working_days() or is_working_day(), or remove the section.',
    wrong: '§working_days: { weekdays: [monday, saturday] }\n',
    right: `working_days: { weekdays: [monday, saturday] }\nderived:\n  d: working_days_between(order.delivered_at, now)\nmessages:\n  over_limit: "{d}"\n`,
  },
  unreachable_rule: {
    means: 'The first rule that applies decides, and one above this applies whenever this one does.',
    mend: 'Change its condition, move it up, or remove it.',
    wrong: `${late('{ outcome: deny }')}  - §{ id: later, when: { fact: order.days, operator: greaterThan, value: 30 }, then: { outcome: review }, cases: [{ name: day 31, facts: ${facts}, expect: { rule: late } }] }\n`,
    right: `${late('{ outcome: deny }')}  - { id: soon, when: { fact: order.days, operator: greaterThan, value: 20 }, then: { outcome: review }, cases: [{ name: day 21, facts: { order: { days: 21 } }, expect: { rule: soon } }] }\n`,
  },
  dead_default: {
    means:
      'The default never counts: a rule without condition stands above it, or the journal always answers the question of the fact.',
    mend: 'Give the rule its condition, or put what it decides into `default`. Remove the default of a history fact.',
    wrong:
      'refunds:\n  - { id: all, then: { outcome: review }, cases: [{ name: any, expect: { rule: all } }] }\ndefault:\n  §clause: 1\n  outcome: deny\n  message: "{order.status} {order.days} {order.delivered_at}"\n',
    right: 'default:\n  clause: 1\n  outcome: review\n  message: "{order.status} {order.days} {order.delivered_at}"\n',
  },
  rule_without_cases: {
    means: 'No case says when this rule decides, so nobody would notice if a change kept it from deciding.',
    mend: 'Add two: one that it decides, and a near miss.',
    wrong:
      'refunds:\n  - §{ id: late, when: { fact: order.days, operator: greaterThan, value: 30 }, then: { outcome: deny } }\n',
    right: late('{ outcome: deny }'),
  },
  one_argument: {
    means: 'max(), min() and sum() of one value are that value: the other one is missing.',
    mend: 'Add the value that it is compared with, or leave the function out.',
    wrong: approve('§max(order.paid - 5)'),
    right: approve('max(order.paid - 5, 0)'),
  },
  percentage_out_of_range: {
    means: 'A percentage is below 0 or above 100: more than everything would be given, or less than nothing.',
    mend: 'Correct it. If more than the price is meant, write a product: order.paid * 1.5.',
    wrong: approve('percent(order.paid, §150)'),
    right: approve('percent(order.paid, 50)'),
  },
  share_for_percent: {
    means: 'percent(x, 0.9) is 0.9 percent of x, not 90: a share was given where a percentage is meant.',
    mend: 'Write percent(x, 90), or x * 0.9. If so little is meant, give the constant or table `unit: percent`, or write x * 0.9 / 100.',
    wrong: approve('percent(order.paid, §0.9)'),
    right: approve('percent(order.paid, 90)'),
  },
  free_text_method: {
    means:
      'The refund method is read from a text that may be anything. Where it is no declared method, a person has to decide.',
    mend: 'Declare the fact as an enum of refund methods, or choose with if() or lookup().',
    wrong:
      `facts:\n  order.paid_by: { type: string, optional: true }\n${late('{ outcome: approve, refund: order.paid, method: §order.paid_by }')}`.replace(
        'paid: "10.00"',
        'paid_by: card, paid: "10.00"',
      ),
    right:
      `facts:\n  order.paid_by: { type: enum, values: [card], optional: true }\n${late('{ outcome: approve, refund: order.paid, method: order.paid_by }')}`.replace(
        'paid: "10.00"',
        'paid_by: card, paid: "10.00"',
      ),
  },
  literal_currency: {
    means:
      'Orders may be in several currencies, but a text names one of them beside an amount; or all orders are in one, and something else is said for another.',
    mend: 'Write {currency}. Where there is one currency only, write it in the subject: `currency: EUR`.',
    wrong: late('{ outcome: approve, refund: order.paid, message: §"You get {refund} EUR." }'),
    right: late('{ outcome: approve, refund: order.paid, message: "You get {refund} {currency}." }'),
  },
  own_refunds_counted: {
    means:
      'A refund depends on what the account was refunded, and this order counts among it. Once it was refunded, the same report is worth something else, and what is more is paid.',
    mend: 'Write `of: other_orders`. Where the order itself is meant too, take what it got into account in the formula.',
    wrong: `facts:\n  history.paid: { type: decimal, from: history, sum: { entries: credits, within: 12 months } }\n${late('{ outcome: approve, refund: §"order.paid - if(history.paid > 0, 0, 5)" }')}`,
    right: `facts:\n  history.paid: { type: decimal, from: history, sum: { entries: credits, of: other_orders, within: 12 months } }\n${approve('order.paid - if(history.paid > 0, 0, 5)')}`,
  },
} satisfies DiagnosticPages
