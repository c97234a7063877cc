import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from '@jest/globals'
import {
  adminKey,
  decide,
  partialOrder,
  smallPolicy,
  startService,
  stopServices,
  temporaryFolder,
} from './service-process.ts'

afterEach(stopServices)

const publishes = 200
const workersPerProcess = 2
const firstText = readFileSync(smallPolicy.FIRST_POLICY_FILE, 'utf8')

/** Publishes a text that differs from all before it; resolves to its version once the publish returned. */
async function publish(url: string, edited: number): Promise<number> {
  const response = await fetch(`${url}/v1/policies/minimal/versions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/yaml', 'If-Match': `"${edited}"` },
    body: `${firstText}\n# edit of version ${edited}\n`,
  })
  const answer = (await response.json()) as { readonly version: number }
  expect([response.status, answer.version]).toEqual([201, edited + 1])
  return answer.version
}

describe('two processes on one store, one with its clock 5 s slow', () => {
  it(`no decision that began after one of ${publishes} publishes returned carries an older version`, async () => {
    const folder = temporaryFolder()
    const environment = { ADMIN_KEY: adminKey, ...smallPolicy }
    const { url } = await startService({ folder, environment })
    const { url: slowUrl } = await startService({ folder, environment, script: 'test/service/skewed-serve.mjs' })
    const urls = [url, slowUrl]
    const newest = { published: 1 }
    const stale: string[] = []
    const seenIn = new Map<string, Set<number>>(urls.map((one) => [one, new Set()]))
    const ask = async (to: string, worker: string): Promise<void> => {
      for (let number = 1; newest.published <= publishes; number += 1) {
        const atLeast = newest.published
        const { status, decision } = await decide(to, partialOrder(`${worker}-${number}`, `account-${number % 5}`))
        expect(status).toBe(201)
        seenIn.get(to)?.add(decision.policy.version)
        if (decision.policy.version < atLeast) stale.push(`${decision.policy.version} after ${atLeast}`)
      }
    }
    const workers = urls.flatMap((to, process) =>
      Array.from({ length: workersPerProcess }, (_, worker) => ask(to, `order-${process}-${worker}`)),
    )
    const publishAll = async (): Promise<void> => {
      while (newest.published <= publishes) {
        newest.published = await publish(urls[newest.published % 2] ?? url, newest.published)
      }
    }
    await Promise.all([publishAll(), ...workers])
    expect(stale).toEqual([])
    // The load was steady: both processes decided by many of the versions.
    for (const versions of seenIn.values()) expect(versions.size).toBeGreaterThan(publishes / 4)
  }, 180_000)
})
