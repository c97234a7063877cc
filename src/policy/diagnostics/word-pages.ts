import type { DiagnosticPages } from './diagnostic-page.ts'

const days = 'constants:\n  window: { value: 30, unit: days, description: How long one may ask }\n'
const late = (message: string) =>
  `refunds:\n  - id: late\n    when: { fact: order.days, operator: greaterThan, value: 30 }\n    then: { outcome: deny, message: ${message} }\n    cases: [{ name: day 31, facts: { order: { days: 31, paid: "10.00", currency: EUR } }, expect: { rule: late } }]\n`
const table = `tables:\n  fees: { rows: { shipped: 1, delivered: 2 }, otherwise: 3 }\nderived:\n  fee: lookup(order.status, fees)\n`
const bothLanguages =
  'default:\n  clause: 1\n  outcome: deny\n  reason: not_refundable\n  message: { en: "{order.status} {order.days} {order.delivered_at}", de: "{order.status} {order.days} {order.delivered_at}" }\n'
const clause = (text: string) => `clauses:\n  - { id: 1, title: Other orders, text: ${text} }\n`

/** Faults of constants, placeholders and languages. */
export const wordPages = {
  unknown_language: {
    means: 'A language is no tag of BCP 47, or a text is in a language that the policy does not have.',
    mend: 'Correct the tag (en, de, pt-BR), or declare it under `languages`.',
    wrong: 'title: { en: Refunds, §fr: Remboursements }\n',
    right: 'title: { en: Refunds }\n',
  },
  missing_language: {
    means: 'A policy in several languages has every text that people read in all of them.',
    mend: 'Write the text in every language: { en: ..., de: ... }.',
    wrong: `languages: [en, de]\ntitle: { en: Refunds, de: Rückzahlungen }\nclauses:\n  - { id: 1, title: §Other orders }\n${bothLanguages}`,
    right: `languages: [en, de]\ntitle: { en: Refunds, de: Rückzahlungen }\nclauses:\n  - { id: 1, title: { en: Other orders, de: Andere Bestellungen } }\n${bothLanguages}`,
  },
  unit_not_here: {
    means: 'A unit belongs to a number; a duration or an amount says its own.',
    mend: 'Remove `unit`, or write the number alone.',
    wrong: 'constants:\n  word: { value: hello, unit: §days }\n',
    right: `${days}${clause('"You may ask within {window}."')}`,
  },
  placeholder_without_value: {
    means: 'The name is known in a decision only, or this decision has no such value; here nothing would stand for it.',
    mend: 'Remove it, or say it in words. The public text may name constants, limits, review times and tables.',
    wrong: clause('"You get §{refund}."'),
    right: clause('"You get what is due."'),
  },
  table_not_here: {
    means: 'A whole table stands in the text of a clause; a message says one value.',
    mend: 'Name a value instead, or show the table in the clause.',
    wrong: `${table}${late('"See §{table fees}; the fee is {fee}."')}`,
    right: `${table}${clause('"{table fees}"')}${late('"The fee is {fee}."')}`,
  },
  unknown_table: {
    means: 'The policy declares no table of this name.',
    mend: 'Correct the name, or declare it under `tables`.',
    wrong: clause('"See §{table fees}."'),
    right: `${table}${clause('"{table fees}"')}${late('"The fee is {fee}."')}`,
  },
  message_format: {
    means:
      'A placeholder with a comma is a message of ICU MessageFormat, and this one cannot be read or does not fit the value.',
    mend: 'Write it as {days, plural, one {# day} other {# days}}, always with `other`.',
    wrong: late('"After {order.days, plural, one {# day}§}."'),
    right: late('"After {order.days, plural, one {# day} other {# days}}."'),
  },
  figure_without_source: {
    means:
      'A clause names an amount, a percentage or a time that stands in no constant, table, condition or formula of its rules: page and rules may differ.',
    mend: 'Declare it under `constants`, let the rules read it, and write {its_name} in the clause.',
    wrong: clause('§"You may ask within 14 days."'),
    right: `${days}${clause('"You may ask within {window}."')}`,
  },
  unused_constant: {
    means: 'Nothing mentions the constant.',
    mend: 'Remove it, or use it.',
    wrong: 'constants:\n  §window: { value: 30, unit: days }\n',
    right: `${days}${clause('"You may ask within {window}."')}`,
  },
} satisfies DiagnosticPages
