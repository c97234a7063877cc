import type { DiagnosticPages } from './diagnostic-page.ts'

const late = (then: string, when = '{ fact: order.days, operator: greaterThan, value: 30 }') =>
  `refunds:\n  - id: late\n    when: ${when}\n    then: ${then}\n    cases: [{ name: day 31, facts: { order: { days: 31, paid: "10.00", currency: EUR } }, expect: { rule: late } }]\n`
const when = (condition: string) => late('{ outcome: deny }', condition)
const ban = (condition: string) => `disputes:\n  - id: careless\n    when: ${condition}\n    then: { outcome: warn }\n`
const denials = (where: string) =>
  `messages:\n  over_limit: "{history.denials}"\nfacts:\n  history.denials: { type: integer, from: history, count: { entries: denials, where: ${where} } }\n`

const doubling = Array.from({ length: 12 }, (_, index) =>
  index === 0
    ? '  c0: { fact: order.days, operator: equal, value: 1 }\n'
    : `  c${index}: ${index === 9 ? '§' : ''}{ all: [{ condition: c${index - 1} }, { condition: c${index - 1} }] }\n`,
).join('')

/** Faults of conditions, rules, clauses and messages. */
export const rulePages = {
  operator_type: {
    means: 'Only numbers, timestamps and dates are smaller or greater; texts and true or false are equal or not.',
    mend: 'Use equal, notEqual, in or notIn, or compare another fact.',
    wrong: when('{ fact: order.status, operator: §greaterThan, value: shipped }'),
    right: when('{ fact: order.status, operator: notEqual, value: shipped }').replace('days: 31', 'status: delivered'),
  },
  list_needed: {
    means: '`in` and `notIn` compare with several values.',
    mend: 'Write a list: value: [a, b].',
    wrong: when('{ fact: order.days, operator: in, value: §31 }'),
    right: when('{ fact: order.days, operator: in, value: [31, 32] }'),
  },
  list_not_allowed: {
    means: 'This operator compares with one value.',
    mend: 'Use `in` or `notIn` for a list.',
    wrong: when('{ fact: order.days, operator: equal, value: §[31, 32] }'),
    right: when('{ fact: order.days, operator: in, value: [31, 32] }'),
  },
  taken_as_text: {
    means:
      'A word that names nothing, or that stands where a text is compared, was taken as text. Most likely a fact was meant.',
    mend: 'To read the fact, write { fact: name }. To mean the text, put it in quotes within the formula.',
    wrong: when('{ fact: claim.reason, operator: equal, value: §order.status }').replace(
      'order: { days: 31',
      'claim: { reason: order.status }, order: { days: 31',
    ),
    right: when('{ fact: claim.reason, operator: equal, value: { fact: order.status } }').replace(
      'order: { days: 31',
      'claim: { reason: shipped }, order: { status: shipped, days: 31',
    ),
  },
  unknown_condition: {
    means: 'No condition under `conditions` has this name.',
    mend: 'Correct the name, or declare the condition.',
    wrong: when('{ condition: §too_late }'),
    right: `conditions:\n  too_late: { fact: order.days, operator: greaterThan, value: 30 }\n${when('{ condition: too_late }')}`,
  },
  condition_cycle: {
    means: 'Conditions name one another in a circle, so none of them means anything.',
    mend: 'Write one of them out over facts.',
    wrong: 'conditions:\n  §late: { not: { condition: early } }\n  early: { not: { condition: late } }\n',
    right: `conditions:\n  late: { fact: order.days, operator: greaterThan, value: 30 }\n${when('{ condition: late }')}`,
  },
  condition_too_large: {
    means: 'The condition, with the named ones written out, is deeper than 64 or has more than 2000 parts.',
    mend: 'Simplify it, or split the rule.',
    wrong: `conditions:\n${doubling}`,
    right: when('{ fact: order.days, operator: equal, value: 31 }'),
  },
  duplicate_rule: {
    means: 'Two rules have the same id. Decisions and cases name rules by it, over refunds and disputes alike.',
    mend: 'Give each rule an id of its own.',
    wrong:
      'disputes:\n  - { id: careless, when: { fact: claim.reason, operator: equal, value: none }, then: { outcome: warn } }\n  - { id: §careless, then: { outcome: none } }\n',
    right:
      'disputes:\n  - { id: careless, when: { fact: claim.reason, operator: equal, value: none }, then: { outcome: warn } }\n  - { id: others, then: { outcome: none } }\n',
  },
  duplicate_clause: {
    means: 'Two clauses have the same id. Decisions name clauses by it, sub-clauses included.',
    mend: 'Give each clause an id of its own.',
    wrong: 'clauses:\n  - { id: 1, title: Other orders }\n  - { id: §1, title: Contact, informational: true }\n',
    right: 'clauses:\n  - { id: 1, title: Other orders }\n  - { id: 2, title: Contact, informational: true }\n',
  },
  unknown_clause: {
    means: 'No clause has this id.',
    mend: 'Correct it, or add the clause under `clauses`: customers are told which clause decided.',
    wrong:
      'default: { clause: §2, outcome: deny, message: "{order.status} {order.days} {order.delivered_at}" }\nclauses:\n  - { id: 1, title: Other orders, informational: true }\n',
    right: 'language: en\n',
  },
  unknown_rule: {
    means: 'No rule of this policy has this id.',
    mend: 'Correct it. A history fact may ask for a rule that an earlier version had; then the warning may stay.',
    wrong: 'cases:\n  - { name: day 3, facts: { order: { days: 3 } }, expect: { not_rule: §late } }\n',
    right: 'cases:\n  - { name: day 3, facts: { order: { days: 3 } }, expect: { rule: null } }\n',
  },
  unknown_outcome: {
    means: 'The outcome is none of approve, deny and review, and no label that the policy declares under `outcomes`.',
    mend: 'Take one of them, or declare a label: `outcomes: { exchange: deny }`.',
    wrong: denials('{ outcome: §refused }'),
    right: denials('{ outcome: deny }'),
  },
  unknown_reason: {
    means: 'A case expects a reason that no rule gives, and that the service does not give by itself.',
    mend: 'Write the reason of the rule. Where a rule has none, it is its id with underscores.',
    wrong: 'cases:\n  - { name: day 3, facts: { order: { days: 3 } }, expect: { reason: §too_late } }\n',
    right: 'cases:\n  - { name: day 3, facts: { order: { days: 3 } }, expect: { reason: not_refundable } }\n',
  },
  missing_refund: {
    means: 'An approval says nothing about how much, so it credits nothing.',
    mend: 'Add `refund:` with a formula, such as the charge. An approval that only has actions needs none.',
    wrong: late('{ outcome: approve, §method: card }'),
    right: late('{ outcome: approve, refund: order.paid, method: card }'),
  },
  missing_method: {
    means: 'The policy declares several refund methods, and the approval does not say which one it uses.',
    mend: 'Add `method:`.',
    wrong: `refund_methods: [card, voucher]\n${late('{ outcome: §approve, refund: order.paid }')}`,
    right: `refund_methods: [card, voucher]\n${late('{ outcome: approve, refund: order.paid, method: card }')}`,
  },
  unknown_method: {
    means: 'The refund method is not declared, or the formula may yield one that is not.',
    mend: 'Correct it, or add it to `refund_methods`.',
    wrong: late('{ outcome: approve, refund: order.paid, method: §cards }'),
    right: late('{ outcome: approve, refund: order.paid, method: card }'),
  },
  unknown_level: {
    means: 'The review level is not declared, or the formula may yield one that is not.',
    mend: 'Correct it, or add it to `review: { levels: [...] }`, in ascending order.',
    wrong: `review: { levels: [support, manager] }\n${late('{ outcome: review, review: { level: §boss } }')}`,
    right: `review: { levels: [support, manager] }\n${late('{ outcome: review, review: { level: manager } }')}`,
  },
  not_with_outcome: {
    means: 'What is denied has no refund and no method, and only a review is reviewed.',
    mend: 'Remove the key, or choose another outcome.',
    wrong: late('{ outcome: deny, §refund: order.paid }'),
    right: late('{ outcome: approve, refund: order.paid }'),
  },
  unknown_amount: {
    means: 'The rule names no such amount.',
    mend: 'Correct the name, or add it under `amounts` of the rule.',
    wrong: late('{ outcome: approve, refund: order.paid - 2, amounts: { net: order.paid - 2 }, split: [§tax] }'),
    right: late('{ outcome: approve, refund: order.paid - 2, amounts: { net: order.paid - 2 }, split: [net] }'),
  },
  built_in_reason: {
    means: 'The service gives this reason by itself. From a rule it would say something that is not so.',
    mend: 'Give the rule a reason of its own.',
    wrong: late('{ outcome: deny, reason: §nothing_to_refund }'),
    right: late('{ outcome: deny, reason: too_late }'),
  },
  optional_fact_in_dispute: {
    means: 'A rule for disputes reads a fact that may be unknown, and there is no review that a dispute could wait in.',
    mend: 'Give the fact a default, or read it through a derived value with known(x) or coalesce(x, y).',
    wrong: ban('§{ fact: order.days, operator: greaterThan, value: 30 }'),
    right: `derived:\n  days: coalesce(order.days, 0)\n${ban('{ fact: days, operator: greaterThan, value: 30 }')}`,
  },
  unknown_placeholder: {
    means:
      'A name between braces is no fact, no derived value and no amount of the rule, or the decision does not have it.',
    mend: 'Correct the name. For a brace itself write {{ or }}.',
    wrong: late('{ outcome: deny, message: "After §{order.day} days nothing is refunded." }'),
    right: late('{ outcome: deny, message: "After {order.days} days nothing is refunded." }'),
  },
  message_brace: {
    means: 'A brace stands alone in a text. Braces hold the names of what is filled in.',
    mend: 'Write {name} for what is filled in, and {{ or }} for a brace itself.',
    wrong: late('{ outcome: deny, message: "After §{order.days days nothing is refunded." }'),
    right: late('{ outcome: deny, message: "After {order.days} days nothing is refunded." }'),
  },
  doubled_braces: {
    means: 'Two braces mean a brace itself, so the customer reads {order.days} and no number.',
    mend: 'Write one brace on each side.',
    wrong: late('{ outcome: deny, message: "After §{{order.days}} days nothing is refunded." }'),
    right: late('{ outcome: deny, message: "After {order.days} days nothing is refunded." }'),
  },
} satisfies DiagnosticPages
