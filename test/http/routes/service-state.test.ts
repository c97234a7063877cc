import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { noteVerification } from '../../../src/audit/verifications.ts'
import { serviceVersion } from '../../../src/config/installation.ts'
import { openPanel, type Panel, partial, storeKinds } from '../open-panel.ts'

describe.each(storeKinds)('what runs here, %s store', (kind) => {
  let panel: Panel
  beforeAll(async () => {
    panel = await openPanel(kind)
  })
  afterAll(() => panel.close())

  it('is told to every key, and never where the store is', async () => {
    await panel.decide(partial('o-1'))
    const { secret } = (await panel.post('/v1/keys', { name: 'backend', roles: ['decide'] })).json
    const { status, json } = await panel.get('/v1/service', { key: String(secret) })
    expect([status, json]).toEqual([
      200,
      {
        version: serviceVersion(),
        node: process.version,
        store: {
          kind,
          schema: kind === 'memory' ? null : expect.any(String),
          id: expect.stringMatching(/^[0-9a-f]{64}$/u),
        },
        ready: true,
        reason: null,
        differing_evaluators: [],
        checkpoint: null,
        verified: null,
      },
    ])
    expect((await panel.get('/v1/service')).json['store']).toEqual(json['store'])
  })

  it('has the last verification that was noted', async () => {
    const { audit } = panel.running.service
    await noteVerification(audit, 'nightly', { up_to: 7, entries: 5, faults: 2 })
    await noteVerification(audit, 'nightly', { up_to: 9, entries: 6, faults: 0 })
    await audit.pause({ author: 'ann', reason: 'later acts are passed over' })
    expect((await panel.get('/v1/service')).json['verified']).toEqual({
      at: new Date(panel.clock.now()).toISOString(),
      by: 'nightly',
      up_to: 9,
      entries: 6,
      faults: 0,
    })
  })
})
