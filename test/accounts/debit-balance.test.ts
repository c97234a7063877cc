import { describe, expect, it } from '@jest/globals'
import { panelFacts } from '../decisions/panel-facts.ts'
import { problemOf, wireDomain } from '../journal/open-domain.ts'
import { credited, debitOf } from './credited-account.ts'

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
