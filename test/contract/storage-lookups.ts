import { expect, it } from '@jest/globals'
import type { Entry } from '../../src/journal/entry.ts'
import type { GivenAction } from '../../src/journal/kinds/given-action.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { sampleNotice, sampleReview, sampleSaid } from '../journal/sample-said.ts'
import { type EntryWish, makeEntry, makeStream, orderPart } from '../storage/make-entry.ts'
import { appendAll } from './storage-data.ts'

/** Entries of an account by what they name: a part of the storage contract. */
export function describeLookups(storage: () => Storage): void {
  const stored = async (wishes: readonly EntryWish[]): Promise<readonly Entry[]> => {
    const entries = makeStream(wishes.length, (index) => wishes[index] ?? {})
    await appendAll(storage(), entries)
    return entries
  }
  const picked = (entries: readonly Entry[], sequences: readonly number[]): readonly (Entry | undefined)[] =>
    sequences.map((sequence) => entries[sequence - 1])

  it("newestOfOrder is the newest entry about the order in this account's stream, whichever part of it", async () => {
    const entries = await stored([
      { order: orderPart('o-1') },
      { order: orderPart('o-1', 'p-1') },
      { order: orderPart('o-1', null, 'hosting') },
      { order: orderPart('o-2') },
      { order: null },
    ])
    await appendAll(storage(), [makeEntry(null, { account: 'account-2', order: 'o-1' })])
    const newest = (policy: string, id: string) => storage().newestOfOrder('account-1', { policy, id })
    expect(await newest('smm-panel', 'o-1')).toEqual(entries[1])
    expect(await newest('hosting', 'o-1')).toEqual(entries[2])
    expect(await newest('smm-panel', 'o-2')).toEqual(entries[3])
    expect(await newest('hosting', 'o-2')).toBeNull()
    expect(await newest('smm-panel', 'o-3')).toBeNull()
    expect(await storage().newestOfOrder('account-2', { policy: 'smm-panel', id: 'o-2' })).toBeNull()
  })

  it('newestOfPart is the newest entry about exactly this part of the order (null: the whole order)', async () => {
    const parts = [null, 'p-1', '', 'p-1', 'P-1', 'whole', null, 'p-2', 'null']
    const entries = await stored(parts.map((part) => ({ order: orderPart('o-1', part) })))
    const newest = (part: string | null) => storage().newestOfPart('account-1', orderPart('o-1', part))
    expect(await newest(null)).toEqual(entries[6])
    for (const [part, sequence] of [
      ['p-1', 4],
      ['', 3],
      ['P-1', 5],
      ['whole', 6],
      ['p-2', 8],
      ['null', 9],
    ] as const) {
      expect(await newest(part)).toEqual(entries[sequence - 1])
    }
    expect(await newest('p-3')).toBeNull()
    expect(await storage().newestOfPart('account-1', orderPart('o-2'))).toBeNull()
    expect(await storage().newestOfPart('account-1', orderPart('o-1', 'p-1', 'hosting'))).toBeNull()
    expect(await storage().newestOfPart('account-2', orderPart('o-1', 'p-1'))).toBeNull()
  })

  it('entryByIdempotencyKey is the entry that the account stored under the key', async () => {
    const entries = await stored([{}, { idempotencyKey: 'key-1' }, {}])
    const other = makeEntry(null, { account: 'account-2', idempotencyKey: 'key-1' })
    await appendAll(storage(), [other])
    expect(await storage().entryByIdempotencyKey('account-1', 'key-1')).toEqual(entries[1])
    expect(await storage().entryByIdempotencyKey('account-2', 'key-1')).toEqual(other)
    expect(await storage().entryByIdempotencyKey('account-3', 'key-1')).toBeNull()
    expect(await storage().entryByIdempotencyKey('account-1', 'key-2')).toBeNull()
  })

  it('entriesWithActions gives the entries that gave an action which is given once for the order, newest first', async () => {
    const once: GivenAction = { name: 'ticket', per: 'order', parameters: {}, cumulative: [], added: [], personal: [] }
    const eachTime: GivenAction = { ...once, per: 'decision' }
    const decided = (actions: readonly GivenAction[]) => sampleSaid('decision', { result: { actions } })
    const resolved = sampleSaid('review_resolved', { result: { actions: [eachTime, once] } })
    const entries = await stored([
      { order: orderPart('o-1'), said: decided([once]) },
      { order: orderPart('o-1', 'p-1'), said: decided([eachTime]) },
      { order: orderPart('o-1', 'p-1'), said: resolved },
      { order: orderPart('o-1'), said: decided([]) },
      { order: orderPart('o-2'), said: decided([once]) },
      { order: orderPart('o-1'), said: sampleSaid('dispute_opened', { result: { actions: [once] } }) },
      { order: orderPart('o-1', 'p-1', 'hosting'), said: decided([once]) },
      { order: orderPart('o-1'), said: decided([eachTime, once]) },
    ])
    const order = { policy: 'smm-panel', id: 'o-1' }
    expect(await storage().entriesWithActions('account-1', order)).toEqual(picked(entries, [8, 3, 1]))
    expect(await storage().entriesWithActions('account-1', order, null)).toEqual(picked(entries, [8, 1]))
    expect(await storage().entriesWithActions('account-1', order, 'p-1')).toEqual(picked(entries, [3]))
    expect(await storage().entriesWithActions('account-1', order, 'p-2')).toEqual([])
    expect(await storage().entriesWithActions('account-2', order)).toEqual([])
  })

  it('entriesAbout gives what extended, escalated, joined, resolved or superseded a review, oldest first', async () => {
    const review = 'r-1'
    const entries = await stored([
      { id: review, outcome: 'review' },
      { said: sampleSaid('review_extended', { request: { review } }) },
      { said: sampleSaid('review_escalated', { request: { review } }) },
      { said: sampleSaid('decision', { result: { outcome: 'review', review: { ...sampleReview, joins: review } } }) },
      { said: sampleSaid('decision', { request: { supersedes: 'r-2' } }) },
      { said: sampleSaid('decision', { request: { supersedes: review } }) },
      {
        said: sampleSaid('decision_reopened', {
          request: { decision: { id: review, sequence: 1 }, supersedes: review },
        }),
      },
      {
        said: sampleSaid('decision_reopened', {
          request: { decision: { id: 'd-1', sequence: 1 }, supersedes: review },
        }),
      },
      { said: sampleSaid('review_resolved', { request: { review } }) },
      { said: sampleSaid('review_resolved', { request: { review: 'R-1' } }) },
    ])
    expect(await storage().entriesAbout('account-1', review)).toEqual(picked(entries, [2, 3, 4, 6, 7, 8, 9]))
    expect(await storage().entriesAbout('account-1', 'r-2')).toEqual(picked(entries, [5]))
    expect(await storage().entriesAbout('account-1', 'd-1')).toEqual(picked(entries, [8]))
    expect(await storage().entriesAbout('account-1', 'r-3')).toEqual([])
    expect(await storage().entriesAbout('account-2', review)).toEqual([])
  })

  it('entriesAbout gives what reopened a decision and what was reported of its credit', async () => {
    const decision = 'd-1'
    const entries = await stored([
      { id: decision },
      { said: sampleSaid('credit_failed', { request: { decision } }) },
      { said: sampleSaid('credit_delivered', { request: { decision } }) },
      { said: sampleSaid('credit_delivered', { request: { decision: 'd-2' } }) },
      { said: sampleSaid('credit_returned', { request: { decision } }) },
      { said: sampleSaid('decision_reopened', { request: { decision: { id: decision, sequence: 1 } } }) },
    ])
    expect(await storage().entriesAbout('account-1', decision)).toEqual(picked(entries, [2, 3, 5, 6]))
  })

  it('entriesByReference gives the entries with the reference about the order (null: about none), oldest first', async () => {
    const reference = 'tx 1'
    const elsewhere = sampleSaid('credited_elsewhere', { request: { reference } })
    const entries = await stored([
      { order: orderPart('o-1'), said: elsewhere },
      { order: orderPart('o-1', 'p-1'), said: elsewhere },
      { order: orderPart('o-2'), said: elsewhere },
      { order: orderPart('o-1', null, 'hosting'), said: elsewhere },
      { order: orderPart('o-1'), said: sampleSaid('charge_added', { request: { reference } }) },
      { order: null, said: sampleSaid('credit_spent', { request: { reference } }) },
      { order: null, said: sampleSaid('adjustment', { request: { reference } }) },
      { order: null, said: sampleSaid('adjustment') },
      { order: orderPart('o-1'), said: sampleSaid('credit_delivered', { request: { reference } }) },
      { order: orderPart('o-1'), said: sampleSaid('credited_elsewhere', { request: { reference: 'TX 1' } }) },
      { order: orderPart('o-1'), said: sampleSaid('credited_elsewhere', { request: { reference: '1' } }) },
      { order: orderPart('o-1'), said: sampleSaid('credited_elsewhere', { request: { reference: '01' } }) },
    ])
    const found = (named: string, id: string | null, policy = 'smm-panel') =>
      storage().entriesByReference('account-1', named, id === null ? null : { policy, id })
    expect(await found(reference, 'o-1')).toEqual(picked(entries, [1, 2, 5, 9]))
    expect(await found(reference, 'o-2')).toEqual(picked(entries, [3]))
    expect(await found(reference, 'o-1', 'hosting')).toEqual(picked(entries, [4]))
    expect(await found(reference, null)).toEqual(picked(entries, [6, 7]))
    expect(await found('1', 'o-1')).toEqual(picked(entries, [11]))
    expect(await found('tx', 'o-1')).toEqual([])
    expect(await storage().entriesByReference('account-2', reference, null)).toEqual([])
  })

  it("disputeEntriesByKey gives all entries about the account's dispute that was opened under the key, oldest first", async () => {
    const opened = (key: string) => sampleSaid('dispute_opened', { request: { key } })
    const entries = await stored([
      { id: 'd-1', said: opened('case 1') },
      { id: 'd-2', said: opened('CASE 1') },
      { said: sampleSaid('dispute_closed', { request: { dispute: 'd-1' } }) },
      {
        said: sampleSaid('dispute_amended', {
          request: { dispute: 'd-1', notice: { ...sampleNotice, key: 'case 1' } },
        }),
      },
      { said: sampleSaid('dispute_reopened', { request: { dispute: 'd-2' } }) },
      { said: sampleSaid('dispute_reopened', { request: { dispute: 'd-1' } }) },
    ])
    const ofAnother = makeEntry(null, { account: 'account-2', said: opened('case 1') })
    await appendAll(storage(), [ofAnother])
    expect(await storage().disputeEntriesByKey('account-1', 'case 1')).toEqual(picked(entries, [1, 3, 4, 6]))
    expect(await storage().disputeEntriesByKey('account-1', 'CASE 1')).toEqual(picked(entries, [2, 5]))
    expect(await storage().disputeEntriesByKey('account-2', 'case 1')).toEqual([ofAnother])
    expect(await storage().disputeEntriesByKey('account-1', 'case')).toEqual([])
    expect(await storage().disputeEntriesByKey('account-3', 'case 1')).toEqual([])
  })

  it("disputesOfAccount gives all entries about the account's disputes, oldest first, whatever the clock showed", async () => {
    const kinds = ['dispute_opened', 'decision', 'dispute_closed', 'dispute_reopened', 'dispute_amended'] as const
    const entries = await stored(
      [...kinds, ...kinds].map((kind, index) => ({ kind, at: `2026-11-23T${String(20 - index)}:00:00.000Z` })),
    )
    await appendAll(storage(), [makeEntry(null, { account: 'account-2', kind: 'dispute_opened' })])
    expect(await storage().disputesOfAccount('account-1')).toEqual(picked(entries, [1, 3, 4, 5, 6, 8, 9, 10]))
    expect(await storage().disputesOfAccount('account-3')).toEqual([])
  })
}
