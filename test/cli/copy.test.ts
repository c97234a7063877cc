import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { builtFile } from '../built/fresh-build.mjs'
import { contentOf, fillStore } from '../maintenance/copied-store.ts'
import { tellFigures } from '../soak/tell-figures.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { makeEntry, sealed } from '../storage/make-entry.ts'
import { projectFolder, runCommand } from './run-command.ts'

const size = Number(process.env['COPY_ENTRIES'] ?? 120)
const patience = 3_600_000

const stores = await durableStores()
const [sqlite] = stores
if (sqlite === undefined) throw new Error('SQLite is always there')

let source = ''
let middle = ''
let content: Readonly<Record<string, string>> = {}

beforeAll(async () => {
  source = sqlite.newUrl()
  await fillStore(source, size)
  content = await contentOf(source)
  const storage = await openStorage(source)
  const accounts = await storage.accounts(null, size)
  middle = accounts[Math.floor(accounts.length / 2)] ?? ''
  await storage.close()
}, patience)

afterAll(async () => {
  for (const store of stores) await store.close()
})

const copy = (from: string, to: string, ...words: string[]) =>
  runCommand(['copy', '--from', from, '--to', to, ...words])

interface Summary {
  readonly copied: Readonly<Record<string, number>>
  readonly there_already: Readonly<Record<string, number>>
  readonly verification: { readonly entries: number; readonly faults: readonly unknown[] }
}

async function summaryOf(from: string, to: string): Promise<Summary> {
  const { code, stdout, stderr } = await copy(from, to, '--json')
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as Summary
}

/** Starts a copy and kills it once the target holds so much; null where it had ended before. */
async function copyAndKill(from: string, to: string, holdsEnough: (target: Storage) => Promise<boolean>) {
  const target = await openStorage(to)
  const words = [builtFile('cli/main.js'), 'copy', '--from', from, '--to', to]
  const child: ChildProcess = spawn(process.execPath, words, { cwd: projectFolder, stdio: 'ignore' })
  const closed = once(child, 'close')
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null
  while (!hasEnded() && !(await holdsEnough(target))) await sleep(2)
  child.kill('SIGKILL')
  const [, signal] = (await closed) as [number | null, string | null]
  await target.close()
  return signal
}

describe.each(stores)('copy from SQLite to $name', (store) => {
  it(
    'and back to SQLite ends byte-identical in canonical form and verified; run again it copies nothing',
    async () => {
      const [there, back] = [store.newUrl(), sqlite.newUrl()]
      const started = performance.now()
      const first = await summaryOf(source, there)
      const seconds = (performance.now() - started) / 1000
      expect(first.verification.faults).toEqual([])
      expect(first.verification.entries).toBe(first.copied['entries'])
      expect(Object.values(first.there_already).every((count) => count === 0)).toBe(true)
      expect(await contentOf(there)).toEqual(content)
      await summaryOf(there, back)
      expect(await contentOf(back)).toEqual(content)
      const again = await summaryOf(source, there)
      expect(again).toMatchObject({ there_already: first.copied, copied: first.there_already })
      tellFigures(
        `copy SQLite -> ${store.name} -> SQLite: ${first.copied['entries']} entries identical (there: ${seconds.toFixed(0)} s with verify)`,
      )
    },
    patience,
  )

  it(
    'goes on where it was killed, and ends byte-identical',
    async () => {
      const to = store.newUrl()
      const signals = [
        await copyAndKill(source, to, async (target) => (await target.orderBindings(null, 10)).length > 5),
        await copyAndKill(source, to, async (target) => (await target.accounts(null, 10)).length > 5),
        await copyAndKill(source, to, async (target) => (await target.accounts(middle, 1)).length > 0),
        await copyAndKill(source, to, async (target) => (await target.feedTail()) > 0),
      ]
      expect(signals.slice(0, 2)).toEqual(['SIGKILL', 'SIGKILL'])
      const { there_already: there } = await summaryOf(source, to)
      expect(there['order_bindings']).toBeGreaterThan(0)
      expect(await contentOf(to)).toEqual(content)
      tellFigures(`copy SQLite -> ${store.name}: killed ${signals.filter(Boolean).length} times, identical`)
    },
    patience,
  )
})

describe('copy', () => {
  it('takes along what changed at the source since an earlier copy', async () => {
    const [from, to] = [sqlite.newUrl(), sqlite.newUrl()]
    await fillStore(from, 20)
    await copy(from, to)
    const storage = await openStorage(from)
    const key = (await storage.apiKeys()).find(({ revoked_at }) => revoked_at === null)
    expect(await storage.revokeApiKey(key?.id ?? '', '2026-04-01T00:00:00.000Z')).toBe(true)
    const { items } = await storage.pendingReviews({}, 1, null)
    for (const { account, sequence } of items) await storage.clearPending(account, sequence, 'review')
    await storage.close()
    await copy(from, to)
    expect(items).toHaveLength(1)
    expect(await contentOf(to)).toEqual(await contentOf(from))
  })

  it.each<[string, (target: Storage) => Promise<unknown>, string]>([
    [
      'another entry at a key',
      (target) => target.append(sealed(makeEntry(null, { account: '訂 a-1' }))),
      'entry 1 of the account "訂 a-1"',
    ],
    [
      'an order of another account',
      (target) => target.bindOrder({ policy: 'smm-panel', id: 'zażółć-1' }, 'other'),
      'the order "zażółć-1" (smm-panel)',
    ],
    [
      'an entry of the audit log more',
      async (target) => {
        const [head] = (await target.auditEntries(0, 1)).slice(-1)
        return head && target.appendAuditEntry({ ...head, sequence: 8 })
      },
      'entry 8 of the audit log',
    ],
  ])(
    'ends with 4 and names the place where the target holds %s; nothing there is overwritten',
    async (_, spoil, place) => {
      const [from, to] = [sqlite.newUrl(), sqlite.newUrl()]
      await fillStore(from, 20)
      const begun = await openStorage(to)
      if (place.startsWith('entry 8')) await copy(from, to)
      await spoil(begun)
      await begun.close()
      const before = await contentOf(to)
      const { code, stdout, stderr } = await copy(from, to)
      expect([code, stdout]).toEqual([4, ''])
      expect(stderr).toContain(place)
      const after = await contentOf(to)
      if (place.startsWith('entry 8')) expect(after).toEqual(before)
    },
  )

  it('ends with 5 for an empty source, and with 2 for one store named twice or a target that would be lost', async () => {
    const empty = sqlite.newUrl()
    await (await openStorage(empty)).close()
    expect((await copy(empty, sqlite.newUrl())).code).toBe(5)
    expect((await copy(source, source)).code).toBe(2)
    expect((await copy(source, 'memory:')).code).toBe(2)
  })

  it('ends with 1 and names the faults where what arrived does not verify', async () => {
    const [from, to] = [sqlite.newUrl(), sqlite.newUrl()]
    await fillStore(from, 20)
    const storage = await openStorage(from)
    const head = makeEntry(null, { account: 'x' })
    await storage.append(sealed({ ...head, hash: 'f'.repeat(64) }))
    await storage.close()
    const { code, stdout } = await copy(from, to)
    expect(code).toBe(1)
    expect(stdout).toContain('hash_wrong')
  })
})
