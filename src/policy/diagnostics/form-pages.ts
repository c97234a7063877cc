import type { DiagnosticPages } from './diagnostic-page.ts'

const counted = 'derived:\n  d: working_days_between(order.delivered_at, now)\nmessages:\n  over_limit: "{d}"\n'

/** Faults of the form: keys and values that do not belong where they stand. */
export const formPages = {
  unknown_key: {
    means:
      'The key does not exist at this place: it is misspelt, stands a level too deep or too high, or comes from another language.',
    mend: 'Take the key that the message offers, or one of those that the hint lists.',
    wrong: '§contcat: help@shop.example\n',
    right: 'contact: help@shop.example\n',
  },
  missing_key: {
    means: 'A key that must be there is not. It is told at the map that lacks it.',
    mend: 'Add the key. If one with a similar name stands there, it is most likely meant to be it.',
    wrong: 'clauses:\n  - §{ id: 1 }\n',
    right: 'clauses:\n  - { id: 1, title: Other orders }\n',
  },
  wrong_type: {
    means: 'A map, a list, a text, a number, or true or false is expected here, and the value is something else.',
    mend: 'Write what is expected. A text that looks like a number, or like true, stands in quotes.',
    wrong: 'refund_methods: §card\n',
    right: 'refund_methods: [card]\n',
  },
  unknown_value: {
    means: 'Only certain words are allowed here: those of the language, or the values that a fact declares.',
    mend: 'Take one of the words that the hint lists. A value that a fact may have too is added to its `values`.',
    wrong: 'money: { rounding: §bankers_rounding }\n',
    right: 'money: { rounding: half_even }\n',
  },
  wrong_format: {
    means:
      'The text does not have the form that is expected here: names are letters, digits and underscores, for example.',
    mend: 'Write it as the hint says.',
    wrong: 'facts:\n  §order-note: { type: string, optional: true }\n',
    right: 'messages:\n  over_limit: "{order.note}"\nfacts:\n  order.note: { type: string, optional: true }\n',
  },
  wrong_value: {
    means: 'The value does not have the type that is needed here, or lies outside of what is allowed.',
    mend: 'Write it as the hint says: money as decimal text ("12.50"), times with their offset, true and false without quotes.',
    wrong: 'limits:\n  - { per: day, currency: EUR, amount: §"-100" }\n',
    right: 'limits:\n  - { per: day, currency: EUR, amount: "100" }\n',
  },
  empty: {
    means:
      'A list, map or text that must hold something is empty. An empty `all` would be true and an empty `any` false; a case that expects nothing would always hold.',
    mend: 'Put something in, or leave the key out.',
    wrong: 'cases:\n  - { name: nothing is expected, facts: { order: { days: 3 } }, expect: §{} }\n',
    right: 'cases:\n  - { name: a denial, facts: { order: { days: 3 } }, expect: { outcome: deny } }\n',
  },
  too_long: {
    means: 'The list, map or text has more items or characters than are allowed here.',
    mend: 'Shorten it, or split it.',
    wrong: `title: §${'Refunds of the shop and '.repeat(14)}all its branches\n`,
    right: 'title: Refunds of the shop and all its branches\n',
  },
  not_supported_yet: {
    means:
      'The key is kept for something that is to come: lists of items, several methods in one refund, calendars with names.',
    mend: 'Write it as the hint says. What nothing stands for is sent as a fact.',
    wrong: '§calendars: { de: [2026-12-25] }\n',
    right: `working_days: { holidays: [2026-12-25], known_until: 2026-12-31 }\n${counted}`,
  },
  reserved_name: {
    means:
      'The name has a meaning of its own: a word of formulas (now, refund, and), an outcome, or a name that every JavaScript object has.',
    mend: 'Choose another name, for example with a prefix.',
    wrong: 'facts:\n  §refund: { type: decimal, optional: true }\n',
    right: 'messages:\n  over_limit: "{order.refund}"\nfacts:\n  order.refund: { type: decimal, optional: true }\n',
  },
  duplicate_value: {
    means: 'The same value stands in a list a second time.',
    mend: 'Keep one of them.',
    wrong: 'refund_methods: [card, §card]\n',
    right: 'refund_methods: [card]\n',
  },
  unknown_time_zone: {
    means:
      'The time zone does not exist. Days and months of the policy are those of its time zone, so it must be known.',
    mend: 'Write an IANA name such as Europe/Vienna, America/New_York or UTC.',
    wrong: 'time_zone: §Central European Time\n',
    right: 'time_zone: Europe/Berlin\n',
  },
  holiday_too_late: {
    means:
      'A holiday lies after `known_until`, the last day up to which the list of holidays is said to be complete. One of the two is wrong.',
    mend: 'Move `known_until` to the last day up to which all holidays stand in the list, or remove the holiday.',
    wrong: `working_days: { holidays: [2026-12-25, §2027-01-01], known_until: 2026-12-31 }\n${counted}`,
    right: `working_days: { holidays: [2026-12-25, 2027-01-01], known_until: 2027-12-31 }\n${counted}`,
  },
  unknown_currency: {
    means: 'Neither ISO 4217 nor the policy says how many decimals this currency has, so nothing could be rounded.',
    mend: 'Write a code of ISO 4217 (EUR), or give the decimals of your own: `money: { scale: { GOLD: 0 } }`.',
    wrong: 'limits:\n  - { per: day, currency: §GOLD, amount: "100" }\n',
    right: 'money: { scale: { GOLD: 0 } }\nlimits:\n  - { per: day, currency: GOLD, amount: "100" }\n',
  },
  duplicate_limit: {
    means: 'There are two limits for the same currency and the same time.',
    mend: 'Keep one of them.',
    wrong: 'limits:\n  - { per: day, currency: EUR, amount: "100" }\n  - §{ per: day, currency: EUR, amount: "200" }\n',
    right: 'limits:\n  - { per: day, currency: EUR, amount: "100" }\n',
  },
  wrong_duration: {
    means:
      'A duration is a whole number with a unit: min, h, days or weeks. How long back history looks may be months, too.',
    mend: 'Write for example 90 min, 24 h, 30 days or 2 weeks.',
    wrong: 'review: { due: §"72" }\n',
    right: 'review: { due: 72 h }\n',
  },
  target_after_due: {
    means:
      'A review should be answered by its target and must be answered by its due time, but the target is the later one.',
    mend: 'Make the target at most as long as due.',
    wrong: 'review: { target: §3 days, due: 24 h }\n',
    right: 'review: { target: 24 h, due: 3 days }\n',
  },
} satisfies DiagnosticPages
