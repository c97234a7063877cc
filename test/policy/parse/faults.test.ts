import { describe, expect, it } from '@jest/globals'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { policyText, ruleThen, ruleWhen, withFacts } from './policy-text.ts'

type Changes = Parameters<typeof policyText>[0]
/** What is wrong, the changed sections with a § before each faulty place, and the codes there, in order. */
type Row = readonly [name: string, changes: Changes, codes: readonly string[]]

const tables = (text: string): Changes => ({ tables: `tables:\n  t: ${text}\n` })
const derived = (text: string): Changes => ({ derived: `derived:\n${text}\n` })
const fact = (text: string): Changes => withFacts(text.replace(/^(§?)/, '  $1').concat('\n'))
const aCase = (text: string): Changes => ({ cases: `cases:\n  - { name: one, ${text} }\n` })
const aDispute = (when: string): Changes => ({
  disputes: `disputes:\n  - { id: d, when: ${when}, then: { outcome: ban } }\n`,
})
const subject = (text: string): Changes => ({ subject: `subject: { order: order.id, account: account.id, ${text} }\n` })
const history = (text: string): Changes => withFacts(`  history.x: { type: integer, from: history, ${text} }\n`)
const more = (text: string): Changes => ({ more: `${text}\n` })
const leaf = (text: string): Changes => ruleWhen(`{ ${text} }`)

const c: Changes = { conditions: 'conditions: { c: { fact: flag, operator: equal, value: true } }\n' }

const rows: readonly Row[] = [
  // form
  ['a misspelt key is told with what was meant', more('§contcat: me'), ['unknown_key']],
  ['a key of JavaScript objects is a key like any other', more('§__proto__: { a: 1 }'), ['unknown_key']],
  ['a value of the wrong type', { head: 'name: sample\ntitle: §[a]\nrefund_methods: [balance]\n' }, ['wrong_type']],
  ['a missing key is told at its map', { clauses: 'clauses: [§{ id: 1 }]\n' }, ['missing_key']],
  ['a name that is no name', { head: 'name: §Two Words\ntitle: a\nrefund_methods: [balance]\n' }, ['wrong_format']],
  ['an empty list', { head: 'name: a\ntitle: a\nrefund_methods: §[]\n' }, ['empty']],
  ['a value that is not among the allowed ones', more('money: { rounding: §half_odd }'), ['unknown_value']],
  ['a scale that is not whole', more('money: { scale: { USD: §2.5 } }'), ['wrong_type']],
  ['a scale that is too large', more('money: { scale: { USD: §19 } }'), ['wrong_value']],
  ['a merge key', { refunds: 'refunds: [{ §<<: { a: 1 }, id: x, then: { outcome: deny } }]\n' }, ['merge_key']],
  ['a key twice', more('contact: a\n§contact: b'), ['duplicate_key']],
  ['reserved: lists of items', more('§items: []'), ['not_supported_yet']],
  ['reserved: lists', more('§lists: []'), ['not_supported_yet']],
  ['reserved: calendars', more('§calendars: {}'), ['not_supported_yet']],
  [
    'reserved: several methods in one refund',
    ruleThen('{ outcome: approve, refund: 1, §methods: [balance] }'),
    ['not_supported_yet'],
  ],
  ['reserved: facts that are lists', fact('lines: { type: §list }'), ['not_supported_yet']],
  // metadata
  ['a weekday that there is none of', more('working_days: { weekdays: [§mondey] }'), ['unknown_value']],
  ['no weekday', more('working_days: { weekdays: §[] }'), ['empty']],
  ['a weekday twice', more('working_days: { weekdays: [monday, §monday] }'), ['duplicate_value']],
  [
    'a holiday twice',
    more('working_days: { holidays: [2026-12-25, §2026-12-25], known_until: 2026-12-31 }'),
    ['duplicate_value'],
  ],
  [
    'a holiday that no calendar has',
    more('working_days: { holidays: [§2026-02-29], known_until: 2026-12-31 }'),
    ['wrong_value'],
  ],
  [
    'a holiday in another form',
    more('working_days: { holidays: [§25.12.2026], known_until: 2026-12-31 }'),
    ['wrong_format'],
  ],
  [
    'a holiday after the last day that is known',
    more('working_days: { holidays: [2026-12-25, §2027-01-01], known_until: 2026-12-31 }'),
    ['holiday_too_late'],
  ],
  ['holidays of which nobody knows the end', more('working_days: §{ holidays: [2026-12-25] }'), ['missing_key']],
  ['an end that no calendar has', more('working_days: { known_until: §2026-13-01 }'), ['wrong_value']],
  [
    'working days that the policy does not know',
    derived('  d: 1 + §working_days_between(order.at, now)'),
    ['formula_working_days'],
  ],
  [
    'working days under another name are told once',
    { ...derived('  d: working_days_between(order.at, now)'), ...more('§business_days: {}') },
    ['not_supported_yet'],
  ],
  [
    'a count that never has a result',
    {
      ...derived("  d: §add_working_days('2026-12-30', 3)"),
      ...more('working_days: { holidays: [2026-12-25], known_until: 2026-12-31 }'),
    },
    ['formula_calculation'],
  ],
  [
    'a part of a working day',
    { ...derived('  d: §add_working_days(order.at, 1.5)'), ...more('working_days: {}') },
    ['formula_calculation'],
  ],
  ['a time zone that does not exist', more('time_zone: §Europe/Atlantis'), ['unknown_time_zone']],
  ['a label that takes the name of a kind', more('outcomes: { §approve: deny }'), ['reserved_name']],
  ['a refund method twice', { head: 'name: a\ntitle: a\nrefund_methods: [x, §x]\n' }, ['duplicate_value']],
  [
    'a limit in a currency without scale',
    more('limits: [{ per: day, currency: §XYZ, amount: "1" }]'),
    ['unknown_currency'],
  ],
  ['a negative limit', more('limits: [{ per: day, currency: EUR, amount: §"-1" }]'), ['wrong_value']],
  [
    'a limit with too many digits to be exact',
    more('limits: [{ per: day, currency: EUR, amount: §1.234567890123456 }]'),
    ['number_too_precise'],
  ],
  [
    'the same limit twice',
    more('limits: [{ per: day, currency: EUR, amount: 1 }, §{ per: day, currency: EUR, amount: 2 }]'),
    ['duplicate_limit'],
  ],
  ['a review level that is not declared', more('review: { levels: [a, b], level: §c }'), ['unknown_level']],
  ['a duration without unit', more('review: { due: §"72" }'), ['wrong_duration']],
  ['a target after the due time', more('review: { target: §48 h, due: 24 h }'), ['target_after_due']],
  ['a message for a reason that is none', more('messages: { §missing_facts: a }'), ['unknown_key']],
  [
    'a placeholder that names nothing',
    more('messages: { missing_fact: "a §{order.statsu}" }'),
    ['unknown_placeholder'],
  ],
  ['a lone brace', more('messages: { missing_fact: "a §} b" }'), ['message_brace']],
  // facts
  ['a word of the formula language as a fact', fact('§now: { type: string, optional: true }'), ['reserved_name']],
  ['an inherited name as a segment', fact('§a.constructor: { type: string, optional: true }'), ['reserved_name']],
  ['__proto__ as a segment', fact('§__proto__: { type: string, optional: true }'), ['reserved_name']],
  ['a fact name with a hyphen', fact('§order-id: { type: string }'), ['wrong_format']],
  ['a fact within a fact', fact('§flag.inner: { type: string }'), ['nested_fact']],
  ['an enum without values', fact('§e: { type: enum }'), ['missing_values']],
  ['values without an enum', fact('e: { type: string, values: §[a] }'), ['values_without_enum']],
  ['an enum value twice', fact('e: { type: enum, values: [a, §a] }'), ['duplicate_value']],
  ['a default of another type', fact('e: { type: integer, default: §"+5" }'), ['wrong_value']],
  ['an integer default with a fraction', fact('e: { type: integer, default: §5.5 }'), ['wrong_value']],
  [
    'a default that is not among the values',
    fact('e: { type: enum, values: [apple], default: §aple }'),
    ['unknown_value'],
  ],
  [
    'a timestamp default without offset',
    fact('e: { type: timestamp, default: §"2026-01-01T00:00:00" }'),
    ['wrong_value'],
  ],
  ['a day that does not exist', fact('e: { type: date, default: §2026-02-30 }'), ['wrong_value']],
  ['a number with an exponent', fact('e: { type: decimal, default: §1e3 }'), ['wrong_value']],
  ['a number with too many digits', fact('e: { type: decimal, default: §0.1234567890123456 }'), ['number_too_precise']],
  ['both a default and optional', fact('e: { type: string, default: §a, optional: true }'), ['default_and_optional']],
  ['a history fact without a question', fact('§e: { type: integer, from: history }'), ['history_question']],
  ['a question without history', fact('§e: { type: integer, count: { entries: claims } }'), ['not_from_history']],
  [
    'a question of another type',
    fact('§e: { type: string, from: history, count: { entries: claims } }'),
    ['history_type'],
  ],
  [
    'a standing that lacks a value',
    fact('§e: { type: enum, values: [good], from: history, state: standing }'),
    ['history_type'],
  ],
  [
    'an unknown kind of entries',
    fact('e: { type: integer, from: history, count: { entries: §claim } }'),
    ['unknown_value'],
  ],
  [
    'a window that is no duration',
    fact('e: { type: integer, from: history, count: { entries: claims, within: §a month } }'),
    ['wrong_duration'],
  ],
  [
    'a history fact before what is no timestamp',
    fact('e: { type: integer, from: history, count: { entries: claims, before: §order.id } }'),
    ['wrong_value'],
  ],
  [
    'a history fact before an unknown fact',
    fact('e: { type: integer, from: history, count: { entries: claims, before: §order.att } }'),
    ['unknown_fact'],
  ],
  [
    'a history filter by an outcome that nothing has',
    fact('e: { type: integer, from: history, count: { entries: decisions, where: { outcome: §refused } } }'),
    ['unknown_outcome'],
  ],
  [
    'a history filter by a kind that nothing is',
    fact('e: { type: integer, from: history, count: { entries: decisions, where: { kind: §refusal } } }'),
    ['unknown_value'],
  ],
  // derived values and formulas
  [
    'an unknown name within a formula, at its place',
    derived('  a: order.charge + §order.chrge'),
    ['formula_unknown_name'],
  ],
  [
    'an unknown name within a quoted formula, escapes counted',
    derived('  a: "if(order.id == \\"x\\", §ordr.charge, 1)"'),
    ['formula_unknown_name'],
  ],
  ['every fault of a formula', derived('  a: §nope + §nada'), ['formula_unknown_name', 'formula_unknown_name']],
  ['a formula that is a bare number with too many digits', derived('  a: §0.1234567890123456'), ['number_too_precise']],
  ['a derived value named as a fact', derived('  §flag: 1'), ['duplicate_name']],
  ['a derived value named by a word', derived('  §refund: 1'), ['reserved_name']],
  ['a circle of derived values', derived('  §a: b + 1\n  b: c + 1\n  c: a + 1'), ['derived_cycle']],
  ['a derived value that reads itself', derived('  §a: a + 1'), ['derived_cycle']],
  [
    'who names a faulty derived value is not at fault',
    { ...derived('  a: §nope\n  b: a + 1'), ...ruleWhen('{ fact: b, operator: equal, value: 1 }') },
    ['formula_unknown_name'],
  ],
  [
    'who names a faulty fact is not at fault',
    { ...fact('e: { type: §strin }'), ...ruleWhen('{ fact: e, operator: equal, value: 1 }') },
    ['unknown_value'],
  ],
  [
    'an unknown name on a later line of a folded formula',
    derived('  a: >-\n    order.charge\n    + §nope'),
    ['formula_unknown_name'],
  ],
  [
    'an unknown name on a later line of a literal block',
    derived('  a: |\n    order.charge\n\n    + §nope'),
    ['formula_unknown_name'],
  ],
  [
    'an unknown name on a later line of a plain formula',
    derived('  a: order.charge\n    + §nope'),
    ['formula_unknown_name'],
  ],
  [
    'an unknown name in a quoted formula over lines, at its beginning',
    derived('  a: §"order.charge\n    + nope"'),
    ['formula_unknown_name'],
  ],
  // tables
  ['tiers without otherwise', { tables: 'tables:\n  §t: [{ up_to: 1, value: 1 }]\n' }, ['missing_otherwise']],
  [
    'a row without an edge among tiers',
    tables('{ rows: [{ up_to: 1, value: 1 }, §{ key: 2, value: 1 }], otherwise: 1 }'),
    ['missing_edge'],
  ],
  ['a row with two edges', tables('{ rows: [{ up_to: 1, §above: 0, value: 1 }], otherwise: 1 }'), ['unknown_key']],
  [
    'edges of two types',
    { tables: 'tables:\n  §t: [{ up_to: 1, value: 1 }, { up_to: "2026-01-01", value: 1 }, { otherwise: 1 }]\n' },
    ['mixed_edges'],
  ],
  ['an edge that is no value', tables('[{ up_to: §soon, value: 1 }, { otherwise: 1 }]'), ['wrong_value']],
  ['numbers among texts', tables('{ a: x, b: §1 }'), ['mixed_cells']],
  ['a key twice among rows', tables('[{ key: a, value: 1 }, §{ key: a, value: 2 }]'), ['duplicate_key']],
  ['rows with one key and with two', tables('{ a: { b: 1 }, §c: 2 }'), ['table_keys']],
  ['otherwise before other rows', tables('[§{ otherwise: 1 }, { key: a, value: 1 }]'), ['otherwise_not_last']],
  ['a table without rows', { tables: 'tables:\n  §t: {}\n' }, ['empty']],
  // conditions
  ['an unknown fact', leaf('fact: §order.statsu, operator: equal, value: open'), ['unknown_fact']],
  ['an unknown operator', leaf('fact: order.status, operator: §equals, value: open'), ['unknown_value']],
  [
    'an operator that does not fit the type',
    leaf('fact: order.status, operator: §lessThan, value: open'),
    ['operator_type'],
  ],
  [
    'a literal that is not among the values',
    leaf('fact: order.status, operator: equal, value: §opne'),
    ['unknown_value'],
  ],
  ['a literal of another type', leaf('fact: flag, operator: equal, value: §"true"'), ['wrong_value']],
  ['text where a number belongs', leaf('fact: order.charge, operator: lessThan, value: §ten'), ['wrong_value']],
  ['a timestamp literal that is none', leaf('fact: order.at, operator: lessThan, value: §2026-01-01'), ['wrong_value']],
  ['in with a single value', leaf('fact: order.status, operator: in, value: §open'), ['list_needed']],
  ['equal with a list', leaf('fact: order.status, operator: equal, value: §[open]'), ['list_not_allowed']],
  ['in with an empty list', leaf('fact: order.status, operator: in, value: §[]'), ['empty']],
  [
    'a comparison of facts of two types',
    leaf('fact: order.charge, operator: equal, value: §{ fact: order.id }'),
    ['type_mismatch'],
  ],
  [
    'path, which json-rules-engine would run',
    leaf('fact: order.status, operator: equal, value: open, §path: "$[?(1)]"'),
    ['unknown_key'],
  ],
  [
    'any other key of json-rules-engine',
    leaf('fact: order.status, operator: equal, value: open, §params: {}'),
    ['unknown_key'],
  ],
  ['an empty all', leaf('all: §[]'), ['empty']],
  ['an empty any', leaf('any: §[]'), ['empty']],
  ['all and any in one', { ...c, ...leaf('all: [{ condition: c }], §any: [{ condition: c }]') }, ['unknown_key']],
  ['an unknown condition', leaf('condition: §suspicous'), ['unknown_condition']],
  [
    'a circle of conditions',
    { conditions: 'conditions:\n  §a: { condition: b }\n  b: { not: { condition: a } }\n' },
    ['condition_cycle'],
  ],
  // subject
  [
    'a charge from a fact that is not from: order',
    subject('charge: §order.remains, currency: order.currency'),
    ['not_from_order'],
  ],
  [
    'a charge through a derived value that is not from: order',
    { ...derived('  d: order.charge - order.remains'), ...subject('charge: §d, currency: order.currency') },
    ['not_from_order'],
  ],
  ['a charge that is no number', subject('charge: §order.currency, currency: order.currency'), ['formula_type']],
  [
    'a charge that depends on the time',
    subject('charge: "day_of_month(§now)", currency: order.currency'),
    ['formula_unknown_name'],
  ],
  ['a plain currency without scale', subject('charge: order.charge, currency: §ABC'), ['unknown_currency']],
  ['a plain currency in small letters', subject('charge: order.charge, currency: §eur'), ['unknown_currency']],
  ['a constant currency without scale', subject('charge: order.charge, currency: §"\'ABC\'"'), ['unknown_currency']],
  [
    'a claim that is always there',
    subject('charge: order.charge, currency: order.currency, claim: §order.id'),
    ['claim_fact'],
  ],
  ['an unknown claim', subject('charge: order.charge, currency: order.currency, claim: §claim'), ['unknown_fact']],
  [
    'a time of the claim that is no time',
    subject('charge: order.charge, currency: order.currency, claimed_at: §flag'),
    ['claim_fact'],
  ],
  // rules
  [
    'two rules of one id, over refunds and disputes',
    { ...ruleThen('{ outcome: deny }'), disputes: 'disputes: [{ id: §first, then: { outcome: ban } }]\n' },
    ['duplicate_rule'],
  ],
  ['a rule called default', { refunds: 'refunds: [{ id: §default, then: { outcome: deny } }]\n' }, ['reserved_name']],
  [
    'an unknown clause',
    { refunds: 'refunds: [{ id: a, clause: §1.a, then: { outcome: deny } }]\n' },
    ['unknown_clause'],
  ],
  [
    'a clause twice',
    { clauses: 'clauses: [{ id: 1, title: A, clauses: [{ id: §"1", title: B }] }]\n' },
    ['duplicate_clause'],
  ],
  ['an unknown outcome', ruleThen('{ outcome: §refuse }'), ['unknown_outcome']],
  [
    'an approval without amount that says how it is given',
    ruleThen('{ outcome: approve, amounts: { net: 1 }, §method: balance, §split: [net] }'),
    ['missing_refund', 'missing_refund'],
  ],
  [
    'an approval without method where there are several',
    { head: 'name: a\ntitle: a\nrefund_methods: [x, y]\n', ...ruleThen('{ outcome: §approve, refund: 1 }') },
    ['missing_method'],
  ],
  [
    'a denial with a refund, a method and a review',
    ruleThen('{ outcome: deny, §refund: 1, §method: balance, §review: {} }'),
    ['not_with_outcome', 'not_with_outcome', 'not_with_outcome'],
  ],
  [
    'a label of a denial with a refund',
    { ...more('outcomes: { exchange: deny }'), ...ruleThen('{ outcome: exchange, §refund: 1 }') },
    ['not_with_outcome'],
  ],
  ['an approval with a review', ruleThen('{ outcome: approve, refund: 1, §review: {} }'), ['not_with_outcome']],
  ['a refund that is no number', ruleThen('{ outcome: approve, refund: §order.id }'), ['formula_type']],
  ['a method that is not declared', ruleThen('{ outcome: approve, refund: 1, method: §balnce }'), ['unknown_method']],
  [
    'a method formula that may yield another',
    ruleThen('{ outcome: approve, refund: 1, method: §\'if(flag, "balance", "cash")\' }'),
    ['unknown_method'],
  ],
  [
    'a level that is not declared',
    { ...more('review: { levels: [support] }'), ...ruleThen('{ outcome: review, review: { level: §manager } }') },
    ['unknown_level'],
  ],
  [
    'a level formula that may yield another',
    ruleThen('{ outcome: review, review: { level: §\'if(refund > 5, "reviewer", "boss")\' } }'),
    ['unknown_level'],
  ],
  [
    'a reason that is given by the service itself',
    ruleThen('{ outcome: deny, reason: §over_limit }'),
    ['built_in_reason'],
  ],
  ['a reason that is not snake_case', ruleThen('{ outcome: deny, reason: §Not-This }'), ['wrong_format']],
  [
    'an amount called as the decision itself',
    ruleThen('{ outcome: deny, amounts: { §refund: 1 } }'),
    ['reserved_name'],
  ],
  ['an unknown action', ruleThen('{ outcome: deny, actions: [§close] }'), ['unknown_action']],
  [
    'a missing parameter',
    {
      ...more('actions: { close: { parameters: { days: { type: number, cumulative: false } } } }'),
      ...ruleThen('{ outcome: deny, actions: [§close] }'),
    },
    ['missing_parameter'],
  ],
  [
    'an unknown parameter',
    { ...more('actions: { close: {} }'), ...ruleThen('{ outcome: deny, actions: [{ close: { §days: 1 } }] }') },
    ['unknown_parameter'],
  ],
  [
    'a text parameter that is nearly a name',
    {
      ...more('actions: { close: { parameters: { why: string } } }'),
      ...ruleThen('{ outcome: deny, actions: [{ close: { why: §flagg } }] }'),
    },
    ['formula_unknown_name'],
  ],
  [
    'a parameter of another type',
    {
      ...more('actions: { close: { parameters: { days: { type: number, cumulative: false } } } }'),
      ...ruleThen('{ outcome: deny, actions: [{ name: close, parameters: { days: §order.id } }] }'),
    },
    ['formula_type'],
  ],
  [
    'a number among the parameters that does not state whether it is a total',
    more('actions: { close: { parameters: { days: §number, fee: §{ type: money }, rate: §decimal } } }'),
    ['cumulative_not_stated', 'cumulative_not_stated', 'cumulative_not_stated'],
  ],
  [
    'a text that is a total, and money with a scale of its own',
    more(
      'actions: { close: { parameters: { why: { type: string, cumulative: §true, scale: §2 }, fee: { type: money, cumulative: true, scale: §2 } } } }',
    ),
    ['not_with_type', 'not_with_type', 'not_with_type'],
  ],
  [
    'a total that reads the refund or a named amount',
    {
      ...more(
        'actions: { book: { parameters: { sum: { type: money, cumulative: true }, fee: { type: money, cumulative: true } } } }',
      ),
      ...ruleThen(
        '{ outcome: approve, refund: 1, amounts: { kept: 2 }, actions: { book: { sum: §refund, fee: §kept / 2 } } }',
      ),
    },
    ['cumulative_refund', 'cumulative_refund'],
  ],
  [
    'a denial whose action reads the refund and a named amount',
    {
      ...more('actions: { book: { parameters: { sum: { type: money, cumulative: false } } } }'),
      ...ruleThen(
        '{ outcome: deny, amounts: { kept: 2 }, actions: [{ book: { sum: §refund } }, { book: { sum: §kept } }] }',
      ),
    },
    ['formula_unknown_name', 'formula_unknown_name'],
  ],
  [
    'an action that reads the refund while the review waits',
    {
      ...more('actions: { book: { parameters: { sum: { type: money, cumulative: false } } } }'),
      ...ruleThen('{ outcome: review, refund: 1, review: { actions: { book: { sum: §refund } } } }'),
    },
    ['formula_unknown_name'],
  ],
  [
    'a split into an amount that the rule does not name, and one twice',
    ruleThen('{ outcome: approve, refund: 1, amounts: { net: 1 }, split: [net, §tax, §net] }'),
    ['unknown_amount', 'duplicate_value'],
  ],
  [
    'an action that is given neither for an order nor for a decision',
    more('actions: { close: { per: §account } }'),
    ['unknown_value'],
  ],
  ['an end of a dispute that is none', more('dispute_endings: { §settled: keep }'), ['unknown_key']],
  ['a standing after a dispute that is none', more('dispute_endings: { won: §good }'), ['unknown_value']],
  ['a default that only sometimes applies', { default: 'default: { outcome: deny, §when: {} }\n' }, ['unknown_key']],
  // disputes
  [
    'a dispute outcome that is none',
    { disputes: 'disputes: [{ id: d, then: { outcome: §deny } }]\n' },
    ['unknown_value'],
  ],
  [
    'a dispute with a refund',
    { disputes: 'disputes: [{ id: d, then: { outcome: ban, §refund: 1 } }]\n' },
    ['unknown_key'],
  ],
  [
    'a dispute text that names the refund',
    { disputes: 'disputes: [{ id: d, then: { outcome: ban, message: "§{refund}" } }]\n' },
    ['unknown_placeholder'],
  ],
  [
    'dispute rules may read an optional fact only through known or coalesce',
    aDispute('§{ fact: order.remains, operator: equal, value: 1 }'),
    ['optional_fact_in_dispute'],
  ],
  [
    'also where it is compared with',
    aDispute('{ not: §{ fact: order.charge, operator: equal, value: { fact: order.remains } } }'),
    ['optional_fact_in_dispute'],
  ],
  [
    'also through derived values',
    {
      ...derived('  d: order.remains + 1\n  e: d + 1'),
      ...aDispute('{ all: [§{ fact: e, operator: equal, value: 1 }] }'),
    },
    ['optional_fact_in_dispute'],
  ],
  [
    'also through named conditions',
    {
      conditions: 'conditions: { c: { fact: order.remains, operator: equal, value: 1 } }\n',
      ...aDispute('{ any: [§{ condition: c }] }'),
    },
    ['optional_fact_in_dispute'],
  ],
  // subject
  [
    'a cap over a fact of the request',
    subject('charge: order.charge, cap: §order.remains, currency: EUR'),
    ['not_from_order'],
  ],
  [
    'a part that follows from history',
    {
      ...withFacts('  history.standing: { type: string, from: history, state: standing }\n'),
      ...subject('charge: order.charge, currency: EUR, part: §history.standing'),
    },
    ['reads_history'],
  ],
  ['a part that is no text', subject('charge: order.charge, currency: EUR, part: §flag'), ['formula_type']],
  [
    'a state of facts that name the order, are claims, or come from history',
    {
      ...withFacts('  history.open: { type: integer, from: history, state: open_disputes }\n'),
      ...subject(
        'charge: order.charge, currency: EUR, claim: flag, state: [order.status, §order.id, §flag, §history.open, §nope]',
      ),
    },
    ['state_fact', 'state_fact', 'state_fact', 'unknown_fact'],
  ],
  [
    'a higher charge that nobody looks at twice',
    subject('charge: order.charge, currency: EUR, higher_charge: §pay'),
    ['unknown_value'],
  ],
  // history
  ['a window of half a month', history('count: { entries: claims, within: §0.5 months }'), ['wrong_duration']],
  ['a part where the policy names none', history('count: { entries: claims, of: §part }'), ['no_part']],
  [
    'how something else than a dispute ended',
    history('count: { entries: claims, where: { ended: §won } }'),
    ['ended_without_disputes'],
  ],
  ['an end that is none', history('count: { entries: disputes, where: { ended: §settled } }'), ['unknown_value']],
  [
    'entries before a derived value that reads history',
    {
      ...withFacts(
        '  history.x: { type: integer, from: history, count: { entries: claims, before: §since } }\n  history.y: { type: boolean, from: history, exists: { entries: claims } }\n',
      ),
      ...derived('  since: if(history.y, now, order.at)'),
    },
    ['wrong_value'],
  ],
  [
    'compared facts without a bound',
    history('count: { entries: claims, where: { order.status: { fact: §order.status } } }'),
    ['unbounded_comparison'],
  ],
  [
    'a fact compared with a value without a bound',
    history('count: { entries: claims, where: { order.status: §open } }'),
    ['unbounded_comparison'],
  ],
  [
    'facts compared with a value that are personal, from history, of another type, of a type with several forms, or none',
    {
      ...withFacts(
        [
          '  mail: { type: string, optional: true, personal: true }',
          '  history.open: { type: integer, from: history, state: open_disputes }',
          '  history.x: { type: integer, from: history, count: { entries: claims, within: 3 months, where: { mail: §a, history.open: §1, flag: §maybe, order.remains: §5, nope: §1, order.status: §lost } } }',
        ].join('\n') + '\n',
      ),
    },
    ['personal_comparison', 'reads_history', 'wrong_value', 'type_mismatch', 'unknown_fact', 'unknown_value'],
  ],
  [
    'compared facts that are personal, from history, of two types, or none',
    {
      ...withFacts(
        [
          '  mail: { type: string, optional: true, personal: true }',
          '  history.open: { type: integer, from: history, state: open_disputes }',
          '  history.x: { type: integer, from: history, count: { entries: claims, within: 3 months, where: { mail: { fact: §mail }, order.remains: { fact: §history.open }, flag: { fact: §order.status }, nope: { fact: §flag } } } }',
        ].join('\n') + '\n',
      ),
    },
    ['personal_comparison', 'reads_history', 'type_mismatch', 'unknown_fact'],
  ],
  // personal facts
  [
    'a claim, and an instant that history is asked for, that an erasure would take away',
    {
      ...withFacts(
        [
          '  why: { type: string, default: none, personal: true }',
          '  told_at: { type: timestamp, optional: true, personal: true }',
          '  history.x: { type: integer, from: history, count: { entries: claims, before: §told_at } }',
        ].join('\n') + '\n',
      ),
      ...subject('charge: order.charge, currency: EUR, claim: §why'),
    },
    ['claim_fact', 'personal_comparison'],
  ],
  [
    'money that an erasure would take the ground of, and a state that it would change',
    {
      ...withFacts('  order.tip: { type: decimal, from: order, default: 0, personal: true }\n'),
      ...derived('  paid: order.charge + order.tip'),
      ...subject('charge: §paid, cap: §order.tip, currency: EUR, state: [order.status, §order.tip]'),
    },
    ['personal_money', 'personal_money', 'state_fact'],
  ],
  [
    'a total that reads what is personal',
    {
      ...withFacts('  age: { type: decimal, default: 0, personal: true }\n'),
      ...more(
        'actions: { book: { parameters: { sum: { type: number, cumulative: true }, fee: { type: money, cumulative: false }, age: { type: number, cumulative: false } } } }',
      ),
      ...ruleThen(
        '{ outcome: approve, refund: 1, actions: { book: { sum: §age * 2, fee: §refund + age, age: age } } }',
      ),
    },
    ['personal_total', 'personal_total'],
  ],
  // cases
  [
    'a case that expects unknown actions, parameters, levels and labels',
    {
      ...more('actions: { close: { parameters: { why: string } } }'),
      ...aCase(
        'expect: { label: §deny, level: §owner, actions: [close, §open, { name: close, parameters: { §how: 1 } }] }',
      ),
    },
    ['unknown_outcome', 'unknown_level', 'unknown_action', 'unknown_parameter'],
  ],
  [
    'a case of an unknown fact',
    aCase('facts: { order: { §statsu: open } }, expect: { outcome: deny }'),
    ['unknown_fact'],
  ],
  ['a case of an unknown history fact', aCase('history: { §claims: 1 }, expect: { outcome: deny }'), ['unknown_fact']],
  ['a case that expects an unknown rule', aCase('expect: { rule: §nope }'), ['unknown_rule']],
  ['a case that expects an unknown clause', aCase('expect: { clause: §"9" }'), ['unknown_clause']],
  ['a case that expects an unknown outcome', aCase('expect: { outcome: §ban }'), ['unknown_outcome']],
  ['a case that expects an unknown method', aCase('expect: { method: §cash }'), ['unknown_method']],
  ['a case that expects an unknown reason', aCase('expect: { reason: §nope }'), ['unknown_reason']],
  ['a case that expects an unknown amount', aCase('expect: { amounts: { fee: §"1" } }'), ['unknown_amount']],
  [
    'a case of disputes that expects a refund outcome',
    aCase('section: disputes, expect: { outcome: §deny }'),
    ['unknown_outcome'],
  ],
  [
    'a case of disputes beside a refund rule',
    {
      refunds:
        'refunds: [{ id: a, then: { outcome: deny }, cases: [{ name: x, section: §disputes, expect: { outcome: deny } }] }]\n',
    },
    ['wrong_section'],
  ],
  ['a case at a time that is none', aCase('now: §yesterday, expect: { outcome: deny }'), ['wrong_value']],
  [
    'a case with a number that would lose digits',
    aCase('facts: { order: { charge: §0.1234567890123456 } }, expect: { outcome: deny }'),
    ['number_too_precise'],
  ],
  ['a case without a name', { cases: 'cases: [§{ expect: { outcome: deny } }]\n' }, ['missing_key']],
]

describe('faults of a policy', () => {
  it.each(rows)('%s', (_, changes, codes) => {
    const { text, places } = marked(policyText(changes))
    const { policy, diagnostics } = parsePolicy(text)
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ code }) => code)).toEqual(codes)
    expect(new Set(errors.map(({ line, column }) => `${line}:${column}`))).toEqual(new Set(places))
    expect(policy).toBeNull()
    for (const { message, hint, path } of errors) {
      expect(message).toMatch(/^\S.*[.?]$/s)
      expect(hint).toMatch(/\S/)
      expect(path).toMatch(/^(\/|$)/)
    }
  })

  it('are told all at once, by place, also where the form is wrong elsewhere', () => {
    const { text } = marked(
      policyText({
        ...ruleThen('{ outcome: approve, refund: nope, method: cash }'),
        ...more('contcat: me'),
        clauses: 'clauses: [{ id: 1 }]\n',
      }),
    )
    const { diagnostics } = parsePolicy(text)
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'missing_key',
      'formula_unknown_name',
      'unknown_method',
      'unknown_key',
    ])
  })

  it('say what was most likely meant', () => {
    const messageOf = (changes: Changes) =>
      parsePolicy(policyText(changes))
        .diagnostics.map(({ message }) => message)
        .join()
    expect(messageOf(more('contcat: me'))).toContain('Did you mean "contact"?')
    expect(messageOf(leaf('fact: order.statsu, operator: equal, value: open'))).toContain(
      'Did you mean "order.status"?',
    )
    expect(messageOf(leaf('fact: order.status, operator: equals, value: open'))).toContain('Did you mean "equal"?')
    expect(messageOf(leaf('fact: order.status, operator: equal, value: opne'))).toContain('Did you mean "open"?')
    expect(messageOf(ruleThen('{ outcome: approve, refund: 1, method: balnce }'))).toContain('Did you mean "balance"?')
  })

  it('point to the place in the document', () => {
    const { diagnostics } = parsePolicy(policyText(leaf('all: [{ fact: order.status, operator: equal, value: opne }]')))
    expect(diagnostics.map(({ path }) => path)).toEqual(['/refunds/0/when/all/0/value'])
  })
})

/** The text without its marks, and where they stood. */
function marked(text: string): { readonly text: string; readonly places: readonly string[] } {
  const places: string[] = []
  let clean = ''
  for (const part of text.split('§')) {
    clean += part
    const lines = clean.split('\n')
    places.push(`${lines.length}:${(lines.at(-1) ?? '').length + 1}`)
  }
  return { text: clean, places: places.slice(0, -1) }
}
