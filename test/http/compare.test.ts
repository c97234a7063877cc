import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { type Json, openPanel, type Panel, partial } from './open-panel.ts'

describe('comparing versions over HTTP', () => {
  let panel: Panel
  let id: string
  beforeAll(async () => {
    panel = await openPanel('memory')
    id = (await panel.decide(partial('o-1'))).id
  })
  afterAll(() => panel.close())

  const compare = async (body: Json, key?: string) =>
    panel.post('/v1/decisions/compare', body, key === undefined ? {} : { key })
  const amounts = ({ json }: { readonly json: Json }): readonly unknown[] =>
    (json['items'] as readonly { readonly ruling: { readonly refund: { readonly amount: string } } }[]).map(
      ({ ruling }) => ruling.refund.amount,
    )

  it('takes facts or a decision, and versions or a text', async () => {
    const text = shippedPolicy.replace('prorate(order.charge, undelivered, order.quantity)', 'order.charge')
    const ofFacts = await compare({ facts: partial('o-2'), versions: ['active', 1], text })
    expect([ofFacts.status, amounts(ofFacts)]).toEqual([200, ['4.00000', '4.00000', '10.00000']])
    const ofDecision = await compare({ decision: id, versions: [1], text })
    expect([ofDecision.json['decision'], amounts(ofDecision)]).toEqual([id, ['4.00000', '10.00000']])
  })

  it('takes a draft by its id, for whoever may read drafts', async () => {
    const text = shippedPolicy.replace('prorate(order.charge, undelivered, order.quantity)', 'order.charge')
    const draft = await panel.post('/v1/policies/smm-panel/drafts', { text })
    const body = { facts: partial('o-2'), versions: ['active'], draft: draft.json['id'] as string }
    const compared = await compare(body)
    expect([compared.status, amounts(compared)]).toEqual([200, ['4.00000', '10.00000']])
    expect(compared.json).toMatchObject({ items: [{ by: 'active' }, { by: 'draft', version: null }] })
    const decider = await panel.running.keyOf('decider', ['decide'])
    expect((await compare(body, decider)).problem).toBe('forbidden')
  })

  it.each<readonly [string, () => Json, string]>([
    ['neither facts nor a decision', () => ({ versions: [1] }), 'invalid_request'],
    ['both', () => ({ facts: {}, decision: id, versions: [1] }), 'invalid_request'],
    [
      'a time beside a decision',
      () => ({ decision: id, versions: [1], at: '2026-03-01T00:00:00Z' }),
      'invalid_request',
    ],
    ['nothing to compare by', () => ({ decision: id }), 'invalid_request'],
    ['a policy beside a decision', () => ({ decision: id, policy: 'smm-panel', versions: [1] }), 'invalid_request'],
    ['a version that is not there', () => ({ decision: id, versions: [7] }), 'policy_version_not_found'],
    [
      'a draft that is not there',
      () => ({ decision: id, draft: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e' }),
      'draft_not_found',
    ],
    ['a text with faults', () => ({ decision: id, text: 'name: x' }), 'invalid_policy'],
    [
      'a decision that is not there',
      () => ({ decision: '019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e', versions: [1] }),
      'decision_not_found',
    ],
  ])('refuses %s', async (_what, body, code) => {
    expect((await compare(body())).problem).toBe(code)
  })

  it('is for whoever decides or reads; a text takes an editor, a stored decision a reader', async () => {
    const { running } = panel
    const [decide, read] = [await running.keyOf('panel', ['decide']), await running.keyOf('reader', ['read'])]
    expect((await compare({ facts: partial('o-2'), versions: [1] }, decide)).status).toBe(200)
    expect((await compare({ decision: id, versions: [1] }, decide)).problem).toBe('forbidden')
    expect((await compare({ decision: id, versions: [1] }, read)).status).toBe(200)
    expect((await compare({ decision: id, text: shippedPolicy }, read)).problem).toBe('forbidden')
  })

  it('tells of a denial what would have flipped it', async () => {
    const denied = await panel.decide(partial('o-5', { order: { remains: 0 } }))
    const { status, json } = await panel.get(`/v1/decisions/${denied.id}/flips?language=en`)
    expect([denied.outcome, status]).toEqual(['deny', 200])
    expect(json).toMatchObject({
      decision: denied.id,
      flips: [{ changes: [{ fact: 'order.remains', from: '0', to: '1' }], rule: 'undelivered-part' }],
    })
    expect((await panel.get('/v1/decisions/019ab0f5-6f3b-7cc0-9d5e-3f1a2b4c5d6e/flips')).problem).toBe(
      'decision_not_found',
    )
  })

  it('says that the facts of a decision were erased', async () => {
    const erased = await panel.decide(partial('o-9', { account: { id: 'a-9' } }))
    await panel.post('/v1/accounts/a-9/erasure', { reason: 'asked for' })
    await panel.running.service.erasures.resume(new AbortController().signal)
    expect((await compare({ decision: erased.id, versions: [1] })).problem).toBe('decision_erased')
    expect((await panel.get(`/v1/decisions/${erased.id}/flips`)).problem).toBe('decision_erased')
  })
})
