import { afterAll, describe, expect, it } from '@jest/globals'
import type { Access } from '../../src/access/access.ts'
import { createAccess } from '../../src/access/create-access.ts'
import { readKeys, verifyKeys } from '../../src/access/verify-keys.ts'
import { createAuditLog } from '../../src/audit/create-audit-log.ts'
import { newTimeOrderedId } from '../../src/ids/entry-id.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type TestClock, testClock } from '../journal/test-clock.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { atEveryCall } from '../storage/interrupted-store.ts'

const stores = await durableStores()
afterAll(async () => {
  for (const store of stores) await store.close()
})

class Killed extends Error {}

/** The access of a process that dies before its call of the store number `at`, from 0, and does nothing after it. */
function dying(storage: Storage, clock: TestClock, at: number) {
  let calls = 0
  const methods = Object.entries(storage).map(([name, method]) => [
    name,
    async (...given: unknown[]): Promise<unknown> => {
      calls += 1
      if (calls > at) throw new Killed()
      return (method as (...parameters: unknown[]) => Promise<unknown>)(...given)
    },
  ])
  return { access: accessOn(Object.fromEntries(methods) as Storage, clock), isReached: () => calls > at }
}

function accessOn(storage: Storage, clock: TestClock): Access {
  const audit = createAuditLog({ store: storage, clock, newId: newTimeOrderedId })
  return createAccess({ store: storage, audit, clock, newId: newTimeOrderedId })
}

async function faultsOf(storage: Storage, clock: TestClock) {
  const audit = createAuditLog({ store: storage, clock, newId: newTimeOrderedId })
  return verifyKeys(await readKeys(storage), await audit.loggedKeys())
}

const given = 'g'.repeat(32)
const wish = { name: 'panel', roles: ['decide'], author: 'admin', expiresAt: '2026-03-02T00:00:00Z' } as const

const acts: readonly (readonly [string, (access: Access, known: string) => Promise<unknown>])[] = [
  ['is made', (access) => access.createKey({ ...wish, name: 'second' })],
  ['is revoked', (access, id) => access.revokeKey({ id, author: 'admin' })],
  ['is rotated', (access, id) => access.rotateKey({ id, author: 'admin', overlapSeconds: 60 })],
  ['of the setting takes the place of another', (access) => access.ensureAdminKey('h'.repeat(32))],
]

describe.each(stores)('a process that dies while a key ($name)', (store) => {
  it.each(acts)('%s leaves nothing that verify names once another has started', async (_, act) => {
    let deaths = 0
    const calls = await atEveryCall(async (at) => {
      const storage = await openStorage(await store.emptyUrl())
      const clock = testClock(Date.parse('2026-03-01T12:00:00Z'))
      await accessOn(storage, clock).ensureAdminKey(given)
      const { key } = await accessOn(storage, clock).createKey(wish)
      const process = dying(storage, clock, at)
      await act(process.access, key.id).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
        deaths += 1
      })
      clock.advance(3_600_000)
      await accessOn(storage, clock).ensureAdminKey(null)
      expect(await faultsOf(storage, clock)).toEqual([])
      await storage.close()
      return { storage, isReached: process.isReached }
    })
    expect(deaths).toBe(calls)
  })

  it('is the first one, leaves no store that nobody can enter', async () => {
    await atEveryCall(async (at) => {
      const storage = await openStorage(await store.emptyUrl())
      const clock = testClock(Date.parse('2026-03-01T12:00:00Z'))
      const process = dying(storage, clock, at)
      await process.access.ensureAdminKey(null).catch(() => null)
      const created = await accessOn(storage, clock).ensureAdminKey(null)
      if (process.isReached()) expect(created).not.toBeNull()
      expect(await faultsOf(storage, clock)).toEqual([])
      await storage.close()
      return { storage, isReached: process.isReached }
    })
  })
})

describe('a key that is gone', () => {
  it('is named while its making may be under way, and for good where it is older than a day', async () => {
    const storage = await openStorage('memory:')
    const clock = testClock(Date.parse('2026-03-01T12:00:00Z'))
    const lost = { ...storage, insertApiKey: async () => true }
    const { key } = await accessOn(lost, clock).createKey(wish)
    const missing = [{ api_key: key.id, code: 'key_missing', message: expect.stringContaining('entry 1 ') }]
    for (const passed of [0, 86_400_000]) {
      clock.advance(passed)
      await accessOn(storage, clock).ensureAdminKey(null)
      expect(await faultsOf(storage, clock)).toEqual(missing)
    }
  })
})
