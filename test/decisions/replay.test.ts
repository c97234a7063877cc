import { describe, expect, it } from '@jest/globals'
import { replayDecision } from '../../src/decisions/replay.ts'
import { ofKinds } from '../../src/journal/of-kind.ts'
import { openDecisions, shippedPolicy } from './open-decisions.ts'
import { panelFacts } from './panel-facts.ts'

const changed = shippedPolicy.replace('method: balance_credit', 'method: balance_credit # changed')

describe('a stored decision', () => {
  it('is made again, to the letter, from its stored facts, circumstances and policy version', async () => {
    const { ask, storage, policies, setPaused, clock } = await openDecisions()
    for (const remains of [null, 400, 300, -50]) await ask(panelFacts({ order: { remains } }))
    await ask(panelFacts({ claim: { reason: 'undelivered', submitted_at: '2026-03-01T10:00:00+02:00' } }))
    setPaused(true)
    clock.advance(86_400_000)
    await ask(panelFacts({ order: { status: 'canceled', canceled_by: 'admin' } }))
    const loaded = await policies.version('smm-panel', 1)
    const entries = ofKinds(await storage.stream('a-1', 0, 100), ['decision'])
    expect(entries).toHaveLength(6)
    const results = await Promise.all(entries.map((entry) => replayDecision(loaded, entry)))
    expect(results).toEqual(entries.map(() => ({ result: 'same' })))
  })

  it('is found out when its answer was altered', async () => {
    const { ask, storage, policies } = await openDecisions()
    const { id } = await ask(panelFacts())
    const entry = await storage.entryById(id)
    if (entry?.kind !== 'decision' || entry.result.refund === null) throw new Error('the refund is not stored')
    const refund = { ...entry.result.refund, amount: '0.27819' }
    const altered = { ...entry, result: { ...entry.result, refund } }
    const loaded = await policies.version('smm-panel', 1)
    expect((await replayDecision(loaded, altered)).result).toBe('different')
  })

  it('keeps its version and explains itself with it after another was published', async () => {
    const { ask, decisions, publish } = await openDecisions()
    const before = await ask(panelFacts())
    expect(await publish(changed)).toBe(2)
    const after = await ask(panelFacts({ order: { id: 'o-2' } }))
    expect([before.policy.version, after.policy.version]).toEqual([1, 2])
    const explained = await decisions.find(before.id, { facts: true, trace: true })
    expect(explained.policy.version).toBe(1)
    expect(explained.facts).toMatchObject({ 'order.remains': '157', 'order.charge': '0.27819' })
    expect(JSON.stringify(explained.trace)).toContain('prorate')
  })
})
