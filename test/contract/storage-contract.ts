import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Storage } from '../../src/storage/storage.ts'
import { makeEntry, makeStream, orderPart, sealed } from '../storage/make-entry.ts'
import { describeAppend } from './storage-append.ts'
import { describeArchive, describeMovedTexts } from './storage-archive.ts'
import { describeBlocks } from './storage-blocks.ts'
import { apiKey, appendAll, auditEntry, frozen, type OpenEmptyStorage, policyVersion, problem } from './storage-data.ts'
import { describeDecisions } from './storage-decisions.ts'
import { describeDrafts, describeReleaseSettings } from './storage-drafts.ts'
import { describeErasure } from './storage-erasure.ts'
import { describeFeed, describeFeeders, describeNumberedAtOnce } from './storage-feed.ts'
import { describeHistory } from './storage-history.ts'
import { describeJournal } from './storage-journal.ts'
import { describeLocalDays } from './storage-local-days.ts'
import { describeLookups } from './storage-lookups.ts'
import { describeQueues } from './storage-queues.ts'
import { describeApiKeys, describeAuditLog, describeOrderBindings, describePolicyVersions } from './storage-records.ts'
import { describeTotals } from './storage-totals.ts'

/** Whether entries get their numbers with their append, or by feeders. */
export type Feeding = 'at once' | 'by feeders'

/** What every store must do: each sentence of the ports that promises something is a test of the same words. */
export function describeStorageContract(name: string, openEmpty: OpenEmptyStorage, feeding: Feeding): void {
  describe(`storage contract: ${name}`, () => {
    let storage: Storage

    beforeEach(async () => {
      storage = await openEmpty()
    })
    afterEach(async () => {
      await storage.close()
    })

    describe('journal', () => describeJournal(() => storage))
    describe('append and look', () => describeAppend(() => storage))
    describe('lookups', () => describeLookups(() => storage))
    describe('history', () => describeHistory(() => storage))
    describe('decisions', () => describeDecisions(() => storage))
    describe('queues', () => describeQueues(() => storage))
    describe('blocks', () => describeBlocks(() => storage))
    describe('erasure', () => describeErasure(() => storage))
    describe('archive', () => describeArchive(() => storage))
    describe('feed', () => {
      describeFeed(() => storage)
      if (feeding === 'at once') describeNumberedAtOnce(() => storage)
      else describeFeeders(() => storage)
    })
    describe('totals', () => describeTotals(() => storage))
    describe('days of time zones', () => describeLocalDays(() => storage))
    describe('policy versions', () => describePolicyVersions(() => storage))
    describe('drafts', () => describeDrafts(() => storage))
    describe('release settings', () => describeReleaseSettings(() => storage))
    describe('order bindings', () => describeOrderBindings(() => storage))
    describe('API keys', () => describeApiKeys(() => storage))
    describe('audit log', () => describeAuditLog(() => storage))
    describe('store', () => describeStore(() => storage))
  })
}

/** What every store that outlives its process must do. `reopen` opens the same store again, the last one without its archive. */
export function describeDurableStorageContract(
  name: string,
  openEmpty: OpenEmptyStorage,
  reopen: OpenEmptyStorage,
  reopenWithoutArchive: OpenEmptyStorage,
): void {
  describe(`durable storage contract: ${name}`, () => {
    describeMovedTexts(openEmpty, reopenWithoutArchive)

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
      await first.clearPending('account-1', 2, 'delivery')
      await first.appendFeedBatch(0, [{ account: 'account-1', sequence: 1 }, { audit: 1 }])
      const numbered = await first.feedItems(0, 10)
      expect(numbered.length).toBeGreaterThan(1)
      await first.close()

      const second = await reopen()
      const kept = entries.map((entry) =>
        entry.sequence === 2 ? { ...entry, pending: { ...entry.pending, delivery: false } } : entry,
      )
      expect(await second.stream('account-1', 0, 10)).toEqual(kept)
      expect(await second.feedItems(0, 10)).toEqual(numbered)
      expect(await second.newestPolicyVersion('smm-panel')).toEqual(policyVersion())
      expect(await second.accountOfOrder(order)).toBe('account-1')
      expect(await second.apiKeys()).toEqual([{ ...apiKey(), revoked_at: '2026-11-23T09:00:00.000Z' }])
      expect(await second.auditHead()).toEqual(auditEntry(1))
      await second.close()
    })

    it('shows every append that was answered to whoever has it open as well', async () => {
      const writer = await openEmpty()
      const reader = await reopen()
      const question = { account: 'account-1', order: orderPart(), idempotencyKey: null }
      for (const entry of makeStream(20)) {
        await writer.append(sealed(entry))
        expect(await reader.head('account-1')).toEqual(entry)
        const { head, previous } = await reader.look(question)
        expect([head, previous]).toEqual([entry, entry])
      }
      for (const version of [1, 2]) {
        await writer.appendPolicyVersion(policyVersion({ version }))
        expect(await reader.newestPolicyVersionNumber('smm-panel')).toBe(version)
        await writer.appendAuditEntry(auditEntry(version))
        expect(await reader.auditHead()).toEqual(auditEntry(version))
      }
      await writer.insertApiKey(apiKey())
      expect(await reader.apiKeyBySecret(apiKey().secret_sha256)).toEqual(apiKey())
      await writer.revokeApiKey('key-1', '2026-11-23T09:00:00.000Z')
      // A store of several machines may know a key that was in use for a second more.
      for (let turn = 0; turn < 100; turn += 1) {
        if ((await reader.apiKeyBySecret(apiKey().secret_sha256))?.revoked_at !== null) break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      expect((await reader.apiKeyBySecret(apiKey().secret_sha256))?.revoked_at).toBe('2026-11-23T09:00:00.000Z')
      await reader.close()
      await writer.close()
    })

    it('writes nothing on a head, a version or a stop switch that another has changed, and answers why', async () => {
      const [writer, other] = [await openEmpty(), await reopen()]
      const question = { account: 'account-1', order: orderPart(), idempotencyKey: null }
      const [first, second, rival] = [makeEntry(null), makeEntry(makeEntry(null)), makeEntry(null)]
      await writer.look(question)
      await other.append(sealed(first))
      expect(await writer.append(sealed(rival))).toEqual({ appended: false, isTaken: true })
      expect((await writer.look(question)).head).toEqual(first)
      for (const change of [
        () => other.appendPolicyVersion(policyVersion()),
        () => other.appendAuditEntry(auditEntry(1)),
      ]) {
        const epoch = await writer.epoch()
        await writer.newestPolicyVersionNumber('smm-panel')
        await writer.auditHead()
        await change()
        // A store that keeps nothing in memory has an epoch that never moves.
        if ((await other.epoch()) === epoch && (await writer.epoch()) === epoch) continue
        expect(await writer.append(sealed(second), { epoch })).toEqual({ appended: false, stale: true })
      }
      expect(await writer.stream('account-1', 0, 10)).toEqual([first])
      expect(await writer.append(sealed({ ...second }), { epoch: await writer.epoch() })).toMatchObject({
        appended: true,
      })
      await other.close()
      await writer.close()
    })
  })
}

function describeStore(storage: () => Storage): void {
  it('changes nothing of what it is given or has returned', async () => {
    const given = frozen(makeEntry(null, { idempotencyKey: 'key-1' }))
    const question = { account: 'account-1', order: given.order, idempotencyKey: 'key-1' }
    await storage().append(sealed(given))
    expect(frozen(await storage().look(question)).head).toEqual(given)
    await storage().clearPending('account-1', 1, 'delivery')
    const second = frozen(makeEntry(given))
    expect(await storage().append(sealed(second))).toEqual({ appended: true })
    expect(frozen(await storage().look(question))).toMatchObject({ head: second, previous: second })
    expect(await storage().append(sealed(second))).toEqual({ appended: false, isTaken: true })
    expect(await storage().entryAt('account-1', 2)).toEqual(second)
    expect(given).toEqual(makeEntry(null, { idempotencyKey: 'key-1', id: given.id }))

    const key = frozen(apiKey())
    await storage().insertApiKey(key)
    frozen(await storage().apiKeyBySecret(key.secret_sha256))
    await storage().revokeApiKey(key.id, '2026-11-23T09:00:00.000Z')
    expect(key).toEqual(apiKey())
    await storage().appendAuditEntry(frozen(auditEntry(1)))
    frozen(await storage().auditHead())
    await storage().appendAuditEntry(frozen(auditEntry(2)))
    expect(await storage().auditHead()).toEqual(auditEntry(2))
  })

  it('checkReady resolves when the store answers a read and could take a write', async () => {
    await expect(storage().checkReady()).resolves.toBeUndefined()
  })

  it('is safe to close twice, and every later call is a Problem store_unavailable', async () => {
    await storage().close()
    await storage().close()
    for (const call of [
      async () => storage().head('account-1'),
      async () => storage().append(sealed(makeEntry(null))),
      async () => storage().newestPolicyVersionNumber('smm-panel'),
      async () => storage().accountOfOrder({ policy: 'smm-panel', id: 'order-1' }),
      async () => storage().apiKeys(),
      async () => storage().auditHead(),
      async () => storage().checkReady(),
    ]) {
      await expect(call).rejects.toMatchObject(problem('store_unavailable'))
    }
  })
}
