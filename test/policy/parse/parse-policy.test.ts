import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { Rational } from '../../../src/money/rational.ts'
import { parseAndLint } from '../../../src/policy/lint/parse-and-lint.ts'
import type { Policy } from '../../../src/policy/model/policy.ts'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { fixture, policyText } from './policy-text.ts'

function parsed(text: string): Policy {
  const { policy, diagnostics } = parseAndLint(text)
  expect(diagnostics).toEqual([])
  if (policy === null) throw new Error('no policy')
  return policy
}

describe('parsePolicy', () => {
  it.each(['smm-panel', 'hosting', 'event-tickets'])('reads the shipped policy %s without an error', (name) => {
    const text = readFileSync(new URL(`../../../rules/${name}/policy.yaml`, import.meta.url), 'utf8')
    const { policy, diagnostics } = parsePolicy(text)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(policy?.name).toBe(name)
  })

  it('reads the sample that the other tests change', () => {
    parsed(policyText())
  })

  it('leaves out a rule that is off with the cases beside it; other cases may name it', () => {
    const text = readFileSync(new URL('../../../rules/smm-panel/policy.yaml', import.meta.url), 'utf8')
    const { policy } = parsePolicy(text)
    const rested = parsePolicy(text.replace('  - id: fraud-suspected\n', '$&    off: true\n'))
    expect(rested.diagnostics).toEqual([])
    expect(rested.policy?.refunds.map(({ id }) => id)).toEqual(
      policy?.refunds.map(({ id }) => id).filter((id) => id !== 'fraud-suspected'),
    )
    expect(rested.policy?.cases.some(({ rule }) => rule === 'fraud-suspected')).toBe(false)
  })

  describe('what a full policy becomes', () => {
    const { policy } = parsePolicy(fixture('everything'))
    if (policy === null) throw new Error('no policy')

    it('keeps metadata, money, limits and review terms', () => {
      expect(policy).toMatchObject({
        title: new Map([['en', ['Returns']]]),
        contact: 'help@shop.example',
        timeZone: 'Europe/Vienna',
        money: { rounding: 'half_up' },
        refundMethods: ['card', 'voucher'],
        limits: [
          { per: 'decision', currency: 'EUR', amount: '100.00' },
          { per: 'account_day', currency: 'EUR', amount: '250.5' },
          { per: 'day', currency: 'POINTS', amount: '1000' },
        ],
        review: {
          levels: ['support', 'lead'],
          level: { kind: 'literal', value: 'support' },
          targetMilliseconds: 43_200_000,
          dueMilliseconds: 259_200_000,
        },
      })
      expect([...policy.money.scale]).toEqual([
        ['USD', 5],
        ['POINTS', 0],
      ])
      expect([...policy.outcomes]).toEqual([
        ['approve', 'approve'],
        ['deny', 'deny'],
        ['review', 'review'],
        ['exchange_first', 'deny'],
      ])
    })

    it('keeps ids as they are written, quoted or not', () => {
      expect(policy.clauses.map(({ id }) => id)).toEqual(['1', '2.10', 'other'])
      expect(policy.refunds.map(({ clause }) => clause)).toEqual(['2.10', '1.a', 'other', 'other'])
      expect(policy.facts.get('order.kind')?.values).toEqual(['book', '7', '8'])
    })

    it('types defaults, and gives history facts what an account without history has', () => {
      const byDefault = (name: string) => policy.facts.get(name)?.defaultValue
      expect(String(byDefault('claim.tier'))).toBe('3')
      expect(byDefault('order.kind')).toBe('7')
      expect(byDefault('event.start')).toBe(Date.UTC(2026, 1, 6, 9))
      expect(byDefault('event.day')).toBe('2026-02-06')
      expect(byDefault('history.told')).toBe(false)
      expect(byDefault('history.standing')).toBe('good')
      expect(policy.facts.get('history.claims_30d')).toMatchObject({ presence: 'default', defaultValue: Rational.zero })
      expect(policy.facts.get('order.id')?.presence).toBe('required')
      expect(policy.facts.get('order.weight')?.presence).toBe('optional')
    })

    it('reads the questions of history facts', () => {
      const question = (name: string) => policy.facts.get(name)?.history
      expect(question('history.claims_30d')).toEqual({
        kind: 'count',
        entries: 'claims',
        of: 'account',
        within: { milliseconds: 30 * 86_400_000 },
        before: null,
        where: { facts: new Map(), values: new Map() },
      })
      expect(question('history.denied')).toMatchObject({ where: { outcome: 'deny', rule: 'opened', clause: '1' } })
      expect(question('history.told')).toMatchObject({
        kind: 'exists',
        before: { kind: 'fact', name: 'dispute.opened_at' },
      })
      expect(question('history.open')).toEqual({ kind: 'state', state: 'open_disputes', of: 'order' })
      expect(question('history.credited')).toEqual({ kind: 'state', state: 'credited', of: 'order' })
    })

    it('orders derived values so that each reads earlier ones only', () => {
      const order = [...policy.derived.keys()]
      expect(order.indexOf('days')).toBeLessThan(order.indexOf('share_kept'))
      expect(order).toHaveLength(14)
    })

    it('reads tables in their long and short forms', () => {
      const shown = (name: string) => {
        const table = policy.tables.get(name)
        if (table?.kind === 'tier')
          return table.rows.map(({ edge, bound, value }) => `${edge} ${String(bound)}: ${String(value)}`)
        return [...(table?.rows ?? [])].map(([key, value]) => `${key}: ${String(value)}`)
      }
      expect(shown('keep')).toEqual(['up_to 14: 0', 'below 30.5: 12.5'])
      expect(shown('ranks')).toEqual(['above 10: 4', 'at_least 5: 5'])
      expect(shown('seasons')).toEqual(['below 2026-03-01: winter'])
      expect(shown('eras')).toEqual([`below ${Date.UTC(2026, 0, 1)}: old`])
      expect(shown('fee')).toEqual(['"card": 1', '"cash": 2'])
      expect(shown('points')).toEqual(['["card","EUR"]: 1', '["card","USD"]: 2'])
      expect(shown('rate')).toEqual(['["EUR","true"]: 1', '["EUR","false"]: 2', '["USD","true"]: 3'])
      expect(shown('method_of')).toEqual(['"card": card', '"cash": voucher'])
      expect(policy.tables.get('method_of')?.otherwise).toBeNull()
    })

    it('inlines named conditions', () => {
      expect(policy.refunds[0]?.when).toMatchObject({
        kind: 'named',
        name: 'suspicious',
        of: {
          kind: 'any',
          of: [
            { kind: 'named', name: 'many_claims', of: { kind: 'leaf', operator: 'greaterThanInclusive' } },
            { kind: 'leaf' },
          ],
        },
      })
    })

    it('makes the reason of the rule id, and the message of the title of the clause, where they are left out', () => {
      expect(policy.refunds[0]).toMatchObject({
        reason: 'suspicious',
        message: new Map([['en', ['Suspicion', ' (2.10)']]]),
      })
    })

    it('parts messages at their placeholders; doubled braces are braces', () => {
      expect(policy.messages.get('missing_fact')?.get('en')).toEqual([
        '{We} check: ',
        { kind: 'decision', name: 'proposed', bare: true, currency: { kind: 'decision' } },
        ' ',
        { kind: 'decision', name: 'currency', bare: false, currency: null },
      ])
      expect(policy.refunds[3]?.message.get('en')).toContainEqual(
        expect.objectContaining({ kind: 'amount', name: 'fee_kept' }),
      )
    })

    it('takes declared names for methods and levels, and anything else for a formula', () => {
      expect(policy.refunds[0]).toMatchObject({
        method: { kind: 'literal', value: 'voucher' },
        review: { level: { kind: 'literal', value: 'lead' }, targetMilliseconds: 86_400_000 },
      })
      expect(policy.refunds[2]?.review?.level).toMatchObject({ kind: 'call', function: 'if' })
      expect(policy.refunds[3]?.method).toMatchObject({ kind: 'table', table: 'method_of' })
    })

    it('reads actions in all their forms', () => {
      const actions = [...policy.refunds, policy.defaultRuling].map((rule) =>
        rule.actions.map(
          ({ name, parameters }) =>
            `${name}(${[...parameters.values()].map(({ formula }) => formula.source).join(', ')})`,
        ),
      )
      expect(actions).toEqual([
        [],
        ['notify()', 'archive()'],
        [],
        ['close_contract(order.id, 5, yes)', 'notify()'],
        ['close_contract("none", 1 + 1, false)', 'archive()'],
      ])
    })

    it('nests the facts of cases, and names their history facts in full', () => {
      const dotted = policy.cases.find(({ name }) => name === 'dotted facts')
      expect(dotted).toMatchObject({
        section: 'refunds',
        rule: 'rest',
        facts: { order: { price: '10.00', currency: 'EUR' } },
        history: { 'history.claims_30d': 1, 'past.disputes': 2, 'history.paid': '1.00', 'history.credited': 0 },
        now: '2026-02-06T09:00:00.000Z',
        expect: { refund: '6', amounts: { fee_kept: '11.00' } },
      })
      expect(policy.cases.find(({ name }) => name === '12')?.expect).toEqual({
        rule: null,
        clause: '1',
        refund: '12.00',
      })
      expect(policy.cases.find(({ name }) => name === 'standing')).toMatchObject({
        facts: { order: { price: '10', currency: 'EUR' } },
        history: { 'history.standing': 'banned', 'history.open': 1 },
        expect: { reason: 'missing_fact', rule: null, clause: null, method: null },
      })
      expect(policy.cases.find(({ name }) => name === '1001 paid')?.now).toBe('2026-02-06T00:00:00.000Z')
    })

    it('says which facts each section reads, through derived values, conditions, subject, texts and history', () => {
      expect([...policy.reads.disputes].sort()).toEqual([
        'dispute.contacted_at',
        'dispute.opened_at',
        'history.paid',
        'history.told',
        'past.disputes',
      ])
      for (const name of ['order.fee', 'claim.at', 'order.bought_on', 'history.denied', 'order.weight', 'order.kind']) {
        expect(policy.reads.refunds).toContain(name)
      }
      expect(policy.reads.refunds).not.toContain('dispute.opened_at')
    })
  })

  it('keeps numbers exactly as they are written', () => {
    const text = policyText({
      refunds:
        'refunds: [{ id: a, when: { fact: flag, operator: equal, value: true }, then: { outcome: approve, refund: 0.27819000000000 }, cases: [{ name: a, expect: { outcome: deny } }] }]\n',
    })
    const refund = parsed(text).refunds[0]?.refund
    expect(refund?.kind === 'literal' && String(refund.value)).toBe('0.27819')
  })

  it('takes the only declared method where a rule names none', () => {
    const text = policyText({
      refunds:
        'refunds: [{ id: a, when: { fact: flag, operator: equal, value: true }, then: { outcome: approve, refund: 5 }, cases: [{ name: a, expect: { outcome: deny } }] }]\n',
    })
    expect(parsed(text).refunds[0]?.method).toMatchObject({ kind: 'literal', value: 'balance' })
  })

  it('reviews by one level, within a day and at most three, where nothing else is said', () => {
    expect(parsed(policyText()).review).toMatchObject({
      levels: ['reviewer'],
      level: { kind: 'literal', value: 'reviewer' },
      targetMilliseconds: 86_400_000,
      dueMilliseconds: 259_200_000,
    })
  })

  it('takes a bare currency code in the subject for that currency', () => {
    const subject = 'subject: { order: order.id, account: account.id, charge: order.charge, currency: EUR }\n'
    const { policy } = parsePolicy(policyText({ subject }))
    expect(policy?.subject.currency).toMatchObject({ kind: 'literal', value: 'EUR' })
  })

  it('takes plain words in a text parameter as text, and warns of a single word', () => {
    const text = policyText({
      more: 'actions: { note: { parameters: { text: string } } }\n',
      default:
        'default: { outcome: deny, actions: [{ note: { text: Please look. } }, { note: { text: urgent } }, { note: { text: order.status } }], message: "{order.remains} {order.at} {order.day} {flag}" }\n',
    })
    const { policy, diagnostics } = parseAndLint(text)
    const parameters = policy?.defaultRuling.actions.map((action) => action.parameters.get('text')?.formula)
    expect(parameters).toMatchObject([
      { kind: 'literal', value: 'Please look.' },
      { kind: 'literal', value: 'urgent' },
      { kind: 'fact', name: 'order.status' },
    ])
    expect(diagnostics.map(({ code }) => code)).toEqual(['taken_as_text'])
  })

  it('takes the levels that rules name where none are declared', () => {
    const rule = (id: string, level: string) =>
      `{ id: ${id}, when: { fact: flag, operator: equal, value: ${id === 'a'} }, then: { outcome: review, review: { level: ${level} } }, cases: [{ name: x, expect: { outcome: deny } }] }`
    const text = policyText({ refunds: `refunds: [${rule('a', 'manager')}, ${rule('b', 'owner')}]\n` })
    expect(parsed(text).review).toMatchObject({
      levels: ['reviewer', 'manager', 'owner'],
      level: { value: 'reviewer' },
    })
  })

  it('follows aliases', () => {
    const text = policyText({
      refunds: 'refunds: []\n',
      cases: 'cases:\n  - &a { name: one, facts: { flag: true }, expect: { outcome: deny } }\n  - *a\n',
    })
    expect(parsed(text).cases.map(({ name }) => name)).toEqual(['one', 'one'])
  })
})
