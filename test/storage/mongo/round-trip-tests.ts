import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createDomain, type Domain } from '../../../src/domain.ts'
import { createCompiledEvaluator } from '../../../src/policy/evaluate/compiled.ts'
import { testClock } from '../../journal/test-clock.ts'
import { partialOrder, projectFolder } from '../../service/service-process.ts'
import type { MongoServer } from './mongo-server.ts'
import { type Relay, startRelay } from './relay.ts'
import { openWatchedStore, roundTripsInSeries, type WatchedStore } from './watched-store.ts'

/** Longer than a busy machine takes to send what goes out together. Milliseconds. */
const way = 300

/** How often a decision waits for the server, counted by the driver's events over a slow way. */
export function describeRoundTrips(server: MongoServer): void {
  describe('round trips in series of a decision on MongoDB', () => {
    let relay: Relay
    let watched: WatchedStore
    let domain: Domain
    beforeAll(async () => {
      relay = await startRelay(server.uri)
      watched = await openWatchedStore(relay.through(server.newDatabase()))
      const clock = testClock(Date.parse('2026-01-10T12:00:00Z'))
      domain = createDomain({ storage: watched.storage, clock, createEvaluator: createCompiledEvaluator })
      for (const name of ['smm-panel', 'hosting']) {
        const text = readFileSync(join(projectFolder, `rules/${name}/policy.yaml`), 'utf8')
        await domain.policies.publish({ name, text, reason: null, author: 'test', expected: 'absent' })
        await domain.policies.active(name)
      }
      // As many connections as one decision uses at once.
      await Promise.all(Array.from({ length: 10 }, () => watched.storage.checkReady()))
    })
    afterAll(async () => {
      await watched.storage.close()
      await relay.stop()
    })

    const roundTrips = async (policy: string, facts: object, key: string | null = null): Promise<number> => {
      relay.delayAnswers(way)
      watched.take()
      await domain.decisions.decide({ policy, facts, idempotencyKey: key, author: 'panel' })
      relay.delayAnswers(0)
      return roundTripsInSeries(watched.take())
    }
    const claim = (order: string, account: string): object =>
      (partialOrder(order, account) as { readonly facts: object }).facts
    const report = { order: { id: 'o-1', status: 'pending' }, account: { id: 'a-1' } }

    it.each<[expected: number, what: string, facts: object, key: string | null]>([
      [2, 'the first of an account, under a key', claim('o-1', 'a-1'), 'key-1'],
      [1, 'a repetition under its key', claim('o-1', 'a-1'), 'key-1'],
      [2, 'another claim for an order that is known', claim('o-1', 'a-1'), 'key-2'],
      [2, 'a report of what became of it', report, null],
      [2, 'a new order of an account that is known', claim('o-2', 'a-1'), 'key-3'],
    ])("are %d for %s, by the panel's policy", async (expected, _, facts, key) => {
      expect(await roundTrips('smm-panel', facts, key)).toBe(expected)
    })

    const returned = (number: string): object => ({
      contract: {
        number,
        kind: 'webspace',
        plan_fee: '120.00',
        currency: 'EUR',
        term_months: 12,
        started_at: '2026-01-01T09:00:00Z',
        paid_by: 'card',
      },
      customer: { number: 'k-1' },
      cancellation: { reason: 'not_needed', asked_at: '2026-01-10T10:00:00Z' },
    })

    it("are one more where an account's history is counted by rule, as the hosting's policy does", async () => {
      expect(await roundTrips('hosting', returned('c-1'))).toBe(2)
      expect(await roundTrips('hosting', returned('c-2'))).toBe(3)
      expect(await roundTrips('hosting', returned('c-2'))).toBe(3)
    })
  })
}
