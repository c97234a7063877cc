import { describe, expect, it } from '@jest/globals'
import { parseAndLint } from '../../../src/policy/lint/parse-and-lint.ts'
import type { Diagnostic } from '../../../src/problems/diagnostic.ts'
import { policyText, ruleThen, ruleWhen, withFacts } from './policy-text.ts'

type Changes = Parameters<typeof policyText>[0]

const told = (changes: Changes): readonly Diagnostic[] =>
  parseAndLint(policyText(changes)).diagnostics.filter(({ code }) => !code.startsWith('unused_'))
const only = (changes: Changes): Diagnostic | undefined => {
  const found = told(changes)
  expect(found.map(({ code, message }) => `${code} ${message}`)).toHaveLength(1)
  return found[0]
}
const fact = (text: string): Changes => withFacts(`  extra: ${text}\n`)
const leaf = (text: string): Changes => ruleWhen(`{ ${text} }`)
const derived = (formula: string): Changes => ({ derived: `derived:\n  a: ${JSON.stringify(formula)}\n` })
const rows = (row: string): Changes => ({ tables: `tables:\n  t: { rows: [${row}], otherwise: 0 }\n` })
const closed = 'fact: order.status, operator: equal, value: closed'

describe('what other languages call otherwise', () => {
  it.each<readonly [string, Changes, string]>([
    ['a type', fact('{ type: money, optional: true }'), 'decimal'],
    ['a type', fact('{ type: bool, default: true }'), 'boolean'],
    ['a type', fact('{ type: datetime, optional: true }'), 'timestamp'],
    ['an operator', leaf('fact: order.remains, operator: ">=", value: 1'), 'greaterThanInclusive'],
    ['an operator', leaf('fact: order.remains, operator: lessThanOrEqual, value: 1'), 'lessThanInclusive'],
    ['a form of a condition', leaf(`and: [{ ${closed} }]`), 'all'],
    ['an edge of a table', rows('{ over: 10, value: 1 }'), 'above'],
    ['an edge of a table', rows('{ upTo: 10, value: 1 }'), 'up_to'],
    ['a rounding', { more: 'money: { rounding: bankers }\n' }, 'half_even'],
    ['a key of a rule', { refunds: `refunds: [{ id: a, if: { ${closed} }, then: { outcome: deny } }]\n` }, 'when'],
  ])('%s is told with the word for it (%#)', (_, changes, word) => {
    expect(told(changes).map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`Did you mean "${word}"?`),
    )
  })

  it.each<readonly [string, string]>([
    ['flag && flag', 'Write and.'],
    ['flag || flag', 'Write or.'],
    ['!flag', 'Write not.'],
    ['order.charge * 50%', 'Write percent(amount, 10) for 10 % of an amount.'],
    ['order.charge * .5', 'Write the zero before the point: 0.5.'],
    ['order.charge * 0,5', 'Write decimals with a point and thousands without a mark: 1000.50.'],
    ['order.charge × 2', 'Write the plain signs + - * /.'],
    ['if flag then 1 else 2', 'Write if(condition, then, else).'],
    ['if([1, 2] == order.remains, 1, 2)', "Write x in ['a', 'b'], or give the values as separate arguments."],
    ['if(order.remains == null, 1, 2)', 'Ask with known(x) whether a fact is known'],
    ['if(order.status == closed, 1, 2)', 'As a text it stands in quotes: "closed".'],
    ['round(order.charge, 2, half_up)', 'As a text it stands in quotes: "half_up".'],
    ['days_between(order.at, now())', 'Write now, without brackets.'],
    ['{order.charge}', 'Names stand without braces in a formula.'],
  ])('the formula %s: %s', (formula, hint) => {
    expect(told(derived(formula))[0]?.hint).toContain(hint)
  })
})

describe('a fault says how to mend it', () => {
  it.each<readonly [string, Changes, string]>([
    ['a fact that is only a type', fact('string'), '{ type: string }'],
    ['nested facts', fact('{ weight: { type: decimal } }'), '`extra.weight: { type: ... }`'],
    ['a fact that is said to be required', fact('{ type: string, required: true }'), 'Remove it: a fact is required'],
    [
      'a condition that is the name of one',
      { conditions: `conditions: { done: { ${closed} } }\n`, ...ruleWhen('done') },
      'condition(done)',
    ],
    ['a condition that is a list', ruleWhen('[]'), '{ all: [...] }'],
    ['a condition that is empty', ruleWhen('{}'), '{ all: [...] }'],
    ['two forms in one condition', leaf(`all: [{ ${closed} }], not: { ${closed} }`), 'put both as parts'],
    ['two edges in one row', rows('{ at_least: 0, up_to: 10, value: 1 }'), 'A row has one edge'],
    ['a row with a value alone', rows('{ value: 1 }'), 'one of up_to, below, at_least, above'],
    [
      'now in a condition',
      leaf('fact: now, operator: greaterThan, value: { fact: order.at }'),
      'derived: { a_name: now }',
    ],
    [
      'a fact as a literal',
      leaf('fact: order.remains, operator: lessThan, value: order.charge'),
      '{ fact: order.charge }',
    ],
    ['a rule without id', { refunds: 'refunds: [{ then: { outcome: deny } }]\n' }, 'Unique over all rules'],
    ['what is decided, as a word', { default: 'default: deny\n' }, '{ clause: 1, outcome: deny'],
    ['a number where a duration belongs', { more: 'review: { target: 3 }\n' }, '30 min, 24 h, 30 days'],
    ['an action that is a word', ruleThen('{ outcome: deny, actions: notify }'), 'a list of names'],
    [
      'a level formula without declared levels',
      ruleThen('{ outcome: review, review: { level: \'if(refund > 5, "lead", "reviewer")\' } }'),
      'review: { levels: [reviewer, manager] }',
    ],
    [
      'a case with what was credited before, which is not declared',
      { cases: 'cases: [{ name: a, history: { credited: "1.00" }, expect: { outcome: deny } }]\n' },
      'history.credited: { type: decimal, from: history, state: credited }',
    ],
  ])('%s', (_, changes, hint) => {
    expect(only(changes)?.hint).toContain(hint)
  })

  it('also where a comma of a formula ended it, as YAML has it between braces', () => {
    expect(only(ruleThen('{ outcome: deny, message: Sorry, no }'))?.hint).toBe(
      'Put the text in quotes: message: "Sorry, no"',
    )
  })

  it('and names the default where it has another word', () => {
    const changes = { default: 'else: { clause: 1, outcome: deny }\n' }
    expect(only(changes)?.message).toBe('The key "else" is not known here. Did you mean "default"?')
  })

  it('and lists the allowed values once', () => {
    expect(only(fact('{ type: colour, optional: true }'))?.hint).toBe(
      'Allowed: string, enum, integer, decimal, boolean, timestamp, date.',
    )
  })

  it('a parameter whose declaration is at fault is not told again where it is used', () => {
    const changes = {
      ...ruleThen('{ outcome: deny, actions: [{ close: { days: 5 } }] }'),
      more: 'actions: { close: { parameters: { days: integer } } }\n',
    }
    expect(only(changes)).toMatchObject({ code: 'unknown_value', path: '/actions/close/parameters/days' })
  })
})

describe('what is most likely not meant is warned of', () => {
  it.each<readonly [string, Changes, string]>([
    [
      'a text that is the name of a fact',
      leaf('fact: order.id, operator: equal, value: account.id'),
      'write value: { fact: account.id }',
    ],
    [
      'a placeholder in doubled braces',
      { more: 'messages: { missing_fact: "about {{ refund }}" }\n' },
      'To fill it in, write {refund}.',
    ],
  ])('%s', (_, changes, hint) => {
    const { policy, diagnostics } = parseAndLint(policyText(changes))
    expect(policy).not.toBeNull()
    expect(diagnostics.map((diagnostic) => diagnostic.hint)).toContainEqual(expect.stringContaining(hint))
  })
})

describe('spellings that mean the same', () => {
  it('limits are a list, or maps by currency', () => {
    const limits = (text: string) => parseAndLint(policyText({ more: `limits: ${text}\n` })).policy?.limits
    expect(limits('{ decision: { EUR: 100, USD: "90.50" }, account_day: , day: { EUR: 1000 } }')).toEqual(
      limits(
        '[{ per: decision, currency: EUR, amount: 100 }, { per: decision, currency: USD, amount: "90.50" }, { per: day, currency: EUR, amount: 1000 }]',
      ),
    )
  })

  it('parameters of actions are texts, numbers, true or false, times and days', () => {
    const { policy, diagnostics } = parseAndLint(
      policyText({
        ...ruleThen(
          '{ outcome: deny, actions: { close: { at: now, on: order.day, fee: order.charge / 2, kept: 1, rate: 2 } } }',
        ),
        more: 'actions: { close: { parameters: { at: timestamp, on: date, fee: { type: decimal, cumulative: true }, kept: { type: money, cumulative: false }, rate: { type: number, cumulative: false, scale: 2 } } } }\n',
      }),
    )
    expect(diagnostics).toEqual([])
    expect([...(policy?.actions.get('close')?.parameters ?? [])]).toEqual([
      ['at', { type: { kind: 'timestamp' }, quantity: null }],
      ['on', { type: { kind: 'date' }, quantity: null }],
      ['fee', { type: { kind: 'number' }, quantity: { cumulative: true, scale: 'exact' } }],
      ['kept', { type: { kind: 'number' }, quantity: { cumulative: false, scale: 'currency' } }],
      ['rate', { type: { kind: 'number' }, quantity: { cumulative: false, scale: 2 } }],
    ])
  })

  it('a key with nothing behind it is a section that is left out', () => {
    const text = policyText({
      clauses: 'clauses: [{ id: 1, title: A, informational: true, clauses: }]\n',
      refunds:
        'refunds: [{ id: a, when: { fact: flag, operator: equal, value: true }, then: { outcome: deny, amounts: , actions: }, cases: }]\ndisputes:\nlimits:\nactions:\noutcomes:\n',
      cases: 'cases: [{ name: a, expect: { rule: a } }]\n',
    })
    expect(parseAndLint(text).diagnostics).toEqual([])
  })
})
