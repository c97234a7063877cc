import { describe, expect, it } from '@jest/globals'
import { parsePolicy } from '../../../src/policy/parse/parse-policy.ts'
import { policyText, withFacts } from '../parse/policy-text.ts'
import { openSample, refundRules } from './open-sample.ts'

const subject = (more: string) => ({
  subject: `subject: { order: order.id, account: account.id, charge: order.charge, currency: order.currency, ${more} }\n`,
})
const parsed = (changes: Parameters<typeof policyText>[0]) => {
  const { policy, diagnostics } = parsePolicy(policyText(changes))
  if (policy === null) throw new Error(JSON.stringify(diagnostics))
  return policy
}

describe('subject.cap', () => {
  const postage = withFacts('  order.postage: { type: decimal, from: order, default: 0 }\n')

  it('is the most that the order may get: a seller who owes return postage pays more than the charge', async () => {
    const rules = refundRules('then: { outcome: approve, refund: order.charge + order.postage }')
    const { ask } = await openSample({ ...postage, ...subject('cap: order.charge + order.postage'), ...rules })
    expect(await ask({ order: { charge: '40.00', postage: '4.90' } })).toMatchObject({ refund: { amount: '44.90' } })
  })

  it('is the charge where nothing is said', async () => {
    const rules = refundRules('then: { outcome: approve, refund: order.charge + order.postage }')
    const { ask } = await openSample({ ...postage, ...rules })
    expect(await ask({ order: { charge: '40.00', postage: '4.90' } })).toMatchObject({ refund: { amount: '40.00' } })
    expect(parsed({}).subject.cap).toMatchObject({ kind: 'fact', name: 'order.charge' })
  })
})

describe('subject.part', () => {
  const part = subject('part: parcel.id')

  it('names what of the order a request is about', () => {
    const { subject: found } = parsed({ ...withFacts('  parcel.id: { type: string, optional: true }\n'), ...part })
    expect(found.part).toMatchObject({ kind: 'fact', name: 'parcel.id' })
    expect(parsed({}).subject.part).toBeNull()
  })

  it('is a key like the ids of order and account: never empty, and short', async () => {
    const { ask } = await openSample({ ...withFacts('  parcel.id: { type: string, optional: true }\n'), ...part })
    await expect(ask({ parcel: { id: '' } })).rejects.toMatchObject({ code: 'invalid_facts' })
    await expect(ask({ parcel: { id: 'x'.repeat(201) } })).rejects.toMatchObject({ code: 'invalid_facts' })
  })

  it('is not filled in where a case leaves it out: the case is about the whole order', async () => {
    const { publish } = await openSample({})
    const text = policyText({
      ...withFacts('  parcel.id: { type: string, optional: true }\n'),
      ...part,
      ...refundRules('then: { outcome: approve, refund: "if(known(parcel.id), 1, 2)" }'),
      cases:
        'cases: [{ name: a, facts: { order: { status: open, charge: "5", currency: EUR } }, expect: { refund: "2" } }]\n',
    })
    await expect(publish(text)).resolves.toBe(2)
  })
})

describe('subject.state', () => {
  const facts = withFacts(
    [
      '  claim.reason: { type: string, default: none }',
      '  claim.at: { type: timestamp, optional: true }',
      '  parcel.id: { type: string, optional: true }',
      '  history.open: { type: integer, from: history, state: open_disputes }',
    ].join('\n') + '\n',
  )
  const claim = 'claim: claim.reason, claimed_at: claim.at, part: parcel.id'

  it('is every fact of order and request but those of the claim and of identity where nothing is said', () => {
    expect([...parsed({ ...facts, ...subject(claim) }).subject.state].sort()).toEqual([
      'flag',
      'order.at',
      'order.charge',
      'order.currency',
      'order.day',
      'order.remains',
      'order.status',
    ])
  })

  it('is never what an erasure removes', () => {
    const personal = withFacts(
      '  mail: { type: string, default: "", personal: true }\n  order.note: { type: string, from: order, default: "", personal: true }\n',
    )
    const { state } = parsed(personal).subject
    expect([state.has('mail'), state.has('order.note'), state.has('flag')]).toEqual([false, false, true])
  })

  it('is what is listed, and facts from order in any case', () => {
    const { state } = parsed({ ...facts, ...subject(`${claim}, state: [order.status]`) }).subject
    expect([...state].sort()).toEqual(['order.charge', 'order.currency', 'order.status'])
  })
})

it('subject.higher_charge: a report with more than was paid is reviewed, unless it says ignore', () => {
  expect(parsed({}).subject.higherCharge).toBe('review')
  expect(parsed(subject('higher_charge: ignore')).subject.higherCharge).toBe('ignore')
})

it('dispute_endings: an end keeps the standing that a dispute gave, unless it says otherwise', () => {
  expect(parsed({}).disputeEndings).toEqual({ won: 'keep', lost: 'keep', withdrawn: 'keep' })
  const endings = 'dispute_endings: { won: banned, withdrawn: restore }\n'
  expect(parsed({ more: endings }).disputeEndings).toEqual({ won: 'banned', lost: 'keep', withdrawn: 'restore' })
})
