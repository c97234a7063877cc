import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { bringBack } from '../../src/archive/bring-back.ts'
import { moveEntries } from '../../src/archive/move-entries.ts'
import { afterAllEntries, fillClosed, keptContent, newFolder, openArchived } from '../archive/closed-accounts-store.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { endOf, killScripts, startScript } from './scripts.ts'
import { tellFigures } from './tell-figures.ts'

const patience = 7_200_000
const kills = Number(process.env['ARCHIVE_KILLS'] ?? 2)
/** Each is killed after up to so many milliseconds of work. */
const longest = Number(process.env['ARCHIVE_KILL_MS'] ?? 800)
const sizes: Readonly<Record<string, number>> = {
  SQLite: Number(process.env['ARCHIVE_ENTRIES'] ?? 600),
  MongoDB: Number(process.env['ARCHIVE_MONGO_ENTRIES'] ?? 240),
}
/** As {@link fillClosed} writes them. */
const [ordersOfAccount, entriesOfOrder] = [10, 3]

const stores = await durableStores()

afterAll(async () => {
  for (const store of stores) await store.close()
})

afterEach(killScripts)

async function archiveAndKill(url: string, path: string, entriesInFile: number): Promise<void> {
  const child = startScript('archive-until-killed.mjs', [url, path, afterAllEntries, String(entriesInFile)], 'pipe')
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const end = endOf(child)
  if (child.stdout !== null) await once(child.stdout, 'data')
  await sleep(Math.random() * longest)
  child.kill('SIGKILL')
  expect([await end, errors]).toEqual(['SIGKILL', ''])
}

describe.each(stores)('archives on $name', (store) => {
  it(
    `killed ${kills} times while entries are moved and brought back: every read finds them, and what is restored is identical`,
    async () => {
      const [url, path] = [store.newUrl(), newFolder()]
      const entries = sizes[store.name] ?? 0
      await fillClosed(url, Math.ceil(entries / ordersOfAccount / entriesOfOrder), ordersOfAccount)
      const before = await keptContent(url)
      const { storage, deps, verify } = await openArchived(url, path)
      const [entriesInFile, options] = [Math.ceil(entries / 8), { readArchived: deps.folder.read }]
      for (let killed = 0; killed < kills; killed += 1) {
        await archiveAndKill(url, path, entriesInFile)
        expect(await keptContent(url, options)).toEqual(before)
      }
      const started = performance.now()
      await moveEntries(deps, { before: afterAllEntries, author: 'ann', key: null })
      const moved = performance.now()
      expect(await keptContent(url, options)).toEqual(before)
      const read = performance.now()
      const verification = await verify()
      expect(verification).toMatchObject({ faults: [] })
      const verified = performance.now()
      const tally = await bringBack(deps, { author: 'ann' })
      const restored = performance.now()
      expect(await verify()).toMatchObject({ faults: [], archive_files: 0 })
      await storage.close()
      expect(await keptContent(url)).toEqual(before)
      const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`
      tellFigures(
        `${store.name}: archives killed ${kills} times, identical after each; the last run (what the kills had left, of ${verification.entries} entries): moved in ${seconds(started, moved)}, read in ${seconds(moved, read)}, verified in ${seconds(read, verified)}, ${tally.entries} brought back in ${seconds(verified, restored)}`,
      )
    },
    patience,
  )
})
