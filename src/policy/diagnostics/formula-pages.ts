import type { DiagnosticPages } from './diagnostic-page.ts'

const derived = (formula: string, more = '') => `derived:\n  d: ${formula}\nmessages:\n  over_limit: "{d}"\n${more}`
const fees = 'tables:\n  fees:\n    - { up_to: 7, value: 0 }\n    - { otherwise: 10 }\n'
const byStatus = 'tables:\n  by_status: { shipped: 5, delivered: 10 }\n'

/** Faults of formulas and of the values that are derived by them. */
export const formulaPages = {
  formula_empty: {
    means: 'The formula is an empty text.',
    mend: 'Write a formula, or leave the key out.',
    wrong: derived('"§"'),
    right: derived('order.days + 1'),
  },
  formula_too_long: {
    means: 'The formula has more than 4000 characters.',
    mend: 'Give its parts names under `derived`, and read those.',
    wrong: derived(`"§${'order.days + '.repeat(400)}1"`),
    right: derived('order.days * 400 + 1'),
  },
  formula_too_complex: {
    means: 'The formula has more parts, or more parts within one another, than is read.',
    mend: 'Give its parts names under `derived`, and read those.',
    wrong: derived(`${'('.repeat(64)}§${'('.repeat(136)}order.days${')'.repeat(200)}`),
    right: derived('order.days'),
  },
  formula_syntax: {
    means: 'The formula cannot be read: a sign, a bracket or a quote is missing, or is written as in another language.',
    mend: 'Compare with ==, join with and, or, not, and close every bracket and quote.',
    wrong: derived('order.days > 3 §&& order.days < 9'),
    right: derived('order.days > 3 and order.days < 9'),
  },
  formula_construct: {
    means:
      'The formula uses something that programming languages have and formulas do not: lists, `? :`, calls on a name.',
    mend: 'Write it with the functions of the language: if(condition, then, else).',
    wrong: derived('"§order.days > 3 ? 1 : 0"'),
    right: derived('if(order.days > 3, 1, 0)'),
  },
  formula_number: {
    means: 'A number is not written as a plain decimal.',
    mend: 'Write digits and at most one point: 1000, 0.25.',
    wrong: derived('order.paid * §1e2'),
    right: derived('order.paid * 100'),
  },
  formula_unknown_name: {
    means: 'The formula names something that is no fact and no derived value, or that cannot be read here.',
    mend: "Correct the name, or declare it. A text stands in quotes: 'web'.",
    wrong: derived('§order.day + 1'),
    right: derived('order.days + 1'),
  },
  formula_unknown_function: {
    means: 'There is no function of this name.',
    mend: 'Take the one that the hint offers, or one of those that it lists.',
    wrong: derived('§maximum(order.days, 1)'),
    right: derived('max(order.days, 1)'),
  },
  formula_unknown_table: {
    means: '`tier` and `lookup` name a table at their end, and there is none of this name.',
    mend: 'Correct the name, or declare the table under `tables`.',
    wrong: derived('tier(order.days, §prices)', fees.replace('fees', 'costs')),
    right: derived('tier(order.days, fees)', fees),
  },
  formula_unknown_condition: {
    means: 'condition(name) reads a named condition, and there is none of this name.',
    mend: 'Correct the name, or declare the condition under `conditions`.',
    wrong: derived('if(condition(§early), 1, 2)'),
    right: derived(
      'if(condition(early), 1, 2)',
      'conditions:\n  early: { fact: order.days, operator: lessThan, value: 3 }\n',
    ),
  },
  formula_table_kind: {
    means: 'A table of edges (`up_to`, `above`) is read with tier(), a table of keys with lookup().',
    mend: 'Use the function that the table is made for.',
    wrong: derived('lookup(order.days, §fees)', fees),
    right: derived('tier(order.days, fees)', fees),
  },
  formula_table_key: {
    means:
      'What is looked up can never be found: it has another type than the rows, or a row names a value that the fact cannot have.',
    mend: 'Look up what the rows are about, and correct the rows.',
    wrong: derived('lookup(§order.status, by_status)', byStatus.replace('shipped', 'sent')),
    right: derived('lookup(order.status, by_status)', byStatus),
  },
  formula_table_not_exhaustive: {
    means: 'A value may come for which the table has no row, and it has no `otherwise`.',
    mend: 'Add the rows that are missing, or an `otherwise`.',
    wrong: derived('§lookup(order.status, by_status)', byStatus.replace(', delivered: 10', '')),
    right: derived('lookup(order.status, by_status)', byStatus),
  },
  formula_argument_count: {
    means: 'The function takes more or fewer arguments.',
    mend: 'Write it in the form that the hint shows.',
    wrong: derived('§percent(order.paid)'),
    right: derived('percent(order.paid, 10)'),
  },
  formula_argument: {
    means:
      'An argument must be written out, or must be a name: the scale of round(), the fact of known(), the table of tier() and lookup().',
    mend: 'Write it in the form that the hint shows.',
    wrong: derived('round(order.paid, §order.days)'),
    right: derived('round(order.paid, 2)'),
  },
  formula_type: {
    means:
      'A value is of another type than is needed: text where a number belongs, or a number where true or false does.',
    mend: 'Use a value of the type that the message names.',
    wrong: derived('§order.status + 1'),
    right: derived("if(order.status == 'shipped', 1, 2)"),
  },
  formula_value_not_listed: {
    means: 'An enum is compared with a value that it cannot have, so the comparison is never true.',
    mend: 'Take one of its values, or add this one to its declaration.',
    wrong: derived('if(order.status == §"sent", 1, 2)').replace('§"sent"', "§'sent'"),
    right: derived("if(order.status == 'shipped', 1, 2)"),
  },
  formula_calculation: {
    means:
      'The calculation has no result whatever the facts are: it divides by zero, or clamps between bounds that are the wrong way round.',
    mend: 'Correct the constant.',
    wrong: derived('§order.paid / 0'),
    right: derived('order.paid / 2'),
  },
  formula_working_days: {
    means:
      'The formula counts working days, and the policy does not say which days they are: weekends and holidays differ from place to place.',
    mend: 'Add `working_days` with the holidays, and the day until which they are known. Without holidays: `working_days: {}`, which is Monday to Friday.',
    wrong: derived('§working_days_between(order.delivered_at, now)'),
    right: derived(
      'working_days_between(order.delivered_at, now)',
      'working_days: { holidays: [2026-12-25], known_until: 2026-12-31 }\n',
    ),
  },
  duplicate_name: {
    means: 'A derived value has the name of a fact. They share their names, so nobody could tell which one is meant.',
    mend: 'Rename one of them.',
    wrong: 'derived:\n  §order.days: 3\n',
    right: 'derived:\n  days_left: 30 - order.days\nmessages:\n  over_limit: "{days_left}"\n',
  },
  derived_cycle: {
    means: 'Derived values read one another in a circle, so none of them could be computed first.',
    mend: 'Make one of them depend on facts only.',
    wrong: 'derived:\n  §gross: net + tax\n  tax: percent(gross, 10)\n  net: order.paid\n',
    right: 'derived:\n  gross: order.paid + tax\n  tax: percent(order.paid, 10)\nmessages:\n  over_limit: "{gross}"\n',
  },
  derived_too_deep: {
    means: 'Derived values build on one another over more than 500 parts.',
    mend: 'Shorten the chain.',
    wrong: `derived:\n  d0: order.days\n${Array.from({ length: 10 }, (_, index) => `  ${index === 8 ? '§' : ''}d${index + 1}: d${index}${' + 1'.repeat(60)}\n`).join('')}`,
    right: derived('order.days + 600'),
  },
} satisfies DiagnosticPages
