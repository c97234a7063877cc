import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Entry } from '../../../src/journal/entry.ts'
import { makeEntry, sealed } from '../make-entry.ts'
import type { MongoServer } from './mongo-server.ts'
import { type Relay, startRelay } from './relay.ts'
import { openWatchedStore, roundTripsInSeries, type SeenCommand, type WatchedStore } from './watched-store.ts'

/** What an insert is about: without what says first that entries wait for their numbers. */
function documentsOf({ command }: SeenCommand): readonly Entry[] {
  return (command['documents'] as readonly Entry[]).filter((document) => !('arrived' in document))
}

/** Entries that come in together, and go to the server as one insert. */
export function describeGroups(server: MongoServer): void {
  describe('entries that come in together on MongoDB', () => {
    let relay: Relay
    let watched: WatchedStore
    beforeAll(async () => {
      relay = await startRelay(server.uri)
      watched = await openWatchedStore(relay.through(server.newDatabase()), { deadlineMs: 1000 })
    })
    afterAll(async () => {
      await watched.storage.close()
      await relay.stop()
    })

    const appendTogether = async (entries: readonly Entry[]): Promise<readonly unknown[]> => {
      watched.take()
      return Promise.all(entries.map((entry) => watched.storage.append(sealed(entry))))
    }
    const groups = (): readonly (readonly string[])[] =>
      watched
        .take()
        .filter(({ name }) => name === 'insert')
        .map((insert) => documentsOf(insert).map(({ account }) => account))

    it('go as one unordered insert at majority, of each account one', async () => {
      const entries = Array.from({ length: 40 }, (_, index) => makeEntry(null, { account: `together-${index}` }))
      const rival = makeEntry(null, { account: 'together-0' })
      const [first, ...others] = entries
      const [ofFirst, ...rest] = await appendTogether([...entries, rival])
      const ofRival = rest.pop()
      expect(rest).toEqual(others.map(() => ({ appended: true })))
      expect([ofFirst, ofRival]).toEqual([{ appended: true }, { appended: false, existing: first }])
      const inserts = watched.take().filter(({ name }) => name === 'insert')
      // The second began when the first was answered.
      expect(roundTripsInSeries(inserts)).toBe(2)
      expect(inserts.map((insert) => documentsOf(insert).length)).toEqual([40, 1])
      for (const { command } of inserts) {
        expect(command).toMatchObject({ ordered: false, writeConcern: { w: 'majority', j: true } })
      }
    })

    it('and the orders that are bound together go as one insert too; each hears to whom it is bound', async () => {
      const bind = (index: number, account: string): Promise<string> =>
        watched.storage.bindOrder({ policy: 'smm-panel', id: `bound-${index}` }, account)
      await bind(1, 'rival')
      watched.take()
      relay.loseNextAnswerTo('insert')
      expect(await Promise.all([0, 1, 2].map((index) => bind(index, `own-${index}`)))).toEqual([
        'own-0',
        'rival',
        'own-2',
      ])
      expect(groups()).toEqual([
        ['own-0', 'own-1', 'own-2'],
        ['own-0', 'own-1', 'own-2'],
      ])
    })

    it('entries and orders that come in together go at the same time, each kind as one insert', async () => {
      const entries = [0, 1].map((index) => makeEntry(null, { account: `beside-${index}` }))
      const order = { policy: 'smm-panel', id: 'beside' }
      // As many connections as there are inserts.
      await Promise.all([watched.storage.checkReady(), watched.storage.checkReady()])
      relay.delayAnswers(200)
      watched.take()
      await Promise.all([
        ...entries.map((entry) => watched.storage.append(sealed(entry))),
        watched.storage.bindOrder(order, 'beside-0'),
      ])
      relay.delayAnswers(0)
      const inserts = watched.take()
      expect(new Set(inserts.map(({ command }) => command['insert']))).toEqual(new Set(['entry', 'order_binding']))
      expect(inserts).toHaveLength(2)
      expect(roundTripsInSeries(inserts)).toBe(1)
    })

    it('what is asked together is one command, and each asker hears of his own', async () => {
      const { storage } = watched
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `asked-${index}` }))
      await appendTogether(entries)
      await storage.bindOrder({ policy: 'smm-panel', id: 'asked-1' }, 'asked-1')
      watched.take()
      const order = (id: string) => ({ policy: 'smm-panel', id, part: null })
      const looks = [0, 1, 2, 3, 1].map(async (index) =>
        storage.look({ account: `asked-${index}`, order: order(`asked-${index}`), idempotencyKey: null }),
      )
      const besides = [
        async () => storage.newestPolicyVersionNumber('smm-panel'),
        async () => storage.auditHead(),
        async () => storage.auditHead(),
      ].map((ask) => ask())
      expect((await Promise.all(looks)).map(({ head, owner }) => [head, owner])).toEqual([
        [entries[0], null],
        [entries[1], 'asked-1'],
        [entries[2], null],
        [null, null],
        [entries[1], 'asked-1'],
      ])
      expect(await Promise.all(besides)).toEqual([null, null, null])
      expect(watched.take().map(({ name }) => name)).toEqual(['aggregate'])
    })

    it('one whose key is taken is answered with what stands there, and the rest are written', async () => {
      const standing = makeEntry(null, { account: 'taken-1' })
      await watched.storage.append(sealed(standing))
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `taken-${index}` }))
      expect(await appendTogether(entries)).toEqual([
        { appended: true },
        { appended: false, existing: standing },
        { appended: true },
      ])
      expect(groups()).toEqual([['taken-0', 'taken-1', 'taken-2']])
    })

    it('are sent again where the answer is lost: each finds itself or its rival, and all are there once', async () => {
      const standing = makeEntry(null, { account: 'lost-1' })
      await watched.storage.append(sealed(standing))
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `lost-${index}` }))
      relay.loseNextAnswerTo('insert')
      expect(await appendTogether(entries)).toEqual([
        { appended: true },
        { appended: false, existing: standing },
        { appended: true },
      ])
      expect(groups()).toHaveLength(2)
      for (const account of ['lost-0', 'lost-1', 'lost-2']) {
        expect(await watched.storage.stream(account, 0, 10)).toHaveLength(1)
      }
    })

    it('all hear of a server that is gone; when it is back each is written once', async () => {
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `gone-${index}` }))
      await relay.stop()
      const gone = { status: 'rejected', reason: expect.objectContaining({ code: 'store_unavailable' }) }
      const settled = await Promise.allSettled(entries.map((entry) => watched.storage.append(sealed(entry))))
      expect(settled).toEqual(entries.map(() => gone))
      await relay.start()
      expect(await appendTogether(entries)).toEqual(entries.map(() => ({ appended: true })))
    })
  })
}
