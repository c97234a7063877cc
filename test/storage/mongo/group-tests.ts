import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Entry, OrderKey } from '../../../src/journal/entry.ts'
import type { AppendResult } from '../../../src/journal/journal-store.ts'
import { makeEntry, sealed } from '../make-entry.ts'
import type { MongoServer } from './mongo-server.ts'
import { type Relay, startRelay } from './relay.ts'
import { openWatchedStore, roundTripsInSeries, type SeenCommand, type WatchedStore } from './watched-store.ts'

type Sent = Entry & { readonly owner?: string; readonly arrived?: unknown }

/** What an insert is about: without what says first that entries wait for their numbers. */
function documentsOf({ command }: SeenCommand): readonly Sent[] {
  return (command['documents'] as readonly Sent[]).filter(({ arrived }) => arrived === undefined)
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
        .map((insert) =>
          documentsOf(insert).map(({ account, owner }) => (owner === undefined ? account : `order of ${owner}`)),
        )

    it('go as one insert at majority, of each account one', async () => {
      const entries = Array.from({ length: 40 }, (_, index) => makeEntry(null, { account: `together-${index}` }))
      const rival = makeEntry(null, { account: 'together-0' })
      const [first, ...others] = entries
      const [ofFirst, ...rest] = await appendTogether([...entries, rival])
      const ofRival = rest.pop()
      expect(rest).toEqual(others.map(() => ({ appended: true })))
      expect([ofFirst, ofRival]).toEqual([{ appended: true }, { appended: false, isTaken: true }])
      const inserts = watched.take().filter(({ name }) => name === 'insert')
      // The second began when the first was answered.
      expect(roundTripsInSeries(inserts)).toBe(2)
      expect(inserts.map((insert) => documentsOf(insert).length)).toEqual([40, 1])
      for (const { command } of inserts) {
        expect(command).toMatchObject({ ordered: true, writeConcern: { w: 'majority', j: true } })
      }
      expect(await watched.storage.stream('together-0', 0, 10)).toEqual([first])
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
        ['order of own-0', 'order of own-1', 'order of own-2'],
        ['order of own-0', 'order of own-1', 'order of own-2'],
      ])
    })

    const order = (id: string): OrderKey => ({ policy: 'smm-panel', id })
    const appendBound = (entry: Entry): Promise<AppendResult> =>
      watched.storage.append(sealed(entry), { binds: order(entry.account) })

    it('an order is bound by the insert of its first entry, just before it; one of a bound order is not written, nor what it hinders lost', async () => {
      await watched.storage.bindOrder(order('with-1'), 'rival')
      await watched.storage.bindOrder(order('with-2'), 'with-2')
      const entries = [0, 1, 2, 3].map((index) => makeEntry(null, { account: `with-${index}` }))
      watched.take()
      expect(await Promise.all(entries.map(appendBound))).toEqual([
        { appended: true },
        { appended: false, boundTo: 'rival' },
        { appended: true },
        { appended: true },
      ])
      const both = (index: number): readonly string[] => [`order of with-${index}`, `with-${index}`]
      const all = [0, 1, 2, 3].flatMap(both)
      // Each ends at its first fault, and what stands behind it goes on.
      expect(groups()).toEqual([all, all.slice(4), all.slice(6), ['with-2']])
      expect(await watched.storage.head('with-1')).toBeNull()
    })

    it('an order and its entry whose answer is lost are there once, and so is all that came in with them', async () => {
      const rival = makeEntry(null, { account: 'once-1' })
      await watched.storage.append(sealed(rival))
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `once-${index}` }))
      relay.loseNextAnswerTo('insert')
      expect(await Promise.all(entries.map(appendBound))).toEqual([
        { appended: true },
        { appended: false, isTaken: true },
        { appended: true },
      ])
      expect(await watched.storage.head('once-1')).toEqual(rival)
      for (const { account } of entries) {
        expect(await watched.storage.stream(account, 0, 10)).toHaveLength(1)
        expect(await watched.storage.accountOfOrder(order(account))).toBe(account)
      }
    })

    it('what is asked together is one command, and each asker hears of his own', async () => {
      const { storage } = watched
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `asked-${index}` }))
      await appendTogether(entries)
      await storage.bindOrder(order('asked-1'), 'asked-1')
      watched.take()
      const looks = [0, 1, 2, 3, 1].map(async (index) =>
        storage.look({
          account: `asked-${index}`,
          order: { ...order(`asked-${index}`), part: null },
          idempotencyKey: null,
        }),
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

    it('one whose key is taken hears so, and the rest are written', async () => {
      const standing = makeEntry(null, { account: 'taken-1' })
      await watched.storage.append(sealed(standing))
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `taken-${index}` }))
      expect(await appendTogether(entries)).toEqual([
        { appended: true },
        { appended: false, isTaken: true },
        { appended: true },
      ])
      expect(groups()).toEqual([['taken-0', 'taken-1', 'taken-2'], ['taken-2']])
      expect(await watched.storage.stream('taken-1', 0, 10)).toEqual([standing])
    })

    it('are sent again where the answer is lost: each finds itself or its rival, and all are there once', async () => {
      const standing = makeEntry(null, { account: 'lost-1' })
      await watched.storage.append(sealed(standing))
      const entries = [0, 1, 2].map((index) => makeEntry(null, { account: `lost-${index}` }))
      relay.loseNextAnswerTo('insert')
      expect(await appendTogether(entries)).toEqual([
        { appended: true },
        { appended: false, isTaken: true },
        { appended: true },
      ])
      expect(groups()).toHaveLength(2)
      expect(await watched.storage.stream('lost-1', 0, 10)).toEqual([standing])
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
