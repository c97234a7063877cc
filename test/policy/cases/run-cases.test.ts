import { describe, expect, it } from '@jest/globals'
import { Rational } from '../../../src/money/rational.ts'
import type { CaseAnswer } from '../../../src/policy/cases/case-answer.ts'
import type { JudgeCase } from '../../../src/policy/cases/run-case.ts'
import { runCases } from '../../../src/policy/cases/run-cases.ts'
import type { Case, ExpectedAction } from '../../../src/policy/model/case.ts'
import type { FactDeclaration, Policy } from '../../../src/policy/model/policy.ts'
import type { FactValues } from '../../../src/policy/model/value.ts'
import { policyWithFacts } from '../facts/policy-with-facts.ts'

const account = { of: 'account' } as const
const always = {
  within: null,
  before: null,
  where: { facts: new Map<string, string>(), values: new Map<string, string>() },
} as const
const facts: Record<string, Partial<FactDeclaration> & Pick<FactDeclaration, 'type'>> = {
  'order.id': { type: 'string', presence: 'required' },
  'order.status': { type: 'enum', values: ['partial', 'completed'], presence: 'required' },
  'order.charge': { type: 'decimal' },
  'account.id': { type: 'string', presence: 'required' },
  'account.note': { type: 'string' },
  'dispute.payment_reference': { type: 'string', presence: 'required' },
  'dispute.amount': { type: 'decimal', presence: 'required' },
  'history.claims_30d': {
    type: 'integer',
    from: 'history',
    history: { kind: 'count', entries: 'claims', ...account, ...always },
  },
  'history.paid': {
    type: 'decimal',
    from: 'history',
    history: { kind: 'sum', entries: 'credits', ...account, ...always },
  },
  'history.warned': {
    type: 'boolean',
    from: 'history',
    history: { kind: 'exists', entries: 'disputes', ...account, ...always },
  },
  'history.standing': {
    type: 'enum',
    values: ['good', 'banned'],
    from: 'history',
    history: { kind: 'state', state: 'standing', ...account },
  },
  'history.order.credited': {
    type: 'decimal',
    from: 'history',
    history: { kind: 'state', state: 'credited', of: 'order' },
  },
}

const approval: CaseAnswer = {
  outcome: 'approve',
  label: 'goodwill',
  refund: '0.04368',
  clause: '2.b',
  rule: 'undelivered-part',
  method: 'balance_credit',
  reason: 'partial_undelivered',
  amounts: { fee: '1.50' },
  proposed: null,
  level: null,
  capped_from: '44.90',
  actions: [
    { name: 'notify', parameters: {} },
    { name: 'return_points', parameters: { points: '5.00', ticket: 't-1', urgent: true } },
  ],
  why: { missing_facts: [], fault: null, rules: [], refund: null },
}

const allActions = 'notify, return_points {"points":"5.00","ticket":"t-1","urgent":true}'

function action(name: string, parameters: ExpectedAction['parameters'] = {}): ExpectedAction {
  return { name, parameters }
}

function withCase(tested: Partial<Case>): Policy {
  const complete: Case = {
    name: 'a case',
    section: 'refunds',
    rule: null,
    facts: { order: { status: 'partial' } },
    history: {},
    now: null,
    expect: {},
    position: { line: 7, column: 3 },
    ...tested,
  }
  return policyWithFacts(facts, {
    cases: [complete],
    reads: {
      refunds: new Set(['order.id', 'order.status', 'order.charge', 'account.id']),
      disputes: new Set(['account.id', 'dispute.payment_reference', 'dispute.amount']),
    },
  })
}

async function differences(tested: Partial<Case>, answer: Partial<CaseAnswer> = {}) {
  const [result] = await runCases(withCase(tested), () => ({ ...approval, ...answer }))
  return result?.differences
}

async function judgedOn(tested: Partial<Case>): Promise<{ facts: FactValues; now: number }> {
  const seen: { facts: FactValues; now: number }[] = []
  const judge: JudgeCase = (_policy, _section, input) => {
    seen.push(input)
    return approval
  }
  const results = await runCases(withCase(tested), judge)
  expect(results.flatMap((result) => result.differences)).toEqual([])
  const [input] = seen
  if (input === undefined) throw new Error('the case was not judged')
  return input
}

describe('a case of a policy', () => {
  it('gives only the facts that it is about; identity facts are filled in', async () => {
    const refund = await judgedOn({ facts: { order: { status: 'partial', charge: '5.00' } } })
    expect(refund.facts.get('order.id')).toBe('case')
    expect(refund.facts.get('account.id')).toBe('case')
    expect(refund.facts.get('order.charge')).toEqual(Rational.of('5'))
    expect(refund.facts.has('account.note')).toBe(false)
    expect(refund.facts.has('dispute.payment_reference')).toBe(false)
    const dispute = await judgedOn({ section: 'disputes', facts: { dispute: { amount: '5.00' } } })
    expect(dispute.facts.get('dispute.payment_reference')).toBe('case')
  })

  it('may name the order and the account itself', async () => {
    const { facts: judged } = await judgedOn({ facts: { order: { status: 'partial', id: 'o-7' } } })
    expect(judged.get('order.id')).toBe('o-7')
  })

  it('has the history that it gives, nested or dotted, with or without prefix; the rest is that of a new account', async () => {
    const neutral = await judgedOn({})
    expect(neutral.facts.get('history.claims_30d')).toEqual(Rational.zero)
    expect(neutral.facts.get('history.paid')).toEqual(Rational.zero)
    expect(neutral.facts.get('history.warned')).toBe(false)
    expect(neutral.facts.get('history.standing')).toBe('good')
    expect(neutral.facts.get('history.order.credited')).toEqual(Rational.zero)
    const given = await judgedOn({
      history: {
        claims_30d: 9,
        'history.warned': true,
        standing: 'banned',
        order: { credited: '0.5' },
        history: { paid: '2' },
      },
    })
    expect(given.facts.get('history.claims_30d')).toEqual(Rational.of('9'))
    expect(given.facts.get('history.warned')).toBe(true)
    expect(given.facts.get('history.standing')).toBe('banned')
    expect(given.facts.get('history.order.credited')).toEqual(Rational.of('0.5'))
    expect(given.facts.get('history.paid')).toEqual(Rational.of('2'))
  })

  it('is decided at its `now`, or at one fixed moment', async () => {
    expect((await judgedOn({ now: '2026-03-01T00:00:00Z' })).now).toBe(Date.parse('2026-03-01T00:00:00Z'))
    expect((await judgedOn({})).now).toBe(Date.parse('2026-01-15T12:00:00Z'))
  })

  it('is not checked for what `expect` does not name', async () => {
    expect(await differences({ expect: {} })).toEqual([])
    expect(await differences({ expect: { amounts: {} } })).toEqual([])
  })

  it.each<[Case['expect']]>([
    [{ outcome: 'approve' }],
    [{ outcome: 'goodwill' }],
    [{ refund: '0.043680' }],
    [{ amounts: { fee: '1.5' } }],
    [{ clause: '2.b', rule: 'undelivered-part', method: 'balance_credit', reason: 'partial_undelivered' }],
    [{ not_rule: 'another' }],
    [{ label: 'goodwill', level: null, proposed: null, capped_from: '44.9' }],
    [{ actions: [action('notify'), action('return_points', { points: '5', urgent: true })] }],
  ])('holds where the answer is as expected: %j', async (expected) => {
    expect(await differences({ expect: expected })).toEqual([])
  })

  it.each<[Case['expect'], string, string, string]>([
    [{ outcome: 'deny' }, 'outcome', 'deny', 'goodwill (approve)'],
    [{ refund: '0.04369' }, 'refund', '0.04369', '0.04368'],
    [{ clause: null }, 'clause', 'none', '2.b'],
    [{ rule: null }, 'rule', 'none', 'undelivered-part'],
    [{ method: null }, 'method', 'none', 'balance_credit'],
    [{ reason: 'other' }, 'reason', 'other', 'partial_undelivered'],
    [{ not_rule: 'undelivered-part' }, 'not_rule', 'any rule but undelivered-part', 'undelivered-part'],
    [{ amounts: { fee: '1' } }, 'amounts.fee', '1', '1.50'],
    [{ amounts: { toString: '1' } }, 'amounts.toString', '1', 'none'],
    [{ label: null }, 'label', 'none', 'goodwill'],
    [{ level: 'manager' }, 'level', 'manager', 'none'],
    [{ proposed: '1' }, 'proposed', '1', 'none'],
    [{ capped_from: null }, 'capped_from', 'none', '44.90'],
    [{ capped_from: '45' }, 'capped_from', '45', '44.90'],
    [{ actions: [] }, 'actions', 'none', allActions],
    [{ actions: [action('notify')] }, 'actions', 'notify', allActions],
    [{ actions: [action('return_points'), action('notify')] }, 'actions', 'return_points, notify', allActions],
    [
      { actions: [action('notify'), action('return_points', { points: '6' })] },
      'actions',
      'notify, return_points {"points":"6"}',
      allActions,
    ],
    [
      { actions: [action('notify'), action('return_points', { toString: '6' })] },
      'actions',
      'notify, return_points {"toString":"6"}',
      allActions,
    ],
  ])('differs where it is not: %j', async (expected, field, wanted, actual) => {
    expect(await differences({ expect: expected })).toEqual([{ field, expected: wanted, actual }])
  })

  it('without a refund credits 0', async () => {
    const denial = { outcome: 'deny', label: null, refund: null, rule: null } as const
    expect(await differences({ expect: { refund: '0', rule: null } }, denial)).toEqual([])
    expect(await differences({ expect: { refund: '0.04368' } }, denial)).toEqual([
      { field: 'refund', expected: '0.04368', actual: '0' },
    ])
  })

  it('whose facts, history or time are wrong differs in clear words and is not judged', async () => {
    const found = await differences({
      facts: { order: { charge: '+50' }, ordre: {} },
      history: { claim_30d: 1, claims_30d: 'many' },
      now: 'tomorrow',
    })
    expect(found?.map(({ field }) => field)).toEqual([
      'claim_30d',
      'history.claims_30d',
      'order.charge',
      'ordre',
      'now',
    ])
    expect(found?.[2]).toMatchObject({ actual: 'order.charge: "+50" is not a decimal' })
  })

  it('lacks what a request must give, if the decision needed it; what it did not need may be left out', async () => {
    const why = { ...approval.why, missing_facts: ['order.charge', 'order.status'] }
    expect(await differences({ facts: {}, expect: { outcome: 'approve' } }, { why })).toEqual([
      {
        field: 'order.status',
        expected: 'one of "partial", "completed"',
        actual: 'not given, and the decision needs it',
      },
    ])
    expect(await differences({ facts: {}, expect: { outcome: 'approve' } })).toEqual([])
  })

  it('that does not hold says what was decided and why; one that holds does not', async () => {
    const decided = async (expected: Case['expect']) =>
      (await runCases(withCase({ expect: expected }), () => approval))[0]?.decided
    expect(await decided({ outcome: 'deny' })).toEqual(approval)
    expect(await decided({ outcome: 'approve' })).toBeNull()
  })

  it('may expect that nothing is refunded', async () => {
    expect(await differences({ expect: { refund: null } }, { refund: null })).toEqual([])
    expect(await differences({ expect: { refund: null } }, { refund: '0.00' })).toEqual([])
    expect(await differences({ expect: { refund: null } })).toEqual([
      { field: 'refund', expected: 'none', actual: '0.04368' },
    ])
  })

  it('money is never filled in', async () => {
    expect(await differences({ section: 'disputes', facts: {} })).toEqual([
      expect.objectContaining({ field: 'dispute.amount' }),
    ])
  })

  it('that cannot be judged differs, and never throws', async () => {
    const [result] = await runCases(withCase({}), () => {
      throw new RangeError('too large')
    })
    expect(result).toMatchObject({ name: 'a case', line: 7, column: 3 })
    expect(result?.differences).toEqual([
      { field: 'case', expected: 'an answer', actual: 'the case could not be decided: too large' },
    ])
  })
})
