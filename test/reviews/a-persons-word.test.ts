import { describe, expect, it } from '@jest/globals'
import type { ResolveCommand } from '../../src/reviews/reviews.ts'
import { type Domain, openDomain, problemOf } from '../journal/open-domain.ts'
import { returned, returnsPolicy } from './returns-policy.ts'

const suspected = { account: { suspected: true } }

async function openReturns(): Promise<Domain> {
  return openDomain([returnsPolicy])
}

function resolve({ reviews }: Domain, command: Partial<ResolveCommand> & { readonly decision: string }) {
  const reviewer = { author: 'ann', isAdmin: true, levels: {} }
  const nothing = { outcome: 'approve' as const, amount: null, proposed: null, method: null, note: 'seen', reviewer }
  return reviews.resolve({ ...nothing, ...command })
}

const correct = ({ orders }: Domain, order: object) =>
  orders.correct({ policy: 'smm-panel', order: 'o-1', facts: { order }, reason: 'typing error', author: 'ann' })

describe('what a person approves', () => {
  it('is the decision of the rule that led to it: rule, clause, label and actions with the approved amount', async () => {
    const domain = await openReturns()
    const asked = await domain.ask(returned({ points: '7' }, suspected))
    expect(asked).toMatchObject({
      outcome: 'review',
      label: 'look_first',
      rule: 'suspected',
      actions: [{ name: 'hold_parcel', parameters: {} }],
      review: { proposed: '40.00', level: 'clerk' },
    })
    const { resolution } = await resolve(domain, { decision: asked.id, amount: '10.00' })
    expect(resolution).toMatchObject({
      outcome: 'approve',
      label: 'look_first',
      rule: 'suspected',
      clause: { id: '1', title: 'Suspicion' },
      refund: { amount: '10.00', entitled: '10.00', already_credited: '0.00', method: 'card' },
      amounts: { net: '8.00', tax: '2.00' },
      actions: [
        { name: 'take_points', parameters: { points: '7' } },
        { name: 'book', parameters: { amount: '10.00', tax: '2.00' } },
      ],
    })
    expect((await domain.verify()).faults).toEqual([])
  })

  it('counts for that rule in the history, once for the state', async () => {
    const domain = await openReturns()
    const asked = await domain.ask(returned({}, suspected))
    expect((await domain.ask(returned({ id: 'o-2', status: 'open' }))).message).toBe('0 0 0')
    await resolve(domain, { decision: asked.id })
    expect((await domain.ask(returned({ id: 'o-3', status: 'open' }))).message).toBe('1 0 0')
    expect((await domain.head()).state.counters.approvals).toBe(1)
  })

  it('is shown by the decision and by the lists, with the actions of both', async () => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({}, suspected))
    await resolve(domain, { decision: id })
    const found = await domain.decisions.find(id, { facts: false, trace: false })
    expect(found).toMatchObject({ resolution: { outcome: 'approve', amount: '40.00', resolved_by: 'ann' } })
    expect(found.actions.map(({ name }) => name)).toEqual(['hold_parcel', 'book'])
    const { items } = await domain.decisions.list({ order: 'o-1' }, { limit: 10, cursor: null })
    expect(items).toEqual([found])
  })

  it('below the proposal denies the rest: the same state pays nothing more, and a person looks at another', async () => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({}, suspected))
    await resolve(domain, { decision: id, amount: '10.00' })
    expect(await domain.ask(returned())).toMatchObject({ outcome: 'deny', reason_code: 'denied_by_reviewer' })
    expect(await domain.ask(returned({ due: '50.00' }))).toMatchObject({
      outcome: 'review',
      reason_code: 'denied_before',
      review: { proposed: '40.00' },
    })
  })

  it('as proposed leaves nothing denied', async () => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({}, suspected))
    await resolve(domain, { decision: id })
    expect((await domain.ask(returned({ due: '50.00' }, { account: { suspected: false } }))).refund?.amount).toBe(
      '10.00',
    )
  })
})

describe('a proposal', () => {
  it('is worked out anew from the order as it is now: a correction, and what it got since', async () => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({ charge: '30.00' }, suspected))
    expect((await domain.reviews.find(id)).proposed).toBe('30.00')
    await correct(domain, { charge: '35.00' })
    expect((await domain.reviews.find(id)).proposed).toBe('35.00')
    await domain.orders.creditElsewhere({
      policy: 'smm-panel',
      order: 'o-1',
      account: null,
      part: null,
      amount: '5.00',
      currency: 'EUR',
      reference: 're_1',
      method: 'card',
      reason: 'by hand',
      taken_back: false,
      author: 'ann',
    })
    expect((await domain.reviews.find(id)).proposed).toBe('30.00')
    expect((await resolve(domain, { decision: id })).resolution?.amount).toBe('30.00')
  })

  it('that was shown and is no longer due is refused with the new one', async () => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({ charge: '30.00' }, suspected))
    await correct(domain, { charge: '35.00' })
    const problem = await problemOf(resolve(domain, { decision: id, proposed: '30.00' }))
    expect([problem.code, problem.extensions]).toEqual(['proposal_changed', { proposed: '35.00', currency: 'EUR' }])
    expect((await resolve(domain, { decision: id, proposed: '35' })).resolution?.amount).toBe('35.00')
  })

  it('follows a corrected currency, never an old number in a new one', async () => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({ due: '33.335' }, suspected))
    await correct(domain, { currency: 'JPY' })
    expect(await domain.reviews.find(id)).toMatchObject({ proposed: '33', currency: 'JPY' })
    expect((await problemOf(resolve(domain, { decision: id }))).code).toBe('review_not_ready')
    const anew = await domain.ask(returned({ due: '33.335', currency: 'JPY' }, suspected))
    expect((await resolve(domain, { decision: anew.id })).resolution?.refund).toMatchObject({
      amount: '33',
      currency: 'JPY',
    })
  })

  it('is approved with at most the decimals of the currency, or as exactly the rest that is due', async () => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({ charge: '30.005' }, suspected))
    expect((await problemOf(resolve(domain, { decision: id, amount: '1.001' }))).code).toBe('invalid_request')
    expect((await resolve(domain, { decision: id, amount: '30.005' })).resolution?.amount).toBe('30.005')
  })
})

describe('a request for an order whose review is held', () => {
  it('joins it under its name and times; in another state it is the one that is asked about', async () => {
    const domain = await openReturns()
    const first = await domain.ask(returned({}, suspected))
    domain.clock.advance(3600_000)
    const second = await domain.ask(returned({ due: '60.00' }))
    expect(second.review).toMatchObject({ id: first.id, due_by: first.review?.due_by, proposed: '60.00' })
    expect(await domain.reviews.find(second.id)).toMatchObject({
      decision_id: first.id,
      asked_by: second.id,
      proposed: '60.00',
    })
    expect(
      (await domain.reviews.list({ status: 'waiting', level: null }, { limit: 9, cursor: null })).items,
    ).toHaveLength(1)
    const { resolution } = await resolve(domain, { decision: first.id })
    expect(resolution).toMatchObject({ amount: '60.00', rule: 'returned' })
  })

  it('changes nothing where it is an equal repeat', async () => {
    const domain = await openReturns()
    const first = await domain.ask(returned({}, suspected))
    const before = await domain.reviews.find(first.id)
    const again = await domain.ask(returned({}, suspected))
    expect(again).toMatchObject({ outcome: 'review', actions: [], review: { id: first.id } })
    expect(await domain.reviews.find(first.id)).toEqual(before)
  })
})

describe('a review that nobody holds', () => {
  it('is superseded by a decision that needs none, and says by which', async () => {
    const domain = await openReturns()
    const first = await domain.ask(returned({ charge: undefined }))
    expect(first).toMatchObject({ outcome: 'review', reason_code: 'missing_fact' })
    const second = await domain.ask(returned())
    expect(second.refund?.amount).toBe('40.00')
    expect(await domain.reviews.find(first.id)).toMatchObject({ status: 'superseded', superseded_by: second.id })
    expect(await domain.decisions.find(first.id, { facts: false, trace: false })).toMatchObject({
      superseded_by: second.id,
    })
  })

  it('is joined by one that needs one too, whatever for: its name and times stay', async () => {
    const domain = await openReturns()
    const first = await domain.ask(returned({ charge: undefined }))
    domain.clock.advance(3600_000)
    const second = await domain.ask(returned({}, suspected))
    expect(second).toMatchObject({ reason_code: 'suspected', review: { id: first.id, due_by: first.review?.due_by } })
    const third = await domain.ask(returned({ due: '1.00' }, { account: { suspected: false } }))
    expect(third).toMatchObject({ outcome: 'review', review: { id: first.id } })
  })

  it('goes on under its name where what was denied before would be paid', async () => {
    const domain = await openReturns()
    const denied = await domain.ask(returned({}, suspected))
    await resolve(domain, { decision: denied.id, outcome: 'deny' })
    const unknown = await domain.ask(returned({ id: 'o-1', due: '41.00', currency: 'EUR' }, suspected))
    expect(unknown.review?.id).toBe(unknown.id)
    const again = await domain.ask(returned({ due: '42.00' }, { account: { suspected: false } }))
    expect(again.review?.id).toBe(unknown.id)
    expect((await domain.verify()).faults).toEqual([])
  })
})

describe("a person's denial", () => {
  async function deniedReturn() {
    const domain = await openReturns()
    const asked = await domain.ask(returned({}, { ...suspected, claim: { reason: 'broken' } }))
    await resolve(domain, { decision: asked.id, outcome: 'deny' })
    return { domain, asked }
  }

  it('holds in the same state, whatever the claim says and whichever flag is left out', async () => {
    const { domain } = await deniedReturn()
    for (const facts of [returned(), returned({}, { claim: { reason: 'late' } }), returned({}, suspected)]) {
      expect(await domain.ask(facts)).toMatchObject({ outcome: 'deny', reason_code: 'denied_by_reviewer' })
    }
    expect((await domain.ask(returned({ status: 'open' }))).reason_code).toBe('no_rule')
    expect((await domain.ask(returned())).reason_code).toBe('denied_by_reviewer')
    expect((await domain.head()).state.balances).toEqual({})
  })

  it('of a claim counts as its denial, once', async () => {
    const { domain } = await deniedReturn()
    await domain.ask(returned({}, { claim: { reason: 'broken' } }))
    expect((await domain.head()).state.counters).toMatchObject({ claims: 1, denials: 1 })
  })

  it.each<[string, (domain: Domain) => Promise<unknown>]>([
    ['a correction that would pay', (domain) => correct(domain, { charge: '90.00' })],
    [
      'a further charge',
      ({ orders }) =>
        orders.addCharge({
          policy: 'smm-panel',
          order: 'o-1',
          amount: '5.00',
          currency: null,
          reference: 'pay-2',
          fact: 'order.charge',
          facts: null,
          reason: null,
          author: 'shop',
        }),
    ],
  ])('is looked at again after %s', async (_, change) => {
    const { domain } = await deniedReturn()
    await change(domain)
    const facts = { order: { id: 'o-1', status: 'closed', due: '40.00' }, account: { id: 'a-1', suspected: false } }
    expect(await domain.ask(facts)).toMatchObject({ outcome: 'review', reason_code: 'denied_before' })
  })

  it('by a manager is looked at again by a manager', async () => {
    const domain = await openReturns()
    const asked = await domain.ask(returned({ due: '60.00' }, suspected))
    expect(asked.review?.level).toBe('manager')
    await resolve(domain, { decision: asked.id, outcome: 'deny' })
    const again = await domain.ask(returned({ due: '1.00' }, { account: { suspected: false } }))
    expect(again).toMatchObject({ reason_code: 'denied_before', review: { level: 'manager', proposed: '1.00' } })
  })
})

describe('a decision that a person reopens', () => {
  const reopen = ({ reviews }: Domain, decision: string) =>
    reviews.reopen({ decision, reason: 'new proof', author: 'ann' })

  it('is a held review of its own, whose approval lifts the denial', async () => {
    const domain = await openReturns()
    const asked = await domain.ask(returned({}, suspected))
    await resolve(domain, { decision: asked.id, outcome: 'deny', amount: null })
    const review = await reopen(domain, asked.id)
    expect(review).toMatchObject({ status: 'waiting', reason_code: 'reopened', asked_by: asked.id, proposed: '40.00' })
    expect(await domain.ask(returned())).toMatchObject({ outcome: 'review', review: { id: review.decision_id } })
    expect((await resolve(domain, { decision: review.decision_id })).resolution).toMatchObject({
      amount: '40.00',
      rule: 'suspected',
    })
    expect((await domain.ask(returned({ due: '45.00' }, { account: { suspected: false } }))).refund?.amount).toBe(
      '5.00',
    )
    expect((await domain.verify()).faults).toEqual([])
  })

  it('may be one that a rule denied: its approval names an amount', async () => {
    const domain = await openReturns()
    const denied = await domain.ask(returned({ status: 'open' }))
    const { decision_id } = await reopen(domain, denied.id)
    expect((await problemOf(resolve(domain, { decision: decision_id }))).code).toBe('invalid_request')
    const { resolution } = await resolve(domain, { decision: decision_id, amount: '3.00', method: 'card' })
    expect(resolution).toMatchObject({ amount: '3.00', rule: null, actions: [] })
  })

  it('needs a decision, and no held review of its order', async () => {
    const domain = await openReturns()
    const asked = await domain.ask(returned({}, suspected))
    const waits = await problemOf(reopen(domain, asked.id))
    expect([waits.code, waits.extensions]).toEqual(['review_waits', { waiting: asked.id }])
    expect((await problemOf(reopen(domain, 'x'))).code).toBe('decision_not_found')
  })
})

describe('the level of a review', () => {
  const withLevel = (level?: string) => ({
    author: 'ann',
    isAdmin: false,
    levels: level === undefined ? {} : { 'smm-panel': level },
  })

  it.each([
    [undefined, '50.00', null],
    [undefined, '50.01', 'manager'],
    ['clerk', '60.00', 'manager'],
    ['manager', '60.00', null],
    ['owner', '60.00', null],
  ])('binds: a key with %p that approves %s needs %p', async (level, amount, needed) => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({ due: '40.00' }, suspected))
    const work = resolve(domain, { decision: id, amount, reviewer: withLevel(level) })
    if (needed === null) return expect((await work).resolution?.amount).toBe(amount)
    const problem = await problemOf(work)
    expect([problem.code, problem.extensions]).toMatchObject(['review_level_too_low', { needed }])
  })

  it('of the review itself is needed for a small amount too, under * as well', async () => {
    const domain = await openReturns()
    const { id } = await domain.ask(returned({ due: '60.00' }, suspected))
    const command = { decision: id, amount: '1.00' }
    expect((await problemOf(resolve(domain, { ...command, reviewer: withLevel() }))).code).toBe('review_level_too_low')
    const everywhere = { author: 'ann', isAdmin: false, levels: { '*': 'manager' } }
    expect((await resolve(domain, { ...command, reviewer: everywhere })).status).toBe('resolved')
  })

  it('of a review that a limit asked for is what the amount calls for', async () => {
    const limits = 'limits: [{ per: decision, currency: EUR, amount: "20" }]\noutcomes:'
    const domain = await openDomain([returnsPolicy.replace('outcomes:', limits)])
    expect((await domain.ask(returned({ due: '50.00' }))).review?.level).toBe('clerk')
    expect((await domain.ask(returned({ id: 'o-2', due: '51.00' }))).review?.level).toBe('manager')
  })
})
