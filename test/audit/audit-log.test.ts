import { describe, expect, it } from '@jest/globals'
import type { AuditEntry } from '../../src/audit/audit-entry.ts'
import type { Publication } from '../../src/audit/audit-log.ts'
import type { AuditStore } from '../../src/audit/audit-store.ts'
import { createAuditLog } from '../../src/audit/create-audit-log.ts'
import type { AuditFilter } from '../../src/audit/find-entries.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { createMemoryStorage } from '../../src/storage/memory/memory-storage.ts'

const act = { kind: 'api_key_created', author: 'admin', details: { key_id: 'k-1', roles: ['decide'] } } as const

function publication(version: number): Publication {
  return {
    name: 'shop',
    version,
    sha256: 'a'.repeat(64),
    author: 'pipeline',
    reason: null,
    published_at: '2026-01-01T00:00:00.000Z',
  }
}

function logOn(store: AuditStore, now: () => number = () => 0) {
  return createAuditLog({ store, clock: { now }, newId: newTimeOrderedId })
}

async function entriesOf(store: AuditStore): Promise<readonly AuditEntry[]> {
  return store.auditEntries(0, 1000)
}

describe('what is looked for in the log', () => {
  const at = (hour: number): string => new Date(hour * 3_600_000).toISOString()
  const acts = [
    { kind: 'policy_published', author: 'anna', details: { policy: 'shop', version: 1 } },
    { kind: 'api_key_created', author: 'admin', details: { key_id: 'k-1' } },
    { kind: 'draft_created', author: 'anna', details: { policy: 'shop', draft: 'd-1', key_of_author: 'k-1' } },
    { kind: 'draft_approved', author: 'bert', details: { policy: 'shop', draft: 'd-1', key_of_author: null } },
    { kind: 'policy_published', author: 'bert', details: { policy: 'other', version: 1 } },
  ] as const
  const found = async (filter: AuditFilter): Promise<readonly number[]> => {
    let hour = 0
    const log = logOn(createMemoryStorage(), () => ++hour * 3_600_000)
    for (const one of acts) await log.record(one)
    const { items, next } = await log.find(filter, { before: null, limit: 9 })
    expect(next).toBeNull()
    return items.map(({ sequence }) => sequence)
  }

  it.each<readonly [string, AuditFilter, readonly number[]]>([
    ['everything, newest first', {}, [5, 4, 3, 2, 1]],
    ['kinds of acts', { kinds: ['policy_published', 'draft_approved'] }, [5, 4, 1]],
    ['a person', { author: 'anna' }, [3, 1]],
    ['the key it was done with', { author: 'k-1' }, [3]],
    ['a policy', { policy: 'shop' }, [4, 3, 1]],
    ['a draft', { subject: 'd-1' }, [4, 3]],
    ['an API key', { subject: 'k-1' }, [2]],
    ['a time and later, and before another', { from: at(2), to: at(4) }, [3, 2]],
    ['several at once', { author: 'bert', policy: 'other' }, [5]],
  ])('is %s', async (_what, filter, sequences) => {
    expect(await found(filter)).toEqual(sequences)
  })

  it('is gone on with where a page ended', async () => {
    const log = logOn(createMemoryStorage())
    for (const one of [...acts, ...acts]) await log.record(one)
    const first = await log.find({ policy: 'shop' }, { before: null, limit: 4 })
    expect(first).toMatchObject({
      items: [{ sequence: 9 }, { sequence: 8 }, { sequence: 6 }, { sequence: 4 }],
      next: 4,
    })
    const rest = await log.find({ policy: 'shop' }, { before: first.next, limit: 4 })
    expect(rest).toMatchObject({ items: [{ sequence: 3 }, { sequence: 1 }], next: null })
  })
})

describe('the administrative log', () => {
  it('numbers and chains its entries', async () => {
    const store = createMemoryStorage()
    const log = logOn(store)
    const first = await log.record(act)
    const second = await log.record({ ...act, author: 'system' })
    expect(first).toMatchObject({ sequence: 1, previous_hash: null, ...act })
    expect(second).toMatchObject({ sequence: 2, previous_hash: first.hash, author: 'system' })
    expect(await log.verify()).toEqual({ sound: 2, fault: null })
  })

  it('never dates an entry before the one before it, whatever the clock says', async () => {
    const times = [5000, 1000, 6000]
    const store = createMemoryStorage()
    const log = logOn(store, () => times.shift() ?? 0)
    for (let count = 0; count < 3; count += 1) await log.record(act)
    expect((await entriesOf(store)).map(({ at }) => at)).toEqual([
      '1970-01-01T00:00:05.000Z',
      '1970-01-01T00:00:05.000Z',
      '1970-01-01T00:00:06.000Z',
    ])
    expect(await log.verify()).toEqual({ sound: 3, fault: null })
  })

  it('keeps every entry of writers that append at once', async () => {
    const store = createMemoryStorage()
    const logs = [logOn(store), logOn(store)]
    await Promise.all(Array.from({ length: 40 }, async (_, index) => logs[index % 2]?.record(act)))
    expect((await entriesOf(store)).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    )
    expect(await logOn(store).verify()).toEqual({ sound: 40, fault: null })
  })

  it('says in its newest entry whether approvals are paused; other acts change nothing about it', async () => {
    const store = createMemoryStorage()
    const log = logOn(store)
    expect(await log.approvalsPaused()).toBe(false)
    await log.pause({ author: 'admin', reason: 'prices are wrong' })
    await log.record(act)
    expect(await logOn(store).approvalsPaused()).toBe(true)
    await log.resume({ author: 'admin', reason: 'mended' })
    expect(await log.approvalsPaused()).toBe(false)
    expect((await entriesOf(store)).map(({ kind }) => kind)).toEqual([
      'approvals_paused',
      'api_key_created',
      'approvals_resumed',
    ])
  })

  it('writes nothing for a pause of what is paused, or a resumption of what is not', async () => {
    const store = createMemoryStorage()
    const log = logOn(store)
    await log.resume({ author: 'admin', reason: '' })
    await Promise.all([log.pause({ author: 'a', reason: 'x' }), log.pause({ author: 'b', reason: 'y' })])
    expect(await entriesOf(store)).toHaveLength(1)
  })

  it('logs a publication once, although two processes log it', async () => {
    const store = createMemoryStorage()
    await Promise.all([logOn(store).recordPublished(publication(1)), logOn(store).recordPublished(publication(1))])
    await logOn(store).recordPublished(publication(2))
    expect((await entriesOf(store)).map(({ details }) => details['version'])).toEqual([1, 2])
  })

  it('makes up for publications that were never logged, with the author and time of the version', async () => {
    const store = createMemoryStorage()
    const log = logOn(store)
    await log.recordPublished(publication(2))
    const publications = {
      list: async () => [publication(3)],
      versions: async (_name: string, { before }: { readonly before: number | null }) => [
        publication((before ?? 4) - 1),
      ],
    }
    expect(await log.reconcilePublishes(publications)).toBe(2)
    expect(await log.reconcilePublishes(publications)).toBe(0)
    const entries = await entriesOf(store)
    expect(entries.map(({ details }) => details['version'])).toEqual([2, 1, 3])
    expect(entries[1]).toMatchObject({
      kind: 'policy_published',
      author: 'pipeline',
      details: { policy: 'shop', published_at: '2026-01-01T00:00:00.000Z' },
    })
  })
})

describe('verifying the log', () => {
  async function verified(tamper: (entries: AuditEntry[]) => readonly AuditEntry[]) {
    const store = createMemoryStorage()
    const log = logOn(store)
    for (let count = 0; count < 600; count += 1) await log.record({ ...act, details: { count } })
    const entries = tamper([...(await entriesOf(store))])
    const tampered: AuditStore = {
      ...store,
      auditEntries: async (after, limit) => entries.filter(({ sequence }) => sequence > after).slice(0, limit),
    }
    return logOn(tampered).verify()
  }

  const changeAt = (index: number, change: Partial<AuditEntry>) => (entries: AuditEntry[]) =>
    entries.map((entry, position) => (position === index ? { ...entry, ...change } : entry))

  it('finds nothing in a sound log of many pages', async () => {
    expect(await verified((entries) => entries)).toEqual({ sound: 600, fault: null })
  })

  it.each<[string, (entries: AuditEntry[]) => readonly AuditEntry[], number]>([
    ['a changed author', changeAt(549, { author: 'mallory' }), 550],
    ['changed details', changeAt(2, { details: {} }), 3],
    ['a changed id', changeAt(2, { id: 'other' }), 3],
    ['a changed time', changeAt(2, { at: '1969-01-01T00:00:00.000Z' }), 3],
    ['a changed stop switch', changeAt(2, { approvals_paused: true }), 3],
    ['a changed hash', changeAt(2, { hash: 'f'.repeat(64) }), 3],
    ['a removed entry', (entries) => entries.filter(({ sequence }) => sequence !== 510), 510],
    ['a removed beginning', (entries) => entries.slice(1), 1],
  ])('names the first entry at fault: %s', async (_what, tamper, sequence) => {
    expect(await verified(tamper)).toEqual({ sound: sequence - 1, fault: { sequence, message: expect.any(String) } })
  })
})
