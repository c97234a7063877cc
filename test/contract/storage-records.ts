import { expect, it } from '@jest/globals'
import type { OrderKey } from '../../src/journal/entry.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { apiKey, auditEntry, policyVersion } from './storage-data.ts'

/** Policy versions: a part of the storage contract. */
export function describePolicyVersions(storage: () => Storage): void {
  it('the highest version of the name is the newest, as a number and whole; null for an unknown name', async () => {
    for (const version of [1, 2, 3, 9, 10]) await storage().appendPolicyVersion(policyVersion({ version }))
    await storage().appendPolicyVersion(policyVersion({ name: 'hosting', version: 11 }))
    expect(await storage().newestPolicyVersion('smm-panel')).toEqual(policyVersion({ version: 10 }))
    expect(await storage().newestPolicyVersionNumber('smm-panel')).toBe(10)
    expect(await storage().newestPolicyVersion('SMM-panel')).toBeNull()
    expect(await storage().newestPolicyVersionNumber('unknown')).toBeNull()
  })

  it('keeps the text to the byte', async () => {
    const text = `policy: 1\r\n# zażółć 訂單 😀\t\u0000\ufeff\n${'x'.repeat(300_000)}\n\n`
    await storage().appendPolicyVersion(policyVersion({ text, reason: null }))
    expect(await storage().policyVersion('smm-panel', 1)).toEqual(policyVersion({ text, reason: null }))
    expect(await storage().policyVersion('smm-panel', 2)).toBeNull()
    expect(await storage().policyVersion('hosting', 1)).toBeNull()
  })

  it('writes the version if (name, version) is free; false if it is taken: nothing is written', async () => {
    expect(await storage().appendPolicyVersion(policyVersion())).toBe(true)
    expect(await storage().appendPolicyVersion(policyVersion({ text: 'other', sha256: 'other' }))).toBe(false)
    expect(await storage().policyVersion('smm-panel', 1)).toEqual(policyVersion())
    expect(await storage().policyVersionBySha256('smm-panel', 'other')).toBeNull()
  })

  it('of concurrent publishes of one version exactly one is written', async () => {
    const authors = Array.from({ length: 25 }, (_, index) => `author-${index}`)
    const written = await Promise.all(authors.map((author) => storage().appendPolicyVersion(policyVersion({ author }))))
    expect(written.filter(Boolean)).toHaveLength(1)
    const winner = authors[written.indexOf(true)]
    expect((await storage().newestPolicyVersion('smm-panel'))?.author).toBe(winner)
  })

  it('lists versions newest first, with a version below before, at most limit', async () => {
    for (let version = 1; version <= 12; version += 1) await storage().appendPolicyVersion(policyVersion({ version }))
    await storage().appendPolicyVersion(policyVersion({ name: 'hosting' }))
    const numbers = async (before: number | null, limit: number): Promise<number[]> =>
      (await storage().policyVersions('smm-panel', before, limit)).map(({ version }) => version)
    expect(await numbers(null, 3)).toEqual([12, 11, 10])
    expect(await numbers(10, 3)).toEqual([9, 8, 7])
    expect(await numbers(3, 10)).toEqual([2, 1])
    expect(await numbers(1, 10)).toEqual([])
  })

  it("policyVersionBySha256 is the newest version with exactly this text's digest; null for none", async () => {
    for (const [version, sha256] of [
      [1, 'aa'],
      [2, 'bb'],
      [3, 'aa'],
      [4, 'cc'],
    ] as const) {
      await storage().appendPolicyVersion(policyVersion({ version, sha256 }))
    }
    await storage().appendPolicyVersion(policyVersion({ name: 'hosting', version: 5, sha256: 'aa' }))
    expect((await storage().policyVersionBySha256('smm-panel', 'aa'))?.version).toBe(3)
    expect(await storage().policyVersionBySha256('smm-panel', 'AA')).toBeNull()
    expect(await storage().policyVersionBySha256('hosting', 'bb')).toBeNull()
  })

  it('lists all names, ascending', async () => {
    expect(await storage().policyNames()).toEqual([])
    for (const name of ['smm-panel', 'hosting', 'a', 'B']) {
      for (const version of [1, 2]) await storage().appendPolicyVersion(policyVersion({ name, version }))
    }
    expect(await storage().policyNames()).toEqual(['B', 'a', 'hosting', 'smm-panel'])
  })
}

/** Orders' accounts: a part of the storage contract. */
export function describeOrderBindings(storage: () => Storage): void {
  const order = (id: string, policy = 'smm-panel'): OrderKey => ({ policy, id })

  it('binds the order if it is free; returns the account it is bound to, now or before', async () => {
    expect(await storage().accountOfOrder(order('order-1'))).toBeNull()
    expect(await storage().bindOrder(order('order-1'), 'account-1')).toBe('account-1')
    expect(await storage().bindOrder(order('order-1'), 'account-2')).toBe('account-1')
    expect(await storage().bindOrder(order('order-1'), 'account-1')).toBe('account-1')
    expect(await storage().accountOfOrder(order('order-1'))).toBe('account-1')
    expect(await storage().bindOrder(order('Order-1'), 'account-2')).toBe('account-2')
    expect(await storage().accountOfOrder(order('ORDER-1'))).toBeNull()
  })

  it('two policies may use the same order id: each binding is its own', async () => {
    expect(await storage().bindOrder(order('7', 'hosting'), 'account-1')).toBe('account-1')
    expect(await storage().accountOfOrder(order('7', 'tickets'))).toBeNull()
    expect(await storage().bindOrder(order('7', 'tickets'), 'account-2')).toBe('account-2')
    expect(await storage().accountOfOrder(order('7', 'hosting'))).toBe('account-1')
    expect(await storage().accountOfOrder(order('7', 'Hosting'))).toBeNull()
  })

  it('lists all bindings, ascending by the bytes of the policy, then of the order, after the given one, at most limit', async () => {
    expect(await storage().orderBindings(null, 10)).toEqual([])
    const ids = ['A', 'Z', 'a', 'é', '訂', '\uffee', '😀']
    const ascending = [order('z', 'a'), ...ids.map((id) => order(id, 'b')), order('', 'b-2'), order('A', 'é')]
    const all = ascending.map((key) => ({ order: key, account: `account of ${key.policy} ${key.id}` }))
    for (const { order: key, account } of [...all].reverse()) await storage().bindOrder(key, account)
    expect(await storage().orderBindings(null, 100)).toEqual(all)
    expect(await storage().orderBindings(null, 3)).toEqual(all.slice(0, 3))
    for (const [index, key] of ascending.entries()) {
      expect(await storage().orderBindings(key, 2)).toEqual(all.slice(index + 1, index + 3))
    }
  })

  it('of concurrent bindings of one order one wins and all get its account', async () => {
    const accounts = Array.from({ length: 25 }, (_, index) => `account-${index}`)
    const bound = await Promise.all(accounts.map((account) => storage().bindOrder(order('order-1'), account)))
    expect(new Set(bound).size).toBe(1)
    expect(await storage().accountOfOrder(order('order-1'))).toBe(bound[0])
  })
}

/** API keys: a part of the storage contract. */
export function describeApiKeys(storage: () => Storage): void {
  it("insertApiKey is false if the id or the secret's digest exists: nothing is written", async () => {
    expect(await storage().insertApiKey(apiKey())).toBe(true)
    expect(await storage().insertApiKey(apiKey({ secret_sha256: 'other' }))).toBe(false)
    expect(await storage().insertApiKey(apiKey({ id: 'key-2' }))).toBe(false)
    expect(await storage().apiKeyBySecret('other')).toBeNull()
    expect(await storage().apiKeys()).toEqual([apiKey()])
  })

  it('finds a key by its secret, also a revoked one; null for none', async () => {
    await storage().insertApiKey(apiKey())
    expect(await storage().apiKeyBySecret(apiKey().secret_sha256)).toEqual(apiKey())
    expect(await storage().apiKeyBySecret(apiKey().secret_sha256.toUpperCase())).toBeNull()
    await storage().revokeApiKey('key-1', '2026-11-23T09:00:00.000Z')
    expect((await storage().apiKeyBySecret(apiKey().secret_sha256))?.revoked_at).toBe('2026-11-23T09:00:00.000Z')
  })

  it('inserts and lists a key that is revoked already', async () => {
    const revoked = apiKey({ revoked_at: '2026-11-23T09:00:00.000Z' })
    expect(await storage().insertApiKey(revoked)).toBe(true)
    expect(await storage().apiKeys()).toEqual([revoked])
  })

  it('expireApiKey sets expires_at; false for an unknown or revoked id', async () => {
    await storage().insertApiKey(apiKey())
    expect(await storage().expireApiKey('key-2', '2026-11-23T09:00:00.000Z')).toBe(false)
    expect(await storage().expireApiKey('key-1', '2026-11-23T09:00:00.000Z')).toBe(true)
    const found = await storage().apiKeyBySecret(apiKey().secret_sha256)
    expect(found).toEqual({ ...apiKey(), expires_at: '2026-11-23T09:00:00.000Z' })
    await storage().revokeApiKey('key-1', '2026-11-23T10:00:00.000Z')
    expect(await storage().expireApiKey('key-1', '2026-11-23T11:00:00.000Z')).toBe(false)
    expect((await storage().apiKeys())[0]?.expires_at).toBe('2026-11-23T09:00:00.000Z')
  })

  it('noteApiKeyUse sets last_used_on where it is older; nothing for an unknown id', async () => {
    await storage().insertApiKey(apiKey())
    await storage().noteApiKeyUse('key-2', '2026-11-23')
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-22']) await storage().noteApiKeyUse('key-1', day)
    expect(await storage().apiKeys()).toEqual([{ ...apiKey(), last_used_on: '2026-11-24' }])
  })

  it('sets revoked_at once; false for an unknown or already revoked id', async () => {
    await storage().insertApiKey(apiKey())
    expect(await storage().revokeApiKey('key-2', '2026-11-23T09:00:00.000Z')).toBe(false)
    expect(await storage().revokeApiKey('key-1', '2026-11-23T09:00:00.000Z')).toBe(true)
    expect(await storage().revokeApiKey('key-1', '2026-11-23T10:00:00.000Z')).toBe(false)
    expect((await storage().apiKeys())[0]?.revoked_at).toBe('2026-11-23T09:00:00.000Z')
  })

  it('lists the keys oldest first', async () => {
    for (const [id, created_at] of [
      ['key-b', '2026-11-23T09:00:00.000Z'],
      ['key-a', '2026-11-23T10:00:00.000Z'],
      ['key-c', '2026-11-23T08:00:00.000Z'],
    ] as const) {
      await storage().insertApiKey(apiKey({ id, name: id, secret_sha256: `digest of ${id}`, created_at }))
    }
    expect((await storage().apiKeys()).map(({ id }) => id)).toEqual(['key-c', 'key-b', 'key-a'])
  })
}

/** The audit log: a part of the storage contract. */
export function describeAuditLog(storage: () => Storage): void {
  it('auditHead is the newest entry; null before the first', async () => {
    expect(await storage().auditHead()).toBeNull()
    for (let sequence = 1; sequence <= 11; sequence += 1) await storage().appendAuditEntry(auditEntry(sequence))
    expect(await storage().auditHead()).toEqual(auditEntry(11))
  })

  it('writes an audit entry if the sequence is free; false if it is taken', async () => {
    expect(await storage().appendAuditEntry(auditEntry(1))).toBe(true)
    expect(await storage().appendAuditEntry({ ...auditEntry(1), id: 'rival', author: 'rival' })).toBe(false)
    expect(await storage().auditEntries(0, 10)).toEqual([auditEntry(1)])
    const rivals = Array.from({ length: 25 }, (_, index) => ({ ...auditEntry(2), author: `author-${index}` }))
    const written = await Promise.all(rivals.map((rival) => storage().appendAuditEntry(rival)))
    expect(written.filter(Boolean)).toHaveLength(1)
    expect(await storage().auditEntries(0, 10)).toEqual([auditEntry(1), rivals[written.indexOf(true)]])
  })

  it('lists audit entries ascending, sequence above after, at most limit', async () => {
    for (let sequence = 1; sequence <= 11; sequence += 1) await storage().appendAuditEntry(auditEntry(sequence))
    expect(await storage().auditEntries(0, 2)).toEqual([auditEntry(1), auditEntry(2)])
    expect((await storage().auditEntries(8, 10)).map(({ sequence }) => sequence)).toEqual([9, 10, 11])
    expect(await storage().auditEntries(11, 10)).toEqual([])
  })
}
