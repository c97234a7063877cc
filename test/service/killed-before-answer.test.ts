import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { durableStores } from '../storage/durable-stores.ts'
import {
  type AnsweredDecision,
  adminKey,
  partialOrder,
  type ServiceProcess,
  startService,
  stopServices,
  temporaryFolder,
} from './service-process.ts'

const stores = await durableStores()
const claims = Array.from({ length: 20 }, (_, index) => ({ key: `key-${index}`, account: `a-${index}` }))

afterEach(stopServices)
afterAll(async () => {
  for (const store of stores) await store.close()
})

type Claim = (typeof claims)[number]

interface Answer {
  readonly status: number
  readonly replayed: boolean
  readonly decision: AnsweredDecision
}

async function claim({ url }: ServiceProcess, { key, account }: Claim): Promise<Answer> {
  const response = await fetch(`${url}/v1/decisions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(partialOrder(`order-of-${account}`, account)),
  })
  const decision = (await response.json()) as AnsweredDecision
  return { status: response.status, replayed: response.headers.get('Idempotency-Replayed') === 'true', decision }
}

describe.each(stores)('$name', (store) => {
  it('a process killed between commit and answer: the retry with the same key gets the stored answer, credited once', async () => {
    const environment = { ADMIN_KEY: adminKey, STORE_URL: store.newUrl() }
    const dying = await startService({ folder: temporaryFolder(), environment, script: 'test/service/dying-serve.mjs' })
    const unanswered = await Promise.allSettled(claims.map((each) => claim(dying, each)))
    expect(new Set(unanswered.map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(await dying.ended).toBe('SIGKILL')

    const storage = await openStorage(environment.STORE_URL)
    const stored = await Promise.all(claims.map(({ account }) => storage.head(account)))
    expect(stored.filter((head) => head !== null)).not.toEqual([])

    const next = await startService({ folder: temporaryFolder(), environment })
    const answers = await Promise.all(claims.map((each) => claim(next, each)))
    for (const [index, { status, replayed, decision }] of answers.entries()) {
      const head = stored[index] ?? null
      expect([status, replayed, decision.refund?.amount]).toEqual([head === null ? 201 : 200, head !== null, '0.04368'])
      if (head !== null) expect(decision.id).toBe(head.id)
      const entries = await storage.stream(claims[index]?.account ?? '', 0, 10)
      expect(entries.map(({ id, state }) => [id, state.balances])).toEqual([[decision.id, { USD: '0.04368' }]])
    }
    await storage.close()
  }, 300_000)
})
