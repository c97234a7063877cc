import { describe, expect, it } from '@jest/globals'
import { sealErased } from '../../src/journal/erase-entry.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { openDomain, problemOf, wireDomain } from '../journal/open-domain.ts'
import { closedOrder, disputePolicy } from './dispute-policy.ts'

const contacted = { supportContactedAt: '2026-03-01T10:00:00Z' }

describe('a dispute', () => {
  it('is decided by the policy and raises the standing of its account', async () => {
    const domain = await openDomain()
    const dispute = await domain.report()
    expect(dispute).toMatchObject({
      kind: 'chargeback',
      provider_id: null,
      account: 'a-1',
      order: 'o-1',
      part: null,
      payment_reference: 'pay-1',
      outcome: 'suspend',
      rule: 'dispute-first-time',
      clause: '5',
      standing: 'suspended',
      opened_at: '2026-03-01T11:00:00.000Z',
      policy: { name: 'smm-panel', version: 1 },
      status: 'open',
      charged_back: '0',
      needs_amount: false,
      rounds: 0,
      reported_at: '2026-03-01T12:00:00.000Z',
      closed_at: null,
    })
    expect(dispute.history).toEqual([
      {
        id: dispute.id,
        event: 'opened',
        at: '2026-03-01T12:00:00.000Z',
        author: 'panel',
        kind: 'chargeback',
        respond_by: null,
        status: 'open',
        charged_back: '0',
        standing: 'suspended',
      },
    ])
    expect((await domain.head()).state).toMatchObject({
      standing: 'suspended',
      contributions: { [dispute.id]: { ruled: 'suspended', ended: null, lifted_to: null } },
      open_disputes: 1,
      order: { open_chargebacks: 1 },
    })
    expect(await domain.disputes.find(dispute.id)).toEqual(dispute)
  })

  it.each([
    ['opened_at', { openedAt: '2099-01-01T00:00:00Z' }],
    ['support_contacted_at', { supportContactedAt: '2026-03-02T12:00:01Z' }],
  ])('is refused where %s lies more than a day ahead', async (name, times) => {
    const domain = await openDomain()
    expect(await problemOf(domain.report(times))).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining(`${name} is 20`),
    })
    await domain.report({ openedAt: '2026-03-02T11:59:59Z' })
  })

  it.each([
    ['payment and opening where the provider names none', {}],
    ["the provider's id, whatever else is written differently", { providerId: 'dp_1' }],
  ])('is known by %s: the same again is one dispute', async (_, id) => {
    const domain = await openDomain()
    const first = await domain.report(id)
    const again = { ...id, amount: '25', openedAt: '2026-03-01T12:00:00+01:00' }
    expect(await Promise.all([domain.report(id), domain.report(again)])).toEqual([first, first])
    expect((await domain.head()).sequence).toBe(1)
    const elsewhere = await domain.report({ ...id, account: 'a-2', order: null })
    expect([elsewhere.id === first.id, elsewhere.standing]).toEqual([false, 'suspended'])
  })

  it('comes several times for one payment: parts of it, and a second round', async () => {
    const domain = await openDomain()
    await domain.report({ ...contacted, amount: '10.00' })
    await domain.report({ ...contacted, amount: '5.00', openedAt: '2026-03-01T11:30:00Z' })
    await domain.report({ ...contacted, amount: '2.50', providerId: 'dp_3' })
    expect((await domain.head()).state).toMatchObject({ open_disputes: 3, order: { open_chargebacks: 3 } })
  })

  it('that two processes report at once is one dispute', async () => {
    const domain = await openDomain()
    const other = wireDomain(domain.storage, domain.clock)
    const [left, right] = await Promise.all([domain.report(), other.report()])
    expect(left.id).toBe(right.id)
    expect(await domain.stream()).toHaveLength(1)
  })

  it('is told without an order that none can be added to it, and how it is counted for its order after all', async () => {
    const domain = await openDomain()
    const dispute = await domain.report({ providerId: 'dp_1', order: null })
    const problem = await problemOf(domain.report({ providerId: 'dp_1' }))
    expect([problem.code, problem.detail]).toEqual(['dispute_conflict', expect.stringContaining('without an order')])
    await domain.disputes.close({ dispute: dispute.id, outcome: 'withdrawn', chargedBack: null, author: 'panel' })
    expect(await domain.report({ providerId: 'dp_1 of o-1' })).toMatchObject({ order: 'o-1', status: 'open' })
  })

  it.each([
    { amount: '24' },
    { currency: 'EUR' },
    { order: 'o-2' },
    { order: null },
    { part: 'p-1' },
    { paymentReference: 'pay-2' },
  ])('under the same id with %p is a conflict that shows both', async (other) => {
    const domain = await openDomain()
    const id = { providerId: 'dp_1' }
    await domain.report(id)
    const problem = await problemOf(domain.report({ ...id, ...other }))
    const { paymentReference, ...given } = { paymentReference: 'pay-1', ...other }
    expect(problem.code).toBe('dispute_conflict')
    expect(problem.extensions).toMatchObject({
      registered: { payment_reference: 'pay-1', amount: '25.00', currency: 'USD', order: 'o-1', part: null },
      given: { payment_reference: paymentReference, ...given },
    })
  })

  it('may be about a part of an order', async () => {
    const domain = await openDomain()
    const dispute = await domain.report({ ...contacted, part: 'parcel-2' })
    expect(dispute).toMatchObject({ order: 'o-1', part: 'parcel-2' })
    expect((await domain.head()).order).toEqual({ policy: 'smm-panel', id: 'o-1', part: 'parcel-2' })
    expect((await domain.ask(panelFacts())).reason_code).toBe('dispute_open')
    expect((await problemOf(domain.report({ order: null, part: 'parcel-2' }))).code).toBe('invalid_request')
  })

  it.each([
    { amount: '0' },
    { amount: '-1' },
    { amount: 'all' },
    { openedAt: 'today' },
    { openedAt: '2026-03-01T23:59:60Z' },
    { facts: { dispute: { reason: 'unknown' } } },
    { facts: { order: { charge: '1.00' } } },
    { facts: { dispute: { amount: '1.00' } } },
    { facts: { account: { id: 'a-7' } } },
    { facts: [] },
  ])('with %p is malformed: nothing is stored, and the order is nobody’s yet', async (wrong) => {
    const domain = await openDomain()
    expect(['invalid_request', 'invalid_facts']).toContain((await problemOf(domain.report(wrong))).code)
    expect(await domain.storage.accounts(null, 1)).toEqual([])
    expect(await domain.storage.accountOfOrder({ policy: 'smm-panel', id: 'o-1' })).toBeNull()
  })

  it('over an order of another account is a conflict, and leaves nothing behind', async () => {
    const domain = await openDomain()
    await domain.ask(panelFacts())
    expect((await problemOf(domain.report({ account: 'a-2' }))).code).toBe('order_conflict')
    expect(await domain.stream('a-2')).toEqual([])
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

describe('more that becomes known of a dispute', () => {
  const id = { providerId: 'dp_1' }

  it('amends it: it is decided anew, on the history that it was decided on first', async () => {
    const domain = await openDomain([disputePolicy])
    const first = await domain.report(id)
    domain.clock.advance(1000)
    const amended = await domain.report({ ...id, facts: { dispute: { reason: 'not_received' } } })
    expect([first, amended]).toMatchObject([
      { outcome: 'suspend', rule: 'first' },
      { id: first.id, outcome: 'suspend', rule: 'first', standing: 'suspended', history: [{}, { event: 'amended' }] },
    ])
    expect((await domain.head()).state.counters.disputes).toBe(1)
    const worse = await domain.report({ ...id, facts: { dispute: { reason: 'fraudulent' } } })
    expect(worse).toMatchObject({ outcome: 'ban', standing: 'banned' })
    expect((await domain.verify()).faults).toEqual([])
  })

  it('never lowers what was ruled before', async () => {
    const domain = await openDomain([disputePolicy])
    await domain.report(id)
    const amended = await domain.report({ ...id, ...contacted })
    expect(amended).toMatchObject({ outcome: 'none', standing: 'suspended', reason_code: 'contacted' })
    expect(amended.support_contacted_at).toBe('2026-03-01T10:00:00.000Z')
    const later = await domain.report(id)
    expect(later).toEqual(amended)
  })

  it('keeps what was told before where it is left out', async () => {
    const domain = await openDomain([disputePolicy])
    const told = { dispute: { reason: 'not_received' } }
    await domain.report({ ...id, ...contacted, facts: told })
    await domain.report({ ...id, kind: 'arbitration' })
    expect((await domain.head()).confidential?.facts).toMatchObject({
      'dispute.kind': 'arbitration',
      'dispute.reason': 'not_received',
      'dispute.support_contacted_at': '2026-03-01T10:00:00.000Z',
    })
    expect((await domain.report({ ...id, facts: told })).history).toHaveLength(2)
  })

  describe('its deadline', () => {
    const [first, later, last] = ['2026-03-08T12:00:00.000Z', '2026-03-15T12:00:00.000Z', '2026-03-30T12:00:00.000Z']
    const ended = { outcome: 'won', chargedBack: null, author: 'ann' } as const

    it('stays where it is left out, and moves where another is told', async () => {
      const domain = await openDomain([disputePolicy])
      expect((await domain.report(id)).respond_by).toBeNull()
      expect((await domain.report({ ...id, respondBy: '2026-03-08T14:00:00+02:00' })).respond_by).toBe(first)
      expect((await domain.report({ ...id, ...contacted })).respond_by).toBe(first)
      const moved = await domain.report({ ...id, respondBy: later })
      expect(moved.history.map(({ respond_by }) => respond_by)).toEqual([null, first, first, later])
      expect(await domain.report({ ...id, respondBy: later })).toEqual(moved)
      expect((await domain.verify()).faults).toEqual([])
    })

    it('is of its stage: a later one that is told without a deadline has none, and one that comes late moves none', async () => {
      const domain = await openDomain([disputePolicy])
      await domain.report({ ...id, kind: 'inquiry', respondBy: first })
      expect((await domain.report(id)).respond_by).toBeNull()
      expect((await domain.report({ ...id, kind: 'arbitration', respondBy: last })).respond_by).toBe(last)
      expect((await domain.report({ ...id, respondBy: later })).respond_by).toBe(last)
    })

    it('is of its round: an ended dispute has none, and one that is opened again has the one that it is told then', async () => {
      const domain = await openDomain([disputePolicy])
      const { id: dispute } = await domain.report({ ...id, respondBy: first })
      expect((await domain.disputes.close({ dispute, ...ended })).respond_by).toBeNull()
      const told = { dispute: { reason: 'not_received' } }
      expect(await domain.report({ ...id, respondBy: later, facts: told })).toMatchObject({
        status: 'won',
        respond_by: null,
      })
      const again = await domain.report({ ...id, openedAt: '2026-03-01T11:30:00Z', respondBy: later })
      expect(again).toMatchObject({ status: 'open', respond_by: later })
      await domain.disputes.close({ dispute, ...ended })
      const reopened = await domain.disputes.reopen({ dispute, respondBy: last, author: 'ann' })
      expect(reopened.history.map(({ respond_by }) => respond_by)).toEqual([first, null, null, later, null, last])
      expect(await domain.disputes.reopen({ dispute, respondBy: first, author: 'ann' })).toEqual(reopened)
      expect((await domain.verify()).faults).toEqual([])
    })
  })

  it('does not raise a standing that a person lifted, but by a worse ruling', async () => {
    const domain = await openDomain([disputePolicy])
    await domain.report(id)
    await domain.accounts.liftStanding({ account: 'a-1', standing: 'good', reason: 'a mistake', author: 'ann' })
    const alike = await domain.report({ ...id, facts: { dispute: { reason: 'not_received' } } })
    expect(alike).toMatchObject({ outcome: 'suspend', standing: 'good' })
    const worse = await domain.report({ ...id, facts: { dispute: { reason: 'fraudulent' } } })
    expect(worse.standing).toBe('banned')
  })

  it('is decided on the disputes before it alone', async () => {
    const domain = await openDomain([disputePolicy])
    await domain.report({ ...id, facts: {} })
    await domain.report({ providerId: 'dp_2' })
    const amended = await domain.report({ ...id, facts: { dispute: { reason: 'not_received' } } })
    expect(amended).toMatchObject({ rule: 'first', standing: 'terminated' })
  })

  it('is not asked for again where it was erased', async () => {
    const storage = createMemoryStorage()
    const erased: Storage = {
      ...storage,
      disputeEntriesByKey: async (account, key) =>
        (await storage.disputeEntriesByKey(account, key)).map((entry) => sealErased(entry).entry),
    }
    const domain = await openDomain([disputePolicy], erased)
    const notice = { ...id, facts: { dispute: { reason: 'not_received' } } }
    await domain.report(notice)
    expect((await domain.report(notice)).history).toHaveLength(1)
    expect((await domain.report({ ...notice, kind: 'arbitration' })).history).toHaveLength(2)
  })
})

describe('the kind of a dispute', () => {
  const inquiry = { providerId: 'dp_1', kind: 'inquiry' } as const

  it('is known to the shipped policy: a question of the bank suspends nobody', async () => {
    const domain = await openDomain()
    expect(await domain.report(inquiry)).toMatchObject({ rule: 'inquiry-only', standing: 'good' })
    expect(await domain.report({ ...inquiry, kind: 'chargeback' })).toMatchObject({ standing: 'suspended' })
  })

  it('inquiry blocks nothing, and is no dispute in history', async () => {
    const domain = await openDomain([disputePolicy])
    expect(await domain.report(inquiry)).toMatchObject({ kind: 'inquiry', outcome: 'none', standing: 'good' })
    expect((await domain.head()).state).toMatchObject({
      open_disputes: 0,
      counters: { disputes: 0 },
      order: { open_chargebacks: 0 },
    })
    expect(await domain.ask(closedOrder())).toMatchObject({ outcome: 'approve', refund: { amount: '25.00' } })
    expect((await domain.report({ providerId: 'dp_2' })).rule).toBe('first')
  })

  it('rises: an inquiry becomes a chargeback, which is a dispute from then on', async () => {
    const domain = await openDomain([disputePolicy])
    const { id } = await domain.report(inquiry)
    await domain.report({ providerId: 'dp_2', order: null })
    const raised = await domain.report({ ...inquiry, kind: 'chargeback' })
    expect(raised).toMatchObject({ id, kind: 'chargeback', rule: 'again', standing: 'terminated', rounds: 0 })
    expect((await domain.head()).state).toMatchObject({
      open_disputes: 2,
      counters: { disputes: 2 },
      order: { open_chargebacks: 1 },
    })
    expect((await domain.ask(closedOrder())).reason_code).toBe('dispute_open')
    const told = await domain.report({ ...inquiry, facts: { dispute: { reason: 'not_received' } } })
    expect(told).toMatchObject({ kind: 'chargeback', rule: 'again', standing: 'terminated' })
  })

  it('never falls, and an arbitration counts no second time', async () => {
    const domain = await openDomain([disputePolicy])
    const { providerId } = inquiry
    await domain.report({ providerId })
    const arbitration = await domain.report({ providerId, kind: 'arbitration' })
    expect(arbitration).toMatchObject({ kind: 'arbitration', rule: 'first', standing: 'suspended' })
    expect(await domain.report({ providerId })).toEqual(arbitration)
    expect(await domain.report(inquiry)).toEqual(arbitration)
    expect((await domain.head()).state).toMatchObject({ open_disputes: 1, counters: { disputes: 1 } })
  })
})

describe('the actions of a dispute', () => {
  const id = { providerId: 'dp_1' }

  it('are given once for it, notices each time', async () => {
    const domain = await openDomain([disputePolicy])
    const first = await domain.report(id)
    const frozen = { id: `${first.id}.1`, name: 'freeze', parameters: { payment: 'pay-1' } }
    expect(first).toMatchObject({
      actions: [frozen, { id: `${first.id}.2`, name: 'tell_bank', parameters: { kind: 'chargeback' } }],
      actions_given_before: [],
    })
    const amended = await domain.report({ ...id, kind: 'arbitration' })
    expect(amended).toMatchObject({
      actions: [{ name: 'tell_bank', parameters: { kind: 'arbitration' } }],
      actions_given_before: [frozen],
    })
    expect((await domain.verify()).faults).toEqual([])
  })

  it('are given for another dispute of the same payment once more', async () => {
    const domain = await openDomain([disputePolicy])
    await domain.report(id)
    await domain.accounts.liftStanding({ account: 'a-1', standing: 'good', reason: 'a mistake', author: 'ann' })
    await domain.publish(disputePolicy.replace('operator: greaterThan, value: 0', 'operator: greaterThan, value: 9'))
    expect((await domain.report({ providerId: 'dp_2' })).actions.map(({ name }) => name)).toEqual([
      'freeze',
      'tell_bank',
    ])
  })
})
