import type { DiagnosticPages } from './diagnostic-page.ts'

const denials = (question: string, mark = '') =>
  `messages:\n  over_limit: "{history.denials}"\nfacts:\n  ${mark}history.denials: { type: integer, from: history, ${question} }\n`

const subject = (more: string) =>
  `subject: { order: order.id, account: customer.id, charge: order.paid, currency: order.currency, ${more} }\n`

/** Faults of facts, of what history is asked, and of the subject. */
export const factPages = {
  missing_values: {
    means: 'An enum is a fact that has one of certain values, but they are not listed.',
    mend: 'Add `values:` with all of them, or write `type: string` for a text that may be anything.',
    wrong: 'facts:\n  §order.channel: { type: enum }\n',
    right:
      'messages:\n  over_limit: "{order.channel}"\nfacts:\n  order.channel: { type: enum, values: [web, phone], optional: true }\n',
  },
  values_without_enum: {
    means: 'Values are listed for a fact that is no enum: they would not be held.',
    mend: 'Write `type: enum`, or remove the values.',
    wrong: 'facts:\n  order.channel: { type: string, values: §[web, phone] }\n',
    right:
      'messages:\n  over_limit: "{order.channel}"\nfacts:\n  order.channel: { type: enum, values: [web, phone], optional: true }\n',
  },
  misplaced_bounds: {
    means:
      'Only numbers have a least and a most, and only a request can give one that lies beyond: what comes from history is computed by the service.',
    mend: 'Remove `minimum` and `maximum`, or correct `type` or `from`.',
    wrong: 'facts:\n  order.channel: { type: string, optional: true, minimum: §0 }\n',
    right:
      'messages:\n  over_limit: "{order.weight}"\nfacts:\n  order.weight: { type: decimal, optional: true, minimum: 0 }\n',
  },
  misplaced_changeable: {
    means:
      'A fact is called changeable that no customer can change: what was frozen for the order, or what happened before.',
    mend: 'Remove `changeable`, or correct `from`.',
    wrong: 'facts:\n  order.gift: { type: boolean, default: false, from: order, changeable: §true }\n',
    right:
      'messages:\n  over_limit: "{order.gift}"\nfacts:\n  order.gift: { type: boolean, default: false, changeable: true }\n',
  },
  empty_range: {
    means: 'The maximum of the fact is below its minimum, so every value would be refused.',
    mend: 'Correct one of them.',
    wrong: 'facts:\n  order.weight: { type: decimal, optional: true, minimum: 10, maximum: §5 }\n',
    right:
      'messages:\n  over_limit: "{order.weight}"\nfacts:\n  order.weight: { type: decimal, optional: true, minimum: 5, maximum: 10 }\n',
  },
  default_and_optional: {
    means:
      'A fact with a default has it wherever it is left out, so it is never unknown, and `optional: true` means nothing.',
    mend: 'Keep `default`, if its absence means just that. Keep `optional: true`, if then nobody knows.',
    wrong: 'facts:\n  order.gift: { type: boolean, default: §false, optional: true }\n',
    right: 'messages:\n  over_limit: "{order.gift}"\nfacts:\n  order.gift: { type: boolean, default: false }\n',
  },
  nested_fact: {
    means: 'A fact lies within another one. In the JSON of a request a name holds either a value or further names.',
    mend: 'Rename one of them.',
    wrong: 'facts:\n  §order.days.business: { type: integer, optional: true }\n',
    right:
      'messages:\n  over_limit: "{order.business_days}"\nfacts:\n  order.business_days: { type: integer, optional: true }\n',
  },
  number_too_precise: {
    means: 'A number without quotes has more than 15 digits. Not every program that reads YAML or JSON keeps them all.',
    mend: 'Put it in quotes: then every digit is kept.',
    wrong: 'limits:\n  - { per: day, currency: EUR, amount: §1000.1234567890123 }\n',
    right: 'limits:\n  - { per: day, currency: EUR, amount: "1000.1234567890123" }\n',
  },
  unknown_fact: {
    means: 'No fact or derived value has this name.',
    mend: 'Correct the name, or declare the fact under `facts`. Names are written in full: order.days, not days.',
    wrong: 'cases:\n  - { name: day 3, facts: { order: { §day: 3 } }, expect: { outcome: deny } }\n',
    right: 'cases:\n  - { name: day 3, facts: { order: { days: 3 } }, expect: { outcome: deny } }\n',
  },
  history_question: {
    means:
      'A fact from history asks the journal one question: how many (count), how much (sum), whether there is any (exists), or how things stand (state).',
    mend: 'Give it exactly one of these.',
    wrong: 'facts:\n  §history.denials: { type: integer, from: history }\n',
    right: denials('count: { entries: denials, within: 30 days }'),
  },
  not_from_history: {
    means: 'Only the journal answers a question such as `count`, but the fact comes from the request.',
    mend: 'Add `from: history`, or remove the question.',
    wrong: 'facts:\n  §history.denials: { type: integer, count: { entries: denials } }\n',
    right: denials('count: { entries: denials }'),
  },
  history_type: {
    means:
      'The type of the fact does not fit its question: count yields an integer, sum a decimal, exists a boolean, the standing an enum of all standings.',
    mend: 'Give it the type that the hint names.',
    wrong: 'facts:\n  §history.denied: { type: boolean, from: history, count: { entries: denials } }\n',
    right:
      'messages:\n  over_limit: "{history.denied}"\nfacts:\n  history.denied: { type: boolean, from: history, exists: { entries: denials } }\n',
  },
  no_part: {
    means:
      'The question is about a part of the order, but the policy does not say what of an order a request is about.',
    mend: 'Add `part:` to the subject, or ask `of: order`.',
    wrong:
      'messages:\n  over_limit: "{history.denials}"\nfacts:\n  history.denials: { type: integer, from: history, count: { entries: denials, of: §part } }\n',
    right: denials('count: { entries: denials, of: order }'),
  },
  ended_without_disputes: {
    means: 'Only disputes are won, lost or withdrawn: `ended` filters nothing else.',
    mend: 'Ask for `entries: disputes`, or remove `ended`.',
    wrong: denials('count: { entries: denials, where: { ended: §lost } }'),
    right:
      'messages:\n  over_limit: "{history.lost}"\nfacts:\n  history.lost: { type: integer, from: history, count: { entries: disputes, where: { ended: lost } } }\n',
  },
  personal_comparison: {
    means: 'The question compares a fact that an erasure removes. What was decided could then not be decided again.',
    mend: 'Compare something that is not personal, such as a fingerprint that the shop makes of it.',
    wrong: `${denials('count: { entries: denials, within: 30 days, where: { order.email: §{ fact: order.email } } }').replace('§{ fact: order.email }', '{ fact: §order.email }')}  order.email: { type: string, optional: true, personal: true }\n`,
    right: `${denials('count: { entries: denials, within: 30 days, where: { order.device: { fact: order.device } } }')}  order.device: { type: string, optional: true }\n`,
  },
  unbounded_comparison: {
    means:
      'Comparing facts with those of earlier entries looks into every entry of the account, however many there are.',
    mend: 'Add `within:`, or ask `of: order` or `of: part`.',
    wrong: denials('count: { entries: denials, where: { claim.reason: { fact: §claim.reason } } }'),
    right: denials('count: { entries: denials, within: 30 days, where: { claim.reason: { fact: claim.reason } } }'),
  },
  reads_history: {
    means:
      'What of an order a request is about, and what earlier entries are compared with, cannot follow from history itself.',
    mend: 'Read facts of the request or the order.',
    wrong: `${denials('count: { entries: denials }')}${subject("part: §\"if(history.denials > 0, 'again', 'first')\"")}`,
    right: `facts:\n  order.item: { type: string, optional: true }\n${subject('claim: claim.reason, part: order.item')}`,
  },
  type_mismatch: {
    means: 'Two facts are compared that are of different types, so they are never equal.',
    mend: 'Compare facts of one type.',
    wrong: 'conditions:\n  late: { fact: order.days, operator: greaterThan, value: §{ fact: order.delivered_at } }\n',
    right:
      'facts:\n  order.window: { type: integer, default: 30 }\nrefunds:\n  - id: late\n    when: { fact: order.days, operator: greaterThan, value: { fact: order.window } }\n    then: { outcome: deny }\n    cases: [{ name: day 31, facts: { order: { days: 31 } }, expect: { rule: late } }]\n',
  },
  not_from_order: {
    means:
      'What was paid for an order must not change after it was seen first. Charge, cap and currency therefore read only facts that are `from: order`: their first value is kept.',
    mend: 'Add `from: order` to the fact.',
    wrong:
      'facts:\n  order.total: { type: decimal }\nsubject: { order: order.id, account: customer.id, charge: §order.total, currency: order.currency, claim: claim.reason }\nmessages: { over_limit: "{order.paid}" }\n',
    right:
      'facts:\n  order.total: { type: decimal, from: order }\nsubject: { order: order.id, account: customer.id, charge: order.total, currency: order.currency, claim: claim.reason }\nmessages: { over_limit: "{order.paid}" }\n',
  },
  personal_money: {
    means:
      'Charge, cap and currency are needed for as long as the order may get money, but the fact is removed by an erasure.',
    mend: 'Remove `personal: true` from the fact, or read another one.',
    wrong:
      'facts:\n  order.total: { type: decimal, from: order, personal: true }\nsubject: { order: order.id, account: customer.id, charge: §order.total, currency: order.currency, claim: claim.reason }\nmessages: { over_limit: "{order.paid}" }\n',
    right:
      'facts:\n  order.total: { type: decimal, from: order }\nsubject: { order: order.id, account: customer.id, charge: order.total, currency: order.currency, claim: claim.reason }\nmessages: { over_limit: "{order.paid}" }\n',
  },
  required_when_misplaced: {
    means:
      'A fact with a default is never missing, and one from history is given by no request: neither can be required.',
    mend: 'Keep `default`, or keep `required_when`.',
    wrong: 'facts:\n  order.photo: { type: boolean, default: false, required_when: §order.days > 3 }\n',
    right:
      'messages:\n  over_limit: "{order.photo}"\nfacts:\n  order.photo: { type: boolean, required_when: order.days > 3 }\n',
  },
  required_when_itself: {
    means: 'Whether the fact is required follows from the fact itself, so nobody could tell as long as it is missing.',
    mend: 'Read other facts.',
    wrong: 'facts:\n  order.photos: { type: integer, required_when: §order.photos > 3 }\n',
    right:
      'messages:\n  over_limit: "{order.photos}"\nfacts:\n  order.photos: { type: integer, required_when: order.days > 3 }\n',
  },
  claim_fact: {
    means:
      'A request is a claim where this fact has another value than its default. A fact that is always there, or that does not come from the request, cannot say that.',
    mend: 'Name a fact of the request that has a default or is optional; for `claimed_at`, one of type timestamp.',
    wrong: subject('claim: §order.status'),
    right: subject('claim: claim.reason'),
  },
  state_fact: {
    means:
      'The facts listed here say what became of the order. A fact of history or of the claim, and one that names the order, never does.',
    mend: 'List facts of the request or the order.',
    wrong: subject('claim: claim.reason, state: [order.status, §claim.reason]'),
    right: subject('claim: claim.reason, state: [order.status]'),
  },
} satisfies DiagnosticPages
