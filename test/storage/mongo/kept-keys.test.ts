import { describe, expect, it } from '@jest/globals'
import type { ApiKey, ApiKeyStore } from '../../../src/access/api-key-store.ts'
import { createMemoryApiKeyStore } from '../../../src/storage/memory/memory-api-keys.ts'
import { keepKeys } from '../../../src/storage/mongo/kept-keys.ts'
import { apiKey } from '../../contract/storage-data.ts'

const secret = apiKey().secret_sha256
const revoked = { ...apiKey(), revoked_at: '2026-11-23T09:00:00.000Z' }

interface Process {
  readonly store: ApiKeyStore
  readonly found: () => Promise<ApiKey | null>
}

/** Two processes on one database, with a clock that the test moves and a count of what is read. */
async function twoProcesses() {
  const database = createMemoryApiKeyStore()
  const clock = { now: 0, readMilliseconds: 0 }
  let reads = 0
  const read: ApiKeyStore['apiKeyBySecret'] = async (digest) => {
    reads += 1
    const key = await database.apiKeyBySecret(digest)
    clock.now += clock.readMilliseconds
    return key
  }
  const process = (): Process => {
    const store = keepKeys({ ...database, apiKeyBySecret: read }, () => clock.now)
    return { store, found: async () => store.apiKeyBySecret(secret) }
  }
  return { one: process(), other: process(), clock, reads: () => reads }
}

const revoke = async ({ store }: Process): Promise<unknown> => store.revokeApiKey('key-1', revoked.revoked_at)

describe('an API key on MongoDB', () => {
  it('is read once a second, and no longer opens anything a second after another process revoked it', async () => {
    const { one, other, clock, reads } = await twoProcesses()
    await one.store.insertApiKey(apiKey())
    for (const now of [0, 500, 999]) {
      clock.now = now
      expect(await one.found()).toEqual(apiKey())
    }
    expect(reads()).toBe(1)
    await revoke(other)
    clock.now = 1001
    expect(await one.found()).toEqual(revoked)
  })

  it('is kept from when its read began: a slow answer adds nothing to the second', async () => {
    const { one, other, clock } = await twoProcesses()
    await one.store.insertApiKey(apiKey())
    clock.readMilliseconds = 900
    expect(await one.found()).toEqual(apiKey())
    await revoke(other)
    clock.now = 1001
    expect(await one.found()).toEqual(revoked)
  })

  it('that is revoked here counts at once, also for a read that is under way', async () => {
    const { one } = await twoProcesses()
    await one.store.insertApiKey(apiKey())
    const underWay = one.found()
    await revoke(one)
    await underWay
    expect(await one.found()).toEqual(revoked)
  })

  it('that is not known or revoked is looked up each time, so a new one is found at once', async () => {
    const { one, other, reads } = await twoProcesses()
    expect(await one.found()).toBeNull()
    await other.store.insertApiKey(apiKey())
    expect(await one.found()).toEqual(apiKey())
    await revoke(one)
    for (let time = 1; time <= 2; time += 1) expect(await one.found()).toEqual(revoked)
    expect(reads()).toBe(4)
  })
})
