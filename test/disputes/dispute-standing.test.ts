import { describe, expect, it } from '@jest/globals'
import type { DisputeClosing } from '../../src/journal/kinds/dispute-closed.ts'
import { type Domain, openDomain, problemOf } from '../journal/open-domain.ts'
import { closedOrder, disputePolicy } from './dispute-policy.ts'

const contacted = { supportContactedAt: '2026-03-01T10:00:00Z' }

const close = async ({ disputes }: Domain, dispute: string, outcome: DisputeClosing) =>
  (await disputes.close({ dispute, outcome, chargedBack: null, author: 'ann' })).standing

const lift = ({ accounts }: Domain, standing: 'good' | 'warned' | 'suspended') =>
  accounts.liftStanding({ account: 'a-1', standing, reason: 'a mistake of ours', author: 'ann' })

describe('the standing of an account', () => {
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
    expect((await problemOf(lift(domain, 'good'))).code).toBe('account_not_found')
    await domain.report()
    expect((await problemOf(lift(domain, 'suspended'))).code).toBe('invalid_request')
    expect(await lift(domain, 'warned')).toBe('warned')
    expect(await domain.head()).toMatchObject({
      kind: 'standing_lifted',
      state: { standing: 'warned', open_disputes: 1 },
      confidential: { message: 'a mistake of ours' },
    })
    expect((await domain.report({ paymentReference: 'pay-2', order: null })).standing).toBe('terminated')
  })
})

describe('the end of a dispute', () => {
  it('changes its own part in the standing as the policy says: keeps, restores, or sets it', async () => {
    const domain = await openDomain([disputePolicy])
    const { id } = await domain.report({ order: null })
    expect(await close(domain, id, 'won')).toBe('suspended')
    expect(await close(domain, id, 'withdrawn')).toBe('good')
    expect(await close(domain, id, 'lost')).toBe('warned')
    expect(await close(domain, id, 'won')).toBe('suspended')
    expect((await domain.verify()).faults).toEqual([])
  })

  it('leaves the part of every other dispute', async () => {
    const domain = await openDomain([disputePolicy])
    const first = await domain.report({ order: null })
    const second = await domain.report({ order: null, providerId: 'dp_2' })
    expect(second.standing).toBe('terminated')
    expect(await close(domain, first.id, 'withdrawn')).toBe('terminated')
    expect(await close(domain, second.id, 'withdrawn')).toBe('good')
    expect((await domain.head()).state.contributions).toMatchObject({ [second.id]: { ended: 'good' } })
  })

  it('that restored is undone where the dispute is opened again', async () => {
    const domain = await openDomain([disputePolicy])
    const { id } = await domain.report({ order: null })
    await close(domain, id, 'withdrawn')
    expect(await domain.disputes.reopen({ dispute: id, respondBy: null, author: 'ann' })).toMatchObject({
      standing: 'suspended',
    })
  })

  it('follows the version that is active when it ends', async () => {
    const domain = await openDomain([disputePolicy])
    const { id } = await domain.report({ order: null })
    await domain.publish(disputePolicy.replace('won: keep', 'won: restore'))
    expect(await close(domain, id, 'won')).toBe('good')
    expect(await domain.head()).toMatchObject({ policy: { version: 2 } })
  })

  it('is not looked at again where a person only states what a lost one took', async () => {
    const domain = await openDomain([disputePolicy])
    await domain.ask(closedOrder({ status: 'open' }))
    const { id } = await domain.report({ currency: 'EUR' })
    expect(await close(domain, id, 'lost')).toBe('warned')
    await domain.publish(disputePolicy.replace('lost: warned', 'lost: banned'))
    const stated = { dispute: id, outcome: 'lost', chargedBack: '20.00', author: 'ann' } as const
    expect(await domain.disputes.close(stated)).toMatchObject({ standing: 'warned', charged_back: '20' })
  })

  it('keeps what was ruled where the policy says nothing, and what a person lifted stays lifted', async () => {
    const domain = await openDomain([disputePolicy.replace(/dispute_endings.*\n/, '')])
    const { id } = await domain.report({ order: null })
    expect(await close(domain, id, 'withdrawn')).toBe('suspended')
    await lift(domain, 'good')
    expect(await close(domain, id, 'lost')).toBe('good')
  })
})
