import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { tellFigures } from '../soak/tell-figures.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { claimUntilDecided, verify } from '../storage/mongo/service-load.ts'
import { adminKey, partialOrder, type ServiceProcess, smallPolicy, stopServices } from './service-process.ts'
import { roundRobin, startServices } from './several-services.ts'

const size = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)

/** Small in every run of the tests, more where the environment says so. */
const processes = size('PUBLISH_PROCESSES', 3)
const publishes = size('PUBLISHES', 6)
const decisionsWished = size('PUBLISH_DECISIONS', 90)
const workers = 8
const accounts = 40
const longest = 3_600_000

const stores = await durableStores()
const firstText = readFileSync(smallPolicy.FIRST_POLICY_FILE, 'utf8')

afterEach(stopServices)
afterAll(async () => {
  for (const store of stores) await store.close()
})

/** Publishes a text that differs from all before it; resolves to its version once the publish returned. */
async function publish({ url }: ServiceProcess, edited: number): Promise<number> {
  const response = await fetch(`${url}/v1/policies/minimal/versions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/yaml', 'If-Match': `"${edited}"` },
    body: `${firstText}\n# edit of version ${edited}\n`,
  })
  const answer = (await response.json()) as { readonly version: number }
  expect([response.status, answer.version]).toEqual([201, edited + 1])
  return answer.version
}

describe.each(stores)(`${processes} processes on one store in $name, one with its clock 5 s slow`, (store) => {
  it(
    `no decision that began after one of ${publishes} publishes returned carries an older version`,
    async () => {
      const url = store.newUrl()
      const services = await startServices(processes, url, smallPolicy)
      const nextToAsk = roundRobin(services)
      const nextToPublish = roundRobin(services)
      const newest = { published: 1 }
      const stale: string[] = []
      const versions = new Set<number>()
      let decisions = 0
      const isOver = (): boolean => newest.published > publishes && decisions >= decisionsWished
      const ask = async (worker: number): Promise<void> => {
        for (let number = 1; !isOver(); number += 1) {
          const atLeast = newest.published
          const order = `order-${worker}-${number}`
          const request = partialOrder(order, `account-${number % accounts}`)
          const { policy } = await claimUntilDecided(() => [nextToAsk()], order, request)
          decisions += 1
          versions.add(policy.version)
          if (policy.version < atLeast) stale.push(`${policy.version} after ${atLeast}`)
        }
      }
      const publishAll = async (): Promise<void> => {
        while (newest.published <= publishes) {
          // Spread over the whole run.
          const isTime = decisions >= (newest.published * decisionsWished) / (publishes + 1)
          if (isTime) newest.published = await publish(nextToPublish(), newest.published)
          else await sleep(2)
        }
      }
      await Promise.all([publishAll(), ...Array.from({ length: workers }, (_, worker) => ask(worker))])
      expect(stale).toEqual([])
      // The load was steady: most of the versions have decided.
      expect(versions.size).toBeGreaterThan(publishes / 2)
      tellFigures(
        `${store.name}: ${publishes} publishes within ${decisions} decisions of ${processes} processes, none by an older version`,
      )
      expect(await verify(url)).toMatchObject({ faults: [] })
    },
    longest,
  )
})
