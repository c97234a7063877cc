import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream } from '../storage/make-entry.ts'
import { describeBlocks } from './storage-blocks.ts'
import { apiKey, appendAll, auditEntry, policyVersion, problem, spoil } from './storage-data.ts'
import { describeDecisions } from './storage-decisions.ts'
import { describeFeed } from './storage-feed.ts'
import { describeHistory } from './storage-history.ts'
import { describeJournal } from './storage-journal.ts'
import { describeLookups } from './storage-lookups.ts'
import { describeQueues } from './storage-queues.ts'
import { describeApiKeys, describeAuditLog, describeOrderBindings, describePolicyVersions } from './storage-records.ts'

/** Opens an empty store for one test; the suite closes it. */
export type OpenEmptyStorage = () => Promise<Storage>

/** What every store must do: each sentence of the ports that promises something is a test of the same words. */
export function describeStorageContract(name: string, openEmpty: OpenEmptyStorage): void {
  describe(`storage contract: ${name}`, () => {
    let storage: Storage

    beforeEach(async () => {
      storage = await openEmpty()
    })
    afterEach(async () => {
      await storage.close()
    })

    describe('journal', () => describeJournal(() => storage))
    describe('lookups', () => describeLookups(() => storage))
    describe('history', () => describeHistory(() => storage))
    describe('decisions', () => describeDecisions(() => storage))
    describe('queues', () => describeQueues(() => storage))
    describe('blocks', () => describeBlocks(() => storage))
    describe('feed', () => describeFeed(() => storage))
    describe('policy versions', () => describePolicyVersions(() => storage))
    describe('order bindings', () => describeOrderBindings(() => storage))
    describe('API keys', () => describeApiKeys(() => storage))
    describe('audit log', () => describeAuditLog(() => storage))
    describe('store', () => describeStore(() => storage))
  })
}

/** What every store that outlives its process must do. `reopen` opens the same store again. */
export function describeDurableStorageContract(
  name: string,
  openEmpty: OpenEmptyStorage,
  reopen: OpenEmptyStorage,
): void {
  describe(`durable storage contract: ${name}`, () => {
    it('keeps everything when it is closed and opened again', async () => {
      const order = { policy: 'smm-panel', id: 'order-1' }
      const entries = makeStream(3, (index) => ({ idempotencyKey: `key-${index}`, facts: { note: 'zażółć 訂單 😀' } }))
      const first = await openEmpty()
      await appendAll(first, entries)
      await first.appendPolicyVersion(policyVersion())
      await first.bindOrder(order, 'account-1')
      await first.insertApiKey(apiKey())
      await first.revokeApiKey('key-1', '2026-11-23T09:00:00.000Z')
      await first.appendAuditEntry(auditEntry(1))
      await first.appendFeedBatch(0, [{ account: 'account-1', sequence: 1 }, { audit: 1 }])
      await first.clearPending('account-1', 2, 'delivery')
      await first.close()

      const second = await reopen()
      const kept = entries.map((entry) =>
        entry.sequence === 2 ? { ...entry, pending: { ...entry.pending, delivery: false } } : entry,
      )
      expect(await second.stream('account-1', 0, 10)).toEqual(kept)
      expect(await second.feedItems(0, 10)).toEqual([
        { number: 1, entry: kept[0] },
        { number: 2, audit: auditEntry(1) },
      ])
      expect(await second.newestPolicyVersion('smm-panel')).toEqual(policyVersion())
      expect(await second.accountOfOrder(order)).toBe('account-1')
      expect(await second.apiKeys()).toEqual([{ ...apiKey(), revoked_at: '2026-11-23T09:00:00.000Z' }])
      expect(await second.auditHead()).toEqual(auditEntry(1))
      await second.close()
    })

    it('shows every append that was answered to whoever has it open as well', async () => {
      const writer = await openEmpty()
      const reader = await reopen()
      for (const entry of makeStream(20)) {
        await writer.append(entry)
        expect(await reader.head('account-1')).toEqual(entry)
      }
      await writer.appendPolicyVersion(policyVersion())
      expect(await reader.newestPolicyVersionNumber('smm-panel')).toBe(1)
      await reader.close()
      await writer.close()
    })
  })
}

function describeStore(storage: () => Storage): void {
  it("values that are returned are the caller's own: changing them changes nothing stored", async () => {
    const entry = makeEntry(null)
    const given = structuredClone(entry)
    await storage().append(given)
    spoil(given)
    for (const read of [() => storage().head('account-1'), () => storage().entryById(entry.id)]) {
      const returned = await read()
      expect(returned).toEqual(entry)
      spoil(returned)
    }
    const conflict = await storage().append(entry)
    spoil(conflict.appended ? null : conflict.existing)
    expect(await storage().head('account-1')).toEqual(entry)

    const key = structuredClone(apiKey())
    await storage().insertApiKey(key)
    spoil(key)
    spoil(await storage().apiKeyBySecret(apiKey().secret_sha256))
    expect(await storage().apiKeys()).toEqual([apiKey()])

    await storage().appendAuditEntry(auditEntry(1))
    spoil(await storage().auditHead())
    expect(await storage().auditHead()).toEqual(auditEntry(1))

    await storage().appendPolicyVersion(policyVersion())
    spoil(await storage().newestPolicyVersion('smm-panel'))
    expect(await storage().newestPolicyVersion('smm-panel')).toEqual(policyVersion())
  })

  it('checkReady resolves when the store answers a read and could take a write', async () => {
    await expect(storage().checkReady()).resolves.toBeUndefined()
  })

  it('is safe to close twice, and every later call is a Problem store_unavailable', async () => {
    await storage().close()
    await storage().close()
    for (const call of [
      storage().head('account-1'),
      storage().append(makeEntry(null)),
      storage().newestPolicyVersionNumber('smm-panel'),
      storage().accountOfOrder({ policy: 'smm-panel', id: 'order-1' }),
      storage().apiKeys(),
      storage().auditHead(),
      storage().checkReady(),
    ]) {
      await expect(call).rejects.toMatchObject(problem('store_unavailable'))
    }
  })
}
