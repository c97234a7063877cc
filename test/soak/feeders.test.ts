import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { feedWaiting } from '../../src/journal/feed.ts'
import { verifyFeed } from '../../src/journal/verify-feed.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { shippedPolicy } from '../decisions/open-decisions.ts'
import { publishUnchecked } from '../journal/known-policies.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { endOf, killScripts, startScript } from './scripts.ts'
import { tellFigures } from './tell-figures.ts'

const kills = Number(process.env['FEEDER_KILLS'] ?? 2)
const enough = Number(process.env['FEEDER_ENTRIES'] ?? 40)
const writers = Number(process.env['FEEDER_WRITERS'] ?? 2)
const feeders = Number(process.env['FEEDERS'] ?? 2)
/** A feeder is killed so many milliseconds, at most, after its first numbers. */
const longest = 300

const stores = await durableStores()

afterAll(async () => {
  for (const store of stores) await store.close()
})

afterEach(killScripts)

async function kill(child: ChildProcess): Promise<void> {
  expect(child.exitCode).toBeNull()
  const end = endOf(child)
  child.kill('SIGKILL')
  expect(await end).toBe('SIGKILL')
}

/** Starts a feeder and kills it at a random moment after the feed has grown, so many times and until it is enough. */
async function feedAndKill(url: string, times: number, isEnough: () => Promise<boolean>): Promise<number> {
  for (let time = 0; ; time += 1) {
    if (time >= times && (await isEnough())) return time
    const child = startScript('feed-until-killed.mjs', [url], 'inherit')
    if (child.stdout !== null) await once(child.stdout, 'data')
    await sleep(Math.random() * longest)
    await kill(child)
  }
}

describe.each(stores)('$name', (store) => {
  it(`${writers} writers, ${feeders} feeders killed ${kills} times or more: numbers without gap, every entry once, order per account kept`, async () => {
    const url = store.newUrl()
    const storage = await openStorage(url)
    await publishUnchecked(storage, 'smm-panel', shippedPolicy)
    const writing = Array.from({ length: writers }, (_, index) =>
      startScript('write-until-killed.mjs', [url, `w-${index}`], 'inherit'),
    )
    for (const child of writing) child.stdout?.resume()
    const times = Math.ceil(kills / feeders)
    const isEnough = async (): Promise<boolean> => (await storage.feedTail()) >= enough
    const killed = await Promise.all(Array.from({ length: feeders }, () => feedAndKill(url, times, isEnough)))
    await Promise.all(writing.map(kill))
    const left = await feedWaiting(storage, 100)
    expect(await verifyFeed(storage)).toEqual([])
    let entries = 0
    for (const account of await storage.accounts(null, 100)) entries += (await storage.head(account))?.sequence ?? 0
    expect(await storage.feedTail()).toBe(entries)
    expect(await storage.pendingFeed(1)).toEqual([])
    await storage.close()
    tellFigures(
      `${store.name}: ${killed.join(' + ')} feeders and ${writers} writers killed: ${entries} entries numbered once each, ${left} of them last`,
    )
  }, 3_600_000)
})
