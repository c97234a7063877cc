import { describe, expect, it } from '@jest/globals'
import { formatInstant } from '../../src/time/instant.ts'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { type Domain, day, openDomain, problemOf, wireDomain, withoutClearing } from '../journal/open-domain.ts'

const suspected = panelFacts({ account: { fraud_suspected: true } })
const withoutRemains = panelFacts({ order: { remains: null } })
const canceled = { status: 'canceled', canceled_by: 'system' }
const withOwner = shippedPolicy.replace('levels: [support, manager]', 'levels: [support, manager, owner]')
const page = { limit: 100, cursor: null }

async function waitingIds({ reviews }: Domain): Promise<readonly string[]> {
  return (await reviews.list({ status: 'waiting', level: null }, page)).items.map((review) => review.decision_id)
}

describe('a decision that waits for a person', () => {
  it('is in the queue of its level, with what may be approved and by when', async () => {
    const domain = await openDomain()
    await domain.setPaused(true)
    const { id } = await domain.ask(panelFacts())
    expect(await domain.reviews.find(id)).toEqual({
      decision_id: id,
      asked_by: id,
      status: 'waiting',
      account: 'a-1',
      order: 'o-1',
      part: null,
      policy: 'smm-panel',
      reason_code: 'approvals_paused',
      rule: null,
      level: 'support',
      proposed: '0.04368',
      currency: 'USD',
      method: 'balance_credit',
      missing_facts: [],
      overlap: null,
      actions: [],
      asked_at: '2026-03-01T12:00:00.000Z',
      target_by: '2026-03-02T12:00:00.000Z',
      due_by: '2026-03-04T12:00:00.000Z',
      escalated_at: null,
      resolution: null,
      superseded_by: null,
    })
    expect(await waitingIds(domain)).toEqual([id])
    expect((await domain.reviews.list({ status: 'waiting', level: 'manager' }, page)).items).toEqual([])
    expect(await domain.reviews.summary()).toMatchObject({
      waiting: 1,
      overdue: 0,
      levels: { support: { waiting: 1 } },
    })
  })

  it('is joined by a newer decision for the order that waits too: one waiting review per order, under the first name', async () => {
    const domain = await openDomain()
    const first = await domain.ask(withoutRemains)
    const second = await domain.ask(panelFacts({ order: { remains: null, quantity: null } }))
    expect(await waitingIds(domain)).toEqual([first.id])
    expect(await domain.reviews.find(second.id)).toMatchObject({ decision_id: first.id, asked_by: second.id })
    const third = await domain.ask(panelFacts())
    expect(await waitingIds(domain)).toEqual([])
    expect(await domain.reviews.find(first.id)).toMatchObject({
      status: 'superseded',
      resolution: null,
      superseded_by: third.id,
    })
    expect((await problemOf(domain.resolve(first.id, 'deny'))).code).toBe('review_already_resolved')
  })

  it('that was escalated and is then joined keeps its level, its times and its escalation', async () => {
    const domain = await openDomain()
    const first = await domain.ask(withoutRemains)
    domain.clock.advance(3 * day + 1)
    expect(await domain.reviews.escalateOverdue()).toBe(1)
    const second = await domain.ask(panelFacts({ order: { remains: null, quantity: null } }))
    expect(second.review).toMatchObject({ id: first.id, level: 'manager', due_by: first.review?.due_by })
    expect(await domain.reviews.find(second.id)).toMatchObject({
      status: 'overdue',
      level: 'manager',
      escalated_at: formatInstant(domain.clock.now()),
    })
    expect(await domain.reviews.escalateOverdue()).toBe(0)
  })

  it('that was escalated is not lowered by a rule that asks for a lower level', async () => {
    const domain = await openDomain([withOwner])
    await domain.ask(withoutRemains)
    for (const level of ['manager', 'owner']) {
      domain.clock.advance(3 * day + 1)
      expect(await domain.reviews.escalateOverdue()).toBe(1)
      expect((await domain.reviews.list({ status: 'waiting', level }, page)).items).toHaveLength(1)
    }
    for (const { id } of [await domain.ask(suspected), await domain.ask(suspected)]) {
      expect(await domain.reviews.find(id)).toMatchObject({ level: 'owner', rule: 'fraud-suspected' })
    }
  })

  it('that a crash left in the queue is cleared by whoever lists it next', async () => {
    const domain = await openDomain()
    const crashing = wireDomain(withoutClearing(domain.storage), domain.clock)
    await crashing.ask(withoutRemains)
    await crashing.ask(panelFacts())
    expect(await waitingIds(domain)).toEqual([])
    expect((await domain.storage.pendingReviews({}, 10, null)).items).toEqual([])
  })

  it('asked for by a rule is held: a later callback joins it, and its name, times, level and escalation stay', async () => {
    const domain = await openDomain([withOwner])
    const first = await domain.ask(suspected)
    domain.clock.advance(3 * day + 1)
    expect(await domain.reviews.escalateOverdue()).toBe(1)
    const later = [await domain.ask(panelFacts()), await domain.ask(suspected)]
    for (const decision of later) {
      expect(decision).toMatchObject({ outcome: 'review', rule: 'fraud-suspected', refund: null })
      expect(decision.review).toMatchObject({ level: 'owner', due_by: first.review?.due_by })
      expect((await domain.reviews.find(later[1]?.id ?? '')).escalated_at).toBe(formatInstant(domain.clock.now()))
    }
    expect(await waitingIds(domain)).toEqual([first.id])
    expect(await domain.reviews.escalateOverdue()).toBe(0)
  })
})

describe('a resolution', () => {
  it('approves what is proposed, credits it and leaves the queue', async () => {
    const domain = await openDomain()
    await domain.setPaused(true)
    const { id } = await domain.ask(panelFacts())
    expect(await domain.resolve(id, 'approve')).toMatchObject({
      status: 'resolved',
      resolution: { outcome: 'approve', amount: '0.04368', note: 'looked at', resolved_by: 'ann' },
    })
    expect((await domain.head()).state).toMatchObject({ balances: { USD: '0.04368' }, order: { credited: '0.04368' } })
    expect(await waitingIds(domain)).toEqual([])
    expect((await domain.reviews.list({ status: 'resolved', level: null }, page)).items).toMatchObject([
      { decision_id: id },
    ])
  })

  it('happens once, also where several people answer at once', async () => {
    const domain = await openDomain()
    const { id } = await domain.ask(suspected)
    const results = await Promise.allSettled([
      domain.resolve(id, 'approve', '0.1'),
      domain.resolve(id, 'deny'),
      domain.resolve(id, 'approve', '0.2'),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await problemOf(domain.resolve(id, 'deny'))).code).toBe('review_already_resolved')
    expect(await domain.stream()).toHaveLength(2)
  })

  it('never exceeds the charge less what the order got: the problem tells how much is left', async () => {
    const domain = await openDomain()
    await domain.ask(panelFacts())
    const { id } = await domain.ask(suspected)
    const problem = await problemOf(domain.resolve(id, 'approve', '0.23452'))
    expect([problem.code, problem.extensions]).toEqual([
      'refund_too_large',
      { at_most: { amount: '0.23451', currency: 'USD' } },
    ])
    await domain.resolve(id, 'approve', '0.23451')
    expect((await domain.head()).state.order?.credited).toBe('0.27819')
  })

  it('waits until the charge is known: registering the order makes it possible', async () => {
    const domain = await openDomain()
    const { id } = await domain.ask(panelFacts({ order: { ...canceled, charge: null } }))
    expect((await problemOf(domain.resolve(id, 'approve', '0.1'))).code).toBe('review_not_ready')
    const facts = { order: { id: 'o-1', charge: '0.27819' }, account: { id: 'a-1' } }
    await domain.orders.register({ policy: 'smm-panel', order: 'o-1', facts, author: 'panel' })
    expect((await domain.resolve(id, 'approve', '0.1')).resolution?.amount).toBe('0.10000')
  })

  it('waits while a dispute over the order is open', async () => {
    const domain = await openDomain()
    const { id } = await domain.ask(suspected)
    const dispute = await domain.report()
    expect((await problemOf(domain.resolve(id, 'approve', '0.1'))).code).toBe('review_not_ready')
    await domain.disputes.close({ dispute: dispute.id, outcome: 'won', chargedBack: null, author: 'ann' })
    expect((await domain.resolve(id, 'approve', '0.1')).status).toBe('resolved')
  })

  it('may approve while approvals are paused', async () => {
    const domain = await openDomain()
    await domain.setPaused(true)
    const { id } = await domain.ask(panelFacts())
    expect((await domain.resolve(id, 'approve')).resolution?.outcome).toBe('approve')
  })

  it.each([
    ['no amount where none was proposed', undefined],
    ['an amount of 0', '0'],
    ['a negative amount', '-1'],
    ['no decimal', 'all'],
  ])('with %s is malformed', async (_, amount) => {
    const domain = await openDomain()
    const { id } = await domain.ask(panelFacts({ account: { fraud_suspected: true }, order: { remains: null } }))
    expect((await problemOf(domain.resolve(id, 'approve', amount))).code).toBe('invalid_request')
  })

  it('needs a decision that asked for a review', async () => {
    const domain = await openDomain()
    const { id } = await domain.ask(panelFacts())
    for (const decision of [id, 'x']) {
      expect((await problemOf(domain.resolve(decision, 'deny'))).code).toBe('review_not_found')
      expect((await problemOf(domain.reviews.find(decision))).code).toBe('review_not_found')
    }
  })
})

describe('a denial by a person', () => {
  it('holds for the same state of the order; in another a person looks again', async () => {
    const domain = await openDomain()
    await domain.setPaused(true)
    const { id } = await domain.ask(panelFacts())
    await domain.resolve(id, 'deny')
    await domain.setPaused(false)
    expect(await domain.ask(panelFacts())).toMatchObject({ outcome: 'deny', reason_code: 'denied_by_reviewer' })
    const again = panelFacts({ claim: { submitted_at: '2026-03-01T10:00:00Z' } })
    expect(await domain.ask(again)).toMatchObject({ reason_code: 'denied_by_reviewer' })
    const changed = await domain.ask(panelFacts({ order: { remains: 158 } }))
    expect(changed).toMatchObject({ outcome: 'review', reason_code: 'denied_before', refund: null })
    expect(await domain.ask(panelFacts())).toMatchObject({ outcome: 'review', review: { id: changed.review?.id } })
  })
})

describe('an extension', () => {
  const extend = ({ reviews }: Domain, decision: string, dueBy: string) =>
    reviews.extend({ decision, dueBy, reason: 'waiting for the provider', author: 'ann' })

  it('gives a later due time, for a reason that stays with the entry', async () => {
    const domain = await openDomain()
    const { id } = await domain.ask(suspected)
    expect((await extend(domain, id, '2026-03-10T12:00:00+02:00')).due_by).toBe('2026-03-10T10:00:00.000Z')
    expect(await domain.head()).toMatchObject({
      kind: 'review_extended',
      author: 'ann',
      confidential: { message: 'waiting for the provider' },
    })
    expect(await waitingIds(domain)).toEqual([id])
    expect((await domain.reviews.find(id)).due_by).toBe('2026-03-10T10:00:00.000Z')
  })

  it.each(['2026-03-04T12:00:00Z', '2026-03-01T00:00:00Z', '2026-03-10', '2026-03-10T23:59:60Z'])(
    'to %s is refused: not later, or no instant',
    async (dueBy) => {
      const domain = await openDomain()
      const { id } = await domain.ask(suspected)
      expect((await problemOf(extend(domain, id, dueBy))).code).toBe('invalid_request')
    },
  )

  it('of a review that was resolved is too late', async () => {
    const domain = await openDomain()
    const { id } = await domain.ask(suspected)
    await domain.resolve(id, 'deny')
    expect((await problemOf(extend(domain, id, '2026-03-10T12:00:00Z'))).code).toBe('review_already_resolved')
  })
})

describe('a review past its due time', () => {
  it('is overdue, is escalated to the next level once for each due time, and is never paid by itself', async () => {
    const levels = shippedPolicy.replace('levels: [support, manager]', 'levels: [support, manager, owner]')
    const domain = await openDomain([levels])
    const { id } = await domain.ask(withoutRemains)
    const levelAfter = async (milliseconds: number) => {
      domain.clock.advance(milliseconds)
      return [await domain.reviews.escalateOverdue(), (await domain.reviews.find(id)).level]
    }
    expect(await levelAfter(3 * day)).toEqual([0, 'support'])
    expect(await levelAfter(1)).toEqual([1, 'manager'])
    expect((await domain.reviews.find(id)).status).toBe('overdue')
    expect(await levelAfter(3 * day - 1)).toEqual([0, 'manager'])
    expect(await levelAfter(1)).toEqual([1, 'owner'])
    expect(await levelAfter(30 * day)).toEqual([0, 'owner'])
    expect((await domain.head()).state.balances).toEqual({})
    expect((await domain.reviews.list({ status: 'overdue', level: 'owner' }, page)).items).toMatchObject([
      { decision_id: id },
    ])
    expect((await domain.stream()).filter(({ kind }) => kind === 'review_escalated')).toMatchObject([
      { author: 'system' },
      { author: 'system' },
    ])
  })

  it('stands in the queue by its due time, the earliest first, in pages', async () => {
    const domain = await openDomain()
    const ids: string[] = []
    for (let order = 1; order <= 5; order += 1) {
      domain.clock.advance(1000)
      ids.push((await domain.ask(panelFacts({ order: { id: `o-${order}`, remains: null } }))).id)
    }
    const first = await domain.reviews.list({ status: 'waiting', level: 'support' }, { limit: 3, cursor: null })
    const second = await domain.reviews.list({ status: 'waiting', level: 'support' }, { limit: 3, cursor: first.next })
    expect([...first.items, ...second.items].map((review) => review.decision_id)).toEqual(ids)
    domain.clock.advance(3 * day - 2000)
    expect((await domain.reviews.list({ status: 'overdue', level: null }, page)).items).toHaveLength(2)
    expect(await domain.reviews.summary()).toMatchObject({
      waiting: 5,
      overdue: 2,
      next_due_by: '2026-03-04T12:00:01.000Z',
    })
  })
})
