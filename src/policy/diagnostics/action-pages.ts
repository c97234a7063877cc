import type { DiagnosticPages } from './diagnostic-page.ts'

const rule = (actions: string, then = 'outcome: deny') =>
  `refunds:\n  - id: late\n    when: { fact: order.days, operator: greaterThan, value: 30 }\n    then: { ${then}, actions: ${actions} }\n    cases: [{ name: day 31, facts: { order: { days: 31, paid: "10.00", currency: EUR } }, expect: { rule: late } }]\n`
const declared = (parameters: string) => `actions:\n  close: { parameters: ${parameters} }\n`
const days = declared('{ days: { type: number, cumulative: false } }')

/** Faults of actions and of cases. */
export const actionPages = {
  unknown_action: {
    means: 'The policy declares no action of this name.',
    mend: 'Correct the name, or declare it under `actions`.',
    wrong: rule('[§close]'),
    right: `actions:\n  close: {}\n${rule('[close]')}`,
  },
  unknown_parameter: {
    means: 'The action has no parameter of this name.',
    mend: 'Correct the name, or add it to the declaration of the action.',
    wrong: `actions:\n  close: {}\n${rule('[{ close: { §days: 3 } }]')}`,
    right: `${days}${rule('[{ close: { days: 3 } }]')}`,
  },
  missing_parameter: {
    means: 'Every parameter that an action declares is given wherever a rule names it.',
    mend: 'Add it with a formula; a text stands in quotes within it.',
    wrong: `${days}${rule('[§close]')}`,
    right: `${days}${rule('[{ close: { days: 3 } }]')}`,
  },
  cumulative_not_stated: {
    means:
      'A number among the parameters does not say whether it is a total that grows over the decisions of an order (they then give the difference), or the same each time.',
    mend: 'Write `cumulative: true` for a total, else `cumulative: false`.',
    wrong: declared('{ days: §number }'),
    right: `${days}${rule('[{ close: { days: 3 } }]')}`,
  },
  cumulative_refund: {
    means: 'The parameter is declared as a total, but `refund` and named amounts are what one decision adds.',
    mend: 'Declare it with `cumulative: false`, or read facts and derived values only.',
    wrong: `${declared('{ sum: { type: money, cumulative: true } }')}${rule('[{ close: { sum: §refund } }]', 'outcome: approve, refund: order.paid')}`,
    right: `${declared('{ sum: { type: money, cumulative: false } }')}${rule('[{ close: { sum: refund } }]', 'outcome: approve, refund: order.paid')}`,
  },
  personal_total: {
    means:
      'A total is kept for later decisions, but it reads a fact that an erasure removes: later ones could not be worked out.',
    mend: 'Read facts that are not personal, or declare the parameter with `cumulative: false`.',
    wrong: `facts:\n  customer.age: { type: integer, optional: true, personal: true }\n${declared('{ sum: { type: money, cumulative: true } }')}${rule('[{ close: { sum: §customer.age } }]')}`,
    right: `${declared('{ sum: { type: money, cumulative: true } }')}${rule('[{ close: { sum: order.paid } }]')}`,
  },
  not_with_type: {
    means: 'Only numbers are totals and have decimals; money has those of its currency.',
    mend: 'Remove the key.',
    wrong: declared('{ sum: { type: money, cumulative: false, scale: §2 } }'),
    right: `${declared('{ sum: { type: money, cumulative: false } }')}${rule('[{ close: { sum: 5 } }]')}`,
  },
  amount_shadowed: {
    means:
      'A fact or derived value has the name of an amount of the rule, and the parameter reads that, a total, although it is declared as what a decision adds.',
    mend: 'Give the amount another name, or declare the parameter with `cumulative: true`.',
    wrong: `derived:\n  fee: order.paid / 10\n${declared('{ sum: { type: money, cumulative: false } }')}${rule('[{ close: { sum: §fee } }]', 'outcome: approve, refund: order.paid - fee, amounts: { fee: fee }')}`,
    right: `derived:\n  fee: order.paid / 10\n${declared('{ sum: { type: money, cumulative: false } }')}${rule('[{ close: { sum: fee_kept } }]', 'outcome: approve, refund: order.paid - fee, amounts: { fee_kept: fee }')}`,
  },
  wrong_section: {
    means: 'A case that stands beside a rule is about the section of that rule.',
    mend: 'Remove `section`, or move the case to `cases` at the end.',
    wrong: rule('[]').replace('expect:', 'section: §disputes, expect:').replace(', actions: []', ''),
    right: rule('[]').replace(', actions: []', ''),
  },
  other_policy_name: {
    means: 'The text is published under a name that is not its own: it would take the place of another policy.',
    mend: 'Correct `name:`, or publish it under its own name.',
    wrong:
      '§name: store\ntitle: Refunds\nrefund_methods: [card]\nsubject: { order: o, account: a, charge: 1, currency: EUR }\nfacts: { o: { type: string }, a: { type: string } }\nclauses: [{ id: 1, title: All }]\nrefunds: []\ndefault: { clause: 1, outcome: deny }\n',
    right:
      'name: shop\ntitle: Refunds\nrefund_methods: [card]\nsubject: { order: o, account: a, charge: 1, currency: EUR }\nfacts: { o: { type: string }, a: { type: string } }\nclauses: [{ id: 1, title: All }]\nrefunds: []\ndefault: { clause: 1, outcome: deny }\n',
  },
} satisfies DiagnosticPages
