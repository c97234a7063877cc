import { describe, expect, it } from '@jest/globals'
import { panelFacts } from '../decisions/panel-facts.ts'
import { type Domain, openDomain, problemOf } from '../journal/open-domain.ts'

const close = ({ disputes }: Domain, dispute: string, outcome: 'won' | 'lost' | 'withdrawn') =>
  disputes.close({ dispute, outcome, author: 'ann' })

describe('a dispute', () => {
  it('is decided by the policy and raises the standing of its account', async () => {
    const domain = await openDomain()
    expect(await domain.report()).toMatchObject({
      account: 'a-1',
      order: 'o-1',
      payment_reference: 'pay-1',
      outcome: 'suspend',
      rule: 'dispute-first-time',
      clause: '5',
      standing: 'suspended',
      opened_at: '2026-03-01T11:00:00.000Z',
      policy: { name: 'smm-panel', version: 1 },
      status: 'open',
      closed_at: null,
    })
    expect((await domain.head()).state).toMatchObject({ standing: 'suspended', open_disputes: ['pay-1'] })
  })

  it('with the same payment reference is the same dispute, not a repetition', async () => {
    const domain = await openDomain()
    const first = await domain.report()
    const again = await Promise.all([domain.report(), domain.report({ amount: '25' })])
    expect(again).toEqual([first, first])
    expect((await domain.head()).state).toMatchObject({ standing: 'suspended', counters: { disputes: 1 } })
    const elsewhere = await domain.report({ account: 'a-2', order: null })
    expect(elsewhere.standing).toBe('suspended')
  })

  it.each([{ amount: '24' }, { currency: 'EUR' }, { order: 'o-2' }, { order: null }])(
    'with the same payment reference and %p is a conflict that shows both',
    async (other) => {
      const domain = await openDomain()
      await domain.report()
      const problem = await problemOf(domain.report(other))
      expect(problem.code).toBe('dispute_conflict')
      expect(problem.extensions).toMatchObject({
        registered: { amount: '25.00', currency: 'USD', order: 'o-1' },
        given: other,
      })
    },
  )

  it('over an order of another account is a conflict', async () => {
    const domain = await openDomain()
    await domain.ask(panelFacts())
    expect((await problemOf(domain.report({ account: 'a-2' }))).code).toBe('order_conflict')
  })

  it.each([
    { amount: '0' },
    { amount: '-1' },
    { amount: 'all' },
    { openedAt: 'today' },
    { openedAt: '2026-03-01T23:59:60Z' },
  ])('with %p is malformed', async (wrong) => {
    const domain = await openDomain()
    expect(['invalid_request', 'invalid_facts']).toContain((await problemOf(domain.report(wrong))).code)
    expect(await domain.storage.accounts(null, 1)).toEqual([])
  })

  it.each([
    ['the notice says so', { supportContactedAt: '2026-03-01T10:59:59Z' }, null, 'none'],
    ['the notice says it was afterwards', { supportContactedAt: '2026-03-01T11:00:01Z' }, null, 'suspend'],
    ['a claim of the account was in our journal before', {}, '2026-03-01T10:59:59.999Z', 'none'],
    ['a claim came at the very moment', {}, '2026-03-01T11:00:00Z', 'suspend'],
    ['a status callback alone was in our journal', {}, 'callback', 'suspend'],
  ])('knows whether support was contacted first: %s', async (_, notice, claimedAt, outcome) => {
    const domain = await openDomain()
    if (claimedAt !== null) {
      const isClaim = claimedAt !== 'callback'
      domain.clock.set(Date.parse(isClaim ? claimedAt : '2026-03-01T10:00:00Z'))
      await domain.ask(panelFacts({ order: { id: 'o-7' }, claim: { reason: isClaim ? 'undelivered' : 'none' } }))
    }
    domain.clock.set(Date.parse('2026-03-01T12:00:00Z'))
    expect((await domain.report(notice)).outcome).toBe(outcome)
  })
})

describe('the standing of an account', () => {
  const contacted = { supportContactedAt: '2026-03-01T10:00:00Z' }

  it('only rises by disputes: suspended, terminated, banned, and never better for one after contact', async () => {
    const domain = await openDomain()
    const standings = []
    for (const [index, notice] of [{}, contacted, {}, {}, contacted].entries()) {
      standings.push((await domain.report({ paymentReference: `pay-${index}`, order: null, ...notice })).standing)
    }
    expect(standings).toEqual(['suspended', 'suspended', 'terminated', 'banned', 'banned'])
  })

  it('is lifted by a person, with a reason, to a better one only', async () => {
    const domain = await openDomain()
    const lift = (standing: 'good' | 'warned' | 'suspended') =>
      domain.accounts.liftStanding({ account: 'a-1', standing, reason: 'a mistake of ours', author: 'ann' })
    expect((await problemOf(lift('good'))).code).toBe('account_not_found')
    await domain.report()
    expect((await problemOf(lift('suspended'))).code).toBe('invalid_request')
    expect(await lift('warned')).toBe('warned')
    expect(await domain.head()).toMatchObject({
      kind: 'standing_lifted',
      state: { standing: 'warned', open_disputes: ['pay-1'] },
      confidential: { message: 'a mistake of ours' },
    })
    expect((await domain.report({ paymentReference: 'pay-2', order: null })).standing).toBe('terminated')
  })
})

describe('while a dispute over an order is open', () => {
  it('every decision on it that would pay is a review, reason dispute_open; other orders and denials are not', async () => {
    const domain = await openDomain()
    await domain.report({ supportContactedAt: '2026-03-01T10:00:00Z' })
    expect(await domain.ask(panelFacts())).toMatchObject({
      outcome: 'review',
      reason_code: 'dispute_open',
      review: { proposed: '0.04368' },
    })
    expect((await domain.ask(panelFacts({ order: { status: 'completed' } }))).outcome).toBe('deny')
    expect((await domain.ask(panelFacts({ order: { id: 'o-2' } }))).refund?.amount).toBe('0.04368')
  })
})

describe('a dispute that ends', () => {
  const contacted = { supportContactedAt: '2026-03-01T10:00:00Z' }

  it.each(['won', 'withdrawn'] as const)('as %s lets the order be paid as before', async (outcome) => {
    const domain = await openDomain()
    const { id } = await domain.report(contacted)
    expect(await close(domain, id, outcome)).toMatchObject({
      id,
      status: outcome,
      closed_at: '2026-03-01T12:00:00.000Z',
    })
    expect(await domain.disputes.find(id)).toMatchObject({ status: outcome })
    expect((await domain.ask(panelFacts())).refund?.amount).toBe('0.04368')
  })

  it('as lost counts the whole charge as paid back', async () => {
    const domain = await openDomain()
    const { id } = await domain.report(contacted)
    await close(domain, id, 'lost')
    expect(await domain.ask(panelFacts())).toMatchObject({
      reason_code: 'already_credited',
      refund: { amount: '0.00000' },
    })
    const review = await domain.ask(panelFacts({ account: { fraud_suspected: true } }))
    expect((await problemOf(domain.resolve(review.id, 'approve', '0.00001'))).code).toBe('refund_too_large')
  })

  it('as lost brings credit that was given before to a person, whom no later callback passes by', async () => {
    const domain = await openDomain()
    await domain.ask(panelFacts())
    const { id } = await domain.report(contacted)
    await close(domain, id, 'lost')
    const page = { limit: 10, cursor: null }
    const waiting = async () => (await domain.reviews.list({ status: 'waiting', level: null }, page)).items
    expect(await waiting()).toMatchObject([
      { reason_code: 'credited_before_lost_dispute', order: 'o-1', proposed: null },
    ])
    for (const order of [{}, { remains: 900 }, { status: 'completed' }]) {
      const decision = await domain.ask(panelFacts({ order }))
      expect(decision).toMatchObject({ outcome: 'review', reason_code: 'credited_before_lost_dispute', refund: null })
      expect(await waiting()).toMatchObject([{ decision_id: decision.id, due_by: '2026-03-04T12:00:00.000Z' }])
    }
    await domain.resolve((await waiting())[0]?.decision_id ?? '', 'deny')
    expect(await waiting()).toEqual([])
    expect((await domain.verify()).faults).toEqual([])
  })

  it('ends once: again alike is the same answer, otherwise a conflict', async () => {
    const domain = await openDomain()
    const { id } = await domain.report()
    const first = await close(domain, id, 'won')
    expect(await close(domain, id, 'won')).toEqual(first)
    const problem = await problemOf(close(domain, id, 'lost'))
    expect([problem.code, problem.extensions]).toMatchObject(['dispute_conflict', { closed: { outcome: 'won' } }])
    expect((await problemOf(close(domain, 'x', 'won'))).code).toBe('dispute_not_found')
  })

  it('without an order changes nothing but the list of open disputes', async () => {
    const domain = await openDomain()
    const { id } = await domain.report({ order: null })
    await close(domain, id, 'lost')
    expect((await domain.head()).state).toMatchObject({ open_disputes: [], standing: 'suspended', order: null })
  })

  it('stays in the list of disputes, the newest first', async () => {
    const domain = await openDomain()
    const first = await domain.report()
    domain.clock.advance(1000)
    const second = await domain.report({ account: 'a-2', order: null })
    await close(domain, first.id, 'won')
    const { items, next } = await domain.disputes.list({ limit: 10, cursor: null })
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      [second.id, 'open'],
      [first.id, 'won'],
    ])
    expect(next).toBeNull()
  })
})
