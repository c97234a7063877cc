import { describe, expect, it } from '@jest/globals'
import type { Adjustment } from '../../src/accounts/accounts.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { openDomain, problemOf, wireDomain, withoutClearing } from '../journal/open-domain.ts'
import { credited, debitOf } from './credited-account.ts'

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
