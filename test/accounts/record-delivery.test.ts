import { describe, expect, it } from '@jest/globals'
import type { BookedLine, DeliveryReport, UndeliveredCredit } from '../../src/accounts/accounts.ts'
import { problemOf } from '../journal/problem-of.ts'
import { type Ledger, openLedger, wireLedger } from '../orders/open-ledger.ts'

type Status = DeliveryReport['status']
interface Delivering extends Ledger {
  readonly report: (status: Status, reference: string) => Promise<BookedLine>
  readonly waiting: () => Promise<readonly UndeliveredCredit[]>
  readonly balance: () => Promise<string | undefined>
  readonly decision: string
}

/** An account whose order was refunded 100.00 EUR by card. */
async function credited(): Promise<Delivering> {
  const ledger = await openLedger()
  await ledger.register({ charge: '100.00', currency: 'EUR' })
  return delivering(ledger, await ledger.approve('100.00'))
}

function delivering(ledger: Ledger, decision: string): Delivering {
  return {
    ...ledger,
    decision,
    report: (status, reference) => ledger.accounts.recordDelivery({ decision, status, reference, author: 'shop' }),
    waiting: async () => (await ledger.accounts.undelivered({ limit: 10, cursor: null })).items,
    balance: async () => (await ledger.state()).balances['EUR'],
  }
}

describe('a credit that comes back after it was delivered', () => {
  it.each(['returned', 'failed'] as const)(
    '%s: is on the balance again and waits until another reference closes it',
    async (status) => {
      const { report, waiting, balance, decision } = await credited()
      await report('delivered', 'tx-1')
      expect([await balance(), await waiting()]).toEqual(['0', []])
      expect(await report(status, 'the card is closed')).toMatchObject({
        replayed: false,
        line: {
          kind: 'credit_returned',
          amount: '100.00',
          currency: 'EUR',
          balance: '100',
          reference: 'the card is closed',
        },
      })
      expect(await waiting()).toMatchObject([
        {
          decision_id: decision,
          order: 'o-1',
          policy: 'shop',
          part: null,
          amount: '100.00',
          currency: 'EUR',
          method: 'card',
        },
      ])
      expect((await report('delivered', 'tx-2')).line).toMatchObject({ amount: '-100', balance: '0' })
      expect(await waiting()).toEqual([])
    },
  )

  it('may come back again, and is delivered in the end', async () => {
    const { report, waiting, balance } = await credited()
    for (const reference of ['tx-1', 'tx-2', 'tx-3']) {
      await report('delivered', reference)
      await report('returned', reference)
      expect([await balance(), (await waiting()).length]).toEqual(['100', 1])
    }
    await report('delivered', 'tx-4')
    expect([await balance(), await waiting()]).toEqual(['0', []])
  })

  it('leaves what the order was credited as it is', async () => {
    const { report, order } = await credited()
    await report('delivered', 'tx-1')
    await report('returned', 'tx-1')
    expect((await order()).credited).toBe('100')
  })

  it('was delivered by a reference that never delivers again: its late report moves nothing', async () => {
    const { report, balance, waiting, stream } = await credited()
    const first = await report('delivered', 'tx-1')
    await report('returned', 'tx-1')
    expect(await report('delivered', 'tx-1')).toEqual({ line: first.line, replayed: true })
    expect([await balance(), (await waiting()).length]).toEqual(['100', 1])
    await report('delivered', 'tx-2')
    expect(await report('delivered', 'tx-1')).toEqual({ line: first.line, replayed: true })
    expect(await stream()).toHaveLength(5)
  })

  it('came back once, however often and in whatever words that is reported, also after the next delivery', async () => {
    const { report, balance, stream } = await credited()
    await report('delivered', 'tx-1')
    const back = await report('failed', 'the card is closed')
    await report('delivered', 'tx-2')
    for (const [status, reference] of [
      ['failed', 'the card is closed'],
      ['returned', 'the card is closed'],
      ['returned', 'tx-1'],
      ['failed', 'tx-1'],
    ] as const) {
      expect(await report(status, reference)).toEqual({ line: back.line, replayed: true })
    }
    expect(await balance()).toBe('0')
    expect(await stream()).toHaveLength(5)
  })

  it('of many reports at once comes back once, and is delivered once', async () => {
    const one = await credited()
    const rival = delivering(wireLedger(one.storage, one.clock), one.decision)
    const both = [one, rival, one, rival]
    for (const [status, reference] of [
      ['delivered', 'tx-1'],
      ['returned', 'tx-1'],
      ['delivered', 'tx-2'],
    ] as const) {
      const answers = await Promise.all(both.map(({ report }) => report(status, reference)))
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    }
    expect(await one.balance()).toBe('0')
  })

  it('cannot come back before it was delivered', async () => {
    const { report, stream } = await credited()
    expect((await problemOf(report('returned', 'tx-1'))).code).toBe('delivery_conflict')
    await report('delivered', 'tx-1')
    await report('returned', 'tx-1')
    expect((await problemOf(report('returned', 'tx-9'))).code).toBe('delivery_conflict')
    expect(await stream()).toHaveLength(4)
  })

  it('fails as before while it waits again: nothing moves', async () => {
    const { report, balance, waiting } = await credited()
    await report('delivered', 'tx-1')
    await report('returned', 'tx-1')
    const failure = await report('failed', 'no such account')
    expect(failure.line).toMatchObject({ kind: 'credit_failed', amount: null })
    expect(await report('failed', 'no such account')).toEqual({ line: failure.line, replayed: true })
    expect([await balance(), (await waiting()).length]).toEqual(['100', 1])
  })

  it('is on the balance to be spent: its next delivery is refused then', async () => {
    const { accounts, report, decision } = await credited()
    await report('delivered', 'tx-1')
    await report('returned', 'tx-1')
    const debit = {
      account: 'a-1',
      amount: '1',
      currency: 'EUR',
      reference: 'o-7',
      idempotencyKey: null,
      author: 'shop',
    }
    await accounts.debit(debit)
    expect((await problemOf(report('delivered', 'tx-2'))).code).toBe('insufficient_balance')
    expect(
      (await accounts.undelivered({ limit: 10, cursor: null })).items.map(({ decision_id }) => decision_id),
    ).toEqual([decision])
  })
})
