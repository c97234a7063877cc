import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import type { Decision } from '../../src/decisions/decision.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { verifyStream } from '../journal/verify-stream.ts'
import { adminKey, partialOrder, startService, stopServices, temporaryFolder } from '../service/service-process.ts'
import { durableStores } from '../storage/durable-stores.ts'
import { tellFigures } from './tell-figures.ts'

const stores = await durableStores()

afterEach(stopServices)
afterAll(async () => {
  for (const store of stores) await store.close()
})

const claims = Number(process.env['CLAIMS'] ?? 60)
const processes = Number(process.env['CLAIM_PROCESSES'] ?? 2)

/** Asks until it is answered: who waits for others longer than a request may take is told to come again. */
async function claim(url: string, key: string): Promise<{ readonly status: number; readonly decision: Decision }> {
  const response = await fetch(`${url}/v1/decisions`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${adminKey}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    body: JSON.stringify(partialOrder('o-1', 'a-1')),
  })
  const retryAfter = response.status === 503 ? response.headers.get('Retry-After') : null
  if (retryAfter === null) return { status: response.status, decision: (await response.json()) as Decision }
  await response.body?.cancel()
  await sleep(Number(retryAfter) * 1000)
  return claim(url, key)
}

describe.each(stores)('$name', (store) => {
  it(`${claims} parallel claims with as many keys from ${processes} processes on one order: all answered, one credit`, async () => {
    const url = store.newUrl()
    const environment = { ADMIN_KEY: adminKey, STORE_URL: url }
    const start = async (): Promise<string> => (await startService({ folder: temporaryFolder(), environment })).url
    const first = await start()
    const urls = [first, ...(await Promise.all(Array.from({ length: processes - 1 }, start)))]
    const answers = await Promise.all(
      Array.from({ length: claims }, (_, index) => claim(urls[index % processes] ?? '', `key-${index}`)),
    )
    expect(answers.filter(({ status }) => status !== 201 && status !== 200)).toEqual([])
    expect(new Set(answers.map(({ decision }) => decision.id)).size).toBe(claims)
    const amounts = answers.map(({ decision }) => decision.refund?.amount)
    expect(amounts.filter((amount) => amount === '0.04368')).toHaveLength(1)
    expect(amounts.filter((amount) => amount === '0.00000')).toHaveLength(claims - 1)
    await stopServices()
    const storage = await openStorage(url)
    const entries = await storage.stream('a-1', 0, claims + 1)
    await storage.close()
    expect(entries).toHaveLength(claims)
    expect(verifyStream(entries)).toEqual([])
    expect(entries.at(-1)?.state).toMatchObject({ balances: { USD: '0.04368' }, counters: { claims: 1, credits: 1 } })
    tellFigures(
      `${store.name}: ${claims} parallel claims from ${processes} processes: ${answers.length} answered, 1 credit`,
    )
  }, 300_000)
})
