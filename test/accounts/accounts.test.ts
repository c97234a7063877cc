import { describe, expect, it } from '@jest/globals'
import type { Adjustment, Debit } from '../../src/accounts/accounts.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { type Domain, openDomain, problemOf, wireDomain, withoutClearing } from '../journal/open-domain.ts'

const debitOf = (parts: Partial<Debit> = {}): Debit => ({
  account: 'a-1',
  amount: '0.04',
  currency: 'USD',
  reference: 'o-9',
  idempotencyKey: null,
  author: 'panel',
  ...parts,
})
const adjustmentOf = (parts: Partial<Adjustment> = {}): Adjustment => ({
  account: 'a-1',
  amount: '-0.01',
  currency: 'USD',
  order: null,
  reason: 'a mistake',
  idempotencyKey: null,
  author: 'ann',
  ...parts,
})

/** An account that got 0.04368 USD for order o-1. */
async function credited(): Promise<Domain & { readonly decision: string }> {
  const domain = await openDomain()
  const { id } = await domain.ask(panelFacts())
  return { ...domain, decision: id }
}

describe('a debit', () => {
  it('takes credit off the balance for what it names, exactly', async () => {
    const { accounts } = await credited()
    expect(await accounts.debit(debitOf())).toMatchObject({
      replayed: false,
      line: {
        sequence: 2,
        kind: 'credit_spent',
        amount: '-0.04',
        currency: 'USD',
        balance: '0.00368',
        reference: 'o-9',
      },
    })
    expect((await accounts.find('a-1')).balances).toEqual({ USD: '0.00368' })
  })

  it.each([
    ['the same key', { idempotencyKey: 'k' }],
    ['the same reference, without a key', {}],
  ])('with %s happens once', async (_, parts) => {
    const { accounts } = await credited()
    const first = await accounts.debit(debitOf(parts))
    const again = await Promise.all([1, 2, 3].map(() => accounts.debit(debitOf(parts))))
    for (const answer of again) expect(answer).toEqual({ line: first.line, replayed: true })
    expect((await accounts.find('a-1')).sequence).toBe(2)
  })

  it('of a reference is the same with or without a key, under any key, and however its amount is written', async () => {
    const { accounts } = await credited()
    const first = await accounts.debit(debitOf({ amount: '0.04', idempotencyKey: 'k' }))
    for (const parts of [
      {},
      { idempotencyKey: 'another' },
      { amount: '0.0400' },
      { amount: '0.0400', idempotencyKey: 'k' },
    ]) {
      expect(await accounts.debit(debitOf(parts))).toEqual({ line: first.line, replayed: true })
    }
    expect((await accounts.find('a-1')).balances).toEqual({ USD: '0.00368' })
  })

  it('of a reference from many processes at once is one', async () => {
    const domain = await credited()
    const rival = wireDomain(domain.storage, domain.clock)
    const both = [domain, rival, domain, rival]
    const answers = await Promise.all(both.map(({ accounts }) => accounts.debit(debitOf())))
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect((await domain.accounts.find('a-1')).balances).toEqual({ USD: '0.00368' })
  })

  it('with another amount or currency under its reference is a conflict that shows the first', async () => {
    const { accounts } = await credited()
    const { line } = await accounts.debit(debitOf())
    for (const parts of [{ amount: '0.001' }, { currency: 'EUR' }, { amount: '0.001', idempotencyKey: 'k' }]) {
      const problem = await problemOf(accounts.debit(debitOf(parts)))
      expect([problem.code, problem.extensions]).toEqual([
        'debit_conflict',
        { debit: { id: line.id, amount: '0.04', currency: 'USD' } },
      ])
    }
  })

  it('with a used key and another request is refused', async () => {
    const { accounts, ask } = await credited()
    await accounts.debit(debitOf({ idempotencyKey: 'k' }))
    for (const parts of [{ amount: '0.001' }, { reference: 'o-10' }]) {
      const problem = await problemOf(accounts.debit(debitOf({ idempotencyKey: 'k', ...parts })))
      expect(problem.code).toBe('idempotency_key_reused')
    }
    await ask(panelFacts({ order: { id: 'o-2' } }), 'of a decision')
    expect((await problemOf(accounts.debit(debitOf({ idempotencyKey: 'of a decision' })))).code).toBe(
      'idempotency_key_reused',
    )
  })

  it('never takes the balance below zero: the problem tells the balance', async () => {
    const { accounts } = await credited()
    const problem = await problemOf(accounts.debit(debitOf({ amount: '0.043680000001' })))
    expect([problem.code, problem.extensions]).toEqual([
      'insufficient_balance',
      { balance: { amount: '0.04368', currency: 'USD' } },
    ])
    expect((await problemOf(accounts.debit(debitOf({ currency: 'EUR' })))).code).toBe('insufficient_balance')
    await accounts.debit(debitOf({ amount: '0.04368' }))
    expect((await accounts.find('a-1')).balances).toEqual({ USD: '0' })
  })

  it('of many at once never takes more than there is', async () => {
    const { accounts } = await credited()
    const debits = Array.from({ length: 20 }, (_, index) => debitOf({ reference: `o-${index + 10}`, amount: '0.01' }))
    const results = await Promise.allSettled(debits.map((debit) => accounts.debit(debit)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    expect((await accounts.find('a-1')).balances).toEqual({ USD: '0.00368' })
  })

  it.each(['0', '-1', '1e3', '', `1${'0'.repeat(24)}`, `0.${'0'.repeat(24)}1`])(
    'of %p is malformed',
    async (amount) => {
      const { accounts } = await credited()
      expect((await problemOf(accounts.debit(debitOf({ amount })))).code).toBe('invalid_request')
    },
  )

  it('needs an account that is known', async () => {
    const { accounts } = await credited()
    expect((await problemOf(accounts.debit(debitOf({ account: 'a-2' })))).code).toBe('account_not_found')
    expect((await problemOf(accounts.find('a-2'))).code).toBe('account_not_found')
  })
})

describe('an adjustment', () => {
  it('adds or takes off, for a reason that stays with the entry, also to an account that is new', async () => {
    const { accounts, stream } = await credited()
    expect((await accounts.adjust(adjustmentOf())).line).toMatchObject({ amount: '-0.01', balance: '0.03368' })
    expect((await accounts.adjust(adjustmentOf({ account: 'a-2', amount: '7.50' }))).line).toMatchObject({
      balance: '7.5',
      amount: '7.50',
    })
    expect((await stream())[1]).toMatchObject({
      kind: 'adjustment',
      confidential: { message: 'a mistake' },
      author: 'ann',
    })
  })

  it('without a key happens each time, with one once', async () => {
    const { accounts } = await credited()
    await accounts.adjust(adjustmentOf({ amount: '1' }))
    await accounts.adjust(adjustmentOf({ amount: '1' }))
    await accounts.adjust(adjustmentOf({ amount: '1', idempotencyKey: 'k' }))
    expect((await accounts.adjust(adjustmentOf({ amount: '1', idempotencyKey: 'k' }))).replayed).toBe(true)
    expect((await accounts.find('a-1')).balances).toEqual({ USD: '3.04368' })
    const other = accounts.adjust(adjustmentOf({ amount: '1', idempotencyKey: 'k', reason: 'another' }))
    expect((await problemOf(other)).code).toBe('idempotency_key_reused')
  })

  it('never takes the balance below zero, and is never 0', async () => {
    const { accounts } = await credited()
    expect((await problemOf(accounts.adjust(adjustmentOf({ amount: '-0.05' })))).code).toBe('insufficient_balance')
    expect((await problemOf(accounts.adjust(adjustmentOf({ amount: '0.00' })))).code).toBe('invalid_request')
  })
})

describe('the delivery of a credit', () => {
  const report = { status: 'delivered', reference: 'tx-1', author: 'panel' } as const

  it('leaves our balance; the same report again gives the same answer', async () => {
    const { accounts, decision } = await credited()
    const first = await accounts.recordDelivery({ decision, ...report })
    expect(first).toMatchObject({
      replayed: false,
      line: { kind: 'credit_delivered', amount: '-0.04368', balance: '0' },
    })
    expect(await accounts.recordDelivery({ decision, ...report })).toEqual({ line: first.line, replayed: true })
    expect((await accounts.find('a-1')).sequence).toBe(2)
  })

  it('happens once: another reference is a conflict that shows the first', async () => {
    const { accounts, decision } = await credited()
    await accounts.recordDelivery({ decision, ...report })
    const problem = await problemOf(accounts.recordDelivery({ decision, ...report, reference: 'tx-2' }))
    expect(problem.code).toBe('delivery_conflict')
    expect(problem.extensions).toMatchObject({ delivered: { reference: 'tx-1' } })
  })

  it('that failed changes no balance, waits on, and may succeed later', async () => {
    const { accounts, decision } = await credited()
    const failure = { decision, status: 'failed', reference: 'no such user', author: 'panel' } as const
    expect((await accounts.recordDelivery(failure)).line).toMatchObject({ kind: 'credit_failed', amount: null })
    expect((await accounts.recordDelivery(failure)).replayed).toBe(true)
    expect((await accounts.undelivered({ limit: 10, cursor: null })).items).toHaveLength(1)
    expect((await accounts.recordDelivery({ decision, ...report })).line.balance).toBe('0')
    expect((await accounts.undelivered({ limit: 10, cursor: null })).items).toEqual([])
  })

  it('is refused where the credit was spent here', async () => {
    const { accounts, decision } = await credited()
    await accounts.debit(debitOf({ amount: '0.00001' }))
    expect((await problemOf(accounts.recordDelivery({ decision, ...report }))).code).toBe('insufficient_balance')
  })

  it('is of what the decision credited: nothing else is found', async () => {
    const { accounts, ask } = await credited()
    const { id } = await ask(panelFacts())
    expect((await problemOf(accounts.recordDelivery({ decision: id, ...report }))).code).toBe('decision_not_found')
    expect((await problemOf(accounts.recordDelivery({ decision: 'x', ...report }))).code).toBe('decision_not_found')
  })

  it('of what a reviewer approved is reported by the decision that asked for the review', async () => {
    const { accounts, ask, resolve } = await openDomain()
    const { id } = await ask(panelFacts({ account: { fraud_suspected: true } }))
    await resolve(id, 'approve', '0.02')
    expect((await accounts.undelivered({ limit: 10, cursor: null })).items).toMatchObject([
      { decision_id: id, account: 'a-1', order: 'o-1', amount: '0.02000', currency: 'USD', method: 'balance_credit' },
    ])
    await accounts.recordDelivery({ decision: id, ...report })
    expect((await accounts.undelivered({ limit: 10, cursor: null })).items).toEqual([])
  })

  it('that a crash left in the queue is cleared by whoever reads or reports it next', async () => {
    for (const next of ['read', 'report'] as const) {
      const domain = await credited()
      const crashing = wireDomain(withoutClearing(domain.storage), domain.clock)
      await crashing.accounts.recordDelivery({ decision: domain.decision, ...report })
      if (next === 'report') await domain.accounts.recordDelivery({ decision: domain.decision, ...report })
      else expect((await domain.accounts.undelivered({ limit: 10, cursor: null })).items).toEqual([])
      expect((await domain.storage.pendingDeliveries(10, null)).items).toEqual([])
    }
  })
})

describe('a statement', () => {
  it('lists every entry, newest first, in pages', async () => {
    const { accounts } = await credited()
    await accounts.debit(debitOf())
    await accounts.adjust(adjustmentOf({ amount: '2' }))
    const sequences = async (before: number | null, limit: number) => {
      const { lines, next } = await accounts.statement('a-1', { before, limit })
      return [lines.map(({ sequence }) => sequence), next]
    }
    expect(await sequences(null, 10)).toEqual([[3, 2, 1], null])
    expect(await sequences(null, 2)).toEqual([[3, 2], 2])
    expect(await sequences(2, 2)).toEqual([[1], null])
    expect(await sequences(1, 2)).toEqual([[], null])
    expect(await sequences(1000, 2)).toEqual([[3, 2], 2])
    expect((await problemOf(accounts.statement('a-2', { before: 5, limit: 2 }))).code).toBe('account_not_found')
  })

  it('shows amount, balance, order and who it was', async () => {
    const { accounts } = await credited()
    const { lines } = await accounts.statement('a-1', { before: null, limit: 1 })
    expect(lines).toMatchObject([
      {
        kind: 'decision',
        order: 'o-1',
        amount: '0.04368',
        currency: 'USD',
        balance: '0.04368',
        reference: null,
        author: 'panel',
      },
    ])
  })
})
