import { createReadStream, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { afterAll, describe, expect, it } from '@jest/globals'
import { bringBack } from '../../src/archive/bring-back.ts'
import { moveEntries } from '../../src/archive/move-entries.ts'
import { sealErased } from '../../src/journal/erase-entry.ts'
import { testClock } from '../decisions/open-decisions.ts'
import { panelFacts } from '../decisions/panel-facts.ts'
import { problemOf, wireDomain } from '../journal/open-domain.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { afterAllEntries, fillClosed, keptContent, newFolder, openArchived } from './closed-accounts-store.ts'

const stores = await durableStores()
const command = { before: afterAllEntries, author: 'ann', key: null, entriesInFile: 20 }
const account = '訂 a-0'

afterAll(async () => {
  for (const store of stores) await store.close()
})

const filesIn = (path: string): readonly string[] => readdirSync(path).map((name) => join(path, name))

describe.each(stores)('archives on $name', (store) => {
  it('moves the entries of closed accounts but the newest, reads and verifies them, and restores the identical store', async () => {
    const [url, path] = [await store.emptyUrl(), newFolder()]
    await fillClosed(url, 4, 4)
    const before = await keptContent(url)
    const { storage, deps, verify } = await openArchived(url, path)
    const tally = await moveEntries(deps, command)
    expect(tally).toMatchObject({ accounts: 4, entries: 44 })
    expect(filesIn(path)).toHaveLength(tally.files)
    expect(await storage.movedTexts(account, 0, 100)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1))
    expect(await storage.movedTexts('waiting', 0, 100)).toEqual([])
    expect(await verify()).toMatchObject({ faults: [], archive_files: tally.files, entries: 52 })
    expect(await keptContent(url, { readArchived: deps.folder.read })).toEqual(before)
    expect(await moveEntries(deps, command)).toMatchObject({ files: 0, entries: 0 })
    expect(await bringBack(deps, { author: 'ann' })).toMatchObject({ files: tally.files, accounts: 4, entries: 44 })
    expect(await verify()).toMatchObject({ faults: [], archive_files: 0 })
    await storage.close()
    expect(await keptContent(url)).toEqual(before)
  })

  it('decides on an archived account as before: a retry gets what was stored, an order is not paid twice; without its archive nothing', async () => {
    const [url, path] = [await store.emptyUrl(), newFolder()]
    await fillClosed(url, 1, 2)
    const { storage, deps, verify } = await openArchived(url, path)
    await moveEntries(deps, command)
    const clock = testClock(Date.parse('2027-01-03T00:00:00Z'))
    const facts = panelFacts({ order: { id: 'zażółć-0-0' }, account: { id: account } })
    const without = await openArchived(url, newFolder())
    const cut = wireDomain(without.storage, clock)
    expect((await problemOf(cut.ask(facts, 'key of zażółć-0-0'))).code).toBe('archive_unavailable')
    expect((await problemOf(cut.ask(facts))).code).toBe('archive_unavailable')
    await without.storage.close()
    const first = await storage.entryAt(account, 1)
    const domain = wireDomain(storage, clock)
    expect((await domain.ask(facts, 'key of zażółć-0-0')).id).toBe(first?.id)
    expect(await domain.ask(facts)).toMatchObject({ refund: { amount: '0.00000' } })
    const other = await domain.ask(panelFacts({ order: { id: 'new' }, account: { id: account } }))
    expect(other.refund).not.toBeNull()
    expect(await storage.movedTexts(account, 0, 100)).toEqual([1, 2, 3, 4, 5])
    expect(await verify()).toMatchObject({ faults: [] })
    await storage.close()
  })

  it('holds no personal value in a file that can be read once it was erased in the store', async () => {
    const [url, path] = [await store.emptyUrl(), newFolder()]
    await fillClosed(url, 1, 2)
    const { storage, deps } = await openArchived(url, path)
    const entries = await storage.stream(account, 0, 5)
    await moveEntries(deps, command)
    const message = entries[0]?.confidential?.message ?? ''
    expect(message).not.toBe('')
    for (const file of filesIn(path)) {
      expect(await text(createReadStream(file).pipe(createGunzip()))).not.toContain(message)
    }
    await storage.replaceConfidential(account, entries.map(sealErased))
    const erased = entries.map((entry) => sealErased(entry).entry)
    expect(await storage.stream(account, 0, 5)).toEqual(erased)
    await bringBack(deps, { author: 'ann' })
    expect(await storage.stream(account, 0, 5)).toEqual(erased)
    await storage.close()
  })

  it('verify names a file that is missing, one with a changed byte, and one that was cut off', async () => {
    const [url, path] = [await store.emptyUrl(), newFolder()]
    await fillClosed(url, 2, 2)
    const opened = await openArchived(url, path)
    await moveEntries(opened.deps, command)
    await opened.storage.close()
    const [file = ''] = filesIn(path)
    const name = file.slice(path.length + 1)
    const bytes = readFileSync(file)
    const faultsNow = async (): Promise<string> => {
      const { storage, verify } = await openArchived(url, path)
      const { faults } = await verify()
      await storage.close()
      return JSON.stringify(faults)
    }
    const changedAt = async (place: number): Promise<string> => {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ 1
      writeFileSync(file, changed)
      return faultsNow()
    }
    for (const place of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const faults = await changedAt(place)
      expect(faults).toContain('archive_changed')
      expect(faults).toContain(name)
    }
    writeFileSync(file, bytes)
    truncateSync(file, bytes.length - 1)
    expect(await faultsNow()).toContain('archive_changed')
    writeFileSync(file, bytes)
    renameSync(file, `${file}.away`)
    const missing = JSON.parse(await faultsNow()) as readonly { readonly code: string; readonly message: string }[]
    expect(missing.filter(({ code }) => code === 'archive_missing')).toHaveLength(1)
    // Each account, and the feed, is told of once, whatever the file held of it.
    expect(missing.filter(({ code }) => code === 'entry_unreadable')).toHaveLength(2)
    renameSync(`${file}.away`, file)
    expect(await faultsNow()).toBe('[]')
  })
})
