import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { Decision } from '../../../src/decisions/decision.ts'
import { openStorage } from '../../../src/storage/open/open-storage.ts'
import { partial, suspected } from '../../http/open-panel.ts'
import { startService as startHere } from '../../http/running-service.ts'
import { partialOrder, projectFolder, type ServiceProcess, stopServices } from '../../service/service-process.ts'
import { startOn, startServices } from '../../service/several-services.ts'
import { tellFigures } from '../../soak/tell-figures.ts'
import type { MongoServer } from './mongo-server.ts'
import { type OutageServer, outageServer } from './outage-server.ts'
import { claim, claimUntilDecided, creditedByOrder, verify } from './service-load.ts'

const size = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)

/** How much is asked for: small in every run of the tests, more where the environment says so. */
const sizes = {
  processes: size('MONGO_PROCESSES', 3),
  raced: size('MONGO_RACED_ORDERS', 5),
  outageOrders: size('MONGO_OUTAGE_ORDERS', 24),
  outageSeconds: size('MONGO_OUTAGE_SECONDS', 1),
}
const longest = 3_600_000

/** What {@link partialOrder} is refunded: 157 of 1000 for 0.27819. */
const due = '0.04368'

/** The service on MongoDB: one process, several, and what happens when one of them or the server is gone. */
export function describeServiceOnMongo(server: MongoServer): void {
  afterEach(stopServices)
  describe('a service on MongoDB', () => describeOne(server))
  describe(`${sizes.processes} services on one MongoDB database, one with its clock 5 s slow`, () =>
    describeMany(server))
  describe('services on MongoDB while the server is gone for a time', () => describeOutage(server))
}

function describeOne(server: MongoServer): void {
  it('decides, answers again, publishes, reviews and verifies', async () => {
    const url = server.newDatabase()
    const running = await startHere({ storage: await openStorage(url) })
    const send = async (path: string, json: unknown): Promise<{ status: number; json: Record<string, unknown> }> => {
      const sent = { json, headers: path.endsWith('decisions') ? { 'Idempotency-Key': '"once"' } : {} }
      const { status, json: answer } = await running.send('POST', path, sent)
      return { status, json: answer as Record<string, unknown> }
    }
    const decided = await send('/v1/decisions', { facts: partial('order-1') })
    const again = await send('/v1/decisions', { facts: partial('order-1') })
    expect([decided.status, again.status]).toEqual([201, 200])
    expect(again.json).toEqual(decided.json)

    const waiting = await running.send('POST', '/v1/decisions', { json: { facts: suspected('order-2') } })
    const { id } = waiting.json as Decision
    const resolved = await send(`/v1/reviews/${id}/resolution`, { outcome: 'approve', amount: '4.00', note: 'seen' })
    expect(resolved.status).toBe(200)

    const headers = { 'Content-Type': 'application/yaml', 'If-Match': '"1"' }
    const published = await running.send('POST', '/v1/policies/smm-panel/versions', { headers, body: edited(1) })
    expect(published.status).toBe(201)
    await running.close()
    expect(await verify(url)).toMatchObject({ faults: [] })
  })
}

const shippedText = readFileSync(join(projectFolder, 'rules/smm-panel/policy.yaml'), 'utf8')

function edited(version: number): string {
  return `${shippedText}\n# edit of version ${version}\n`
}

function describeMany(server: MongoServer): void {
  it(
    `of parallel claims for ${sizes.raced} orders, one at each service, one gets the credit`,
    async () => {
      const url = server.newDatabase()
      const services = await startServices(sizes.processes, url)
      for (let number = 1; number <= sizes.raced; number += 1) {
        const request = partialOrder(`order-${number}`, `account-${Math.floor(number / 3)}`)
        const keys = services.map((_, index) => `claim-${number}-${index}`)
        const decisions = await Promise.all(
          services.map((service, index) => claimUntilDecided(() => [service], keys[index] ?? '', request)),
        )
        const credits = decisions.map(({ refund }) => refund?.amount ?? '0').filter((amount) => Number(amount) > 0)
        expect(credits).toEqual([due])
      }
      expect(new Set((await creditedByOrder(url)).values())).toEqual(new Set([due]))
      expect(await verify(url)).toMatchObject({ faults: [] })
    },
    longest,
  )

  it(
    'what a service answered before it was killed stays, and a claim that it cut off gets its one credit elsewhere',
    async () => {
      const url = server.newDatabase()
      const [killed, other] = await startServices(2, url)
      if (killed === undefined || other === undefined) throw new Error('two services were started')
      const answered: Decision[] = []
      const work = Promise.all(
        Array.from({ length: 6 }, async (_, worker) => {
          for (let number = 1; number <= 4; number += 1) {
            const order = `order-${worker}-${number}`
            const there = (): readonly ServiceProcess[] => [killed, other]
            answered.push(await claimUntilDecided(there, order, partialOrder(order, `account-${worker}-${number % 4}`)))
          }
        }),
      )
      while (answered.length < 8) await sleep(20)
      killed.signal('SIGKILL')
      await work
      const storage = await openStorage(url)
      for (const { id } of answered) expect((await storage.entryById(id))?.id).toBe(id)
      await storage.close()
      expect([...(await creditedByOrder(url)).values()]).toEqual(answered.map(() => due))
      expect(await verify(url)).toMatchObject({ faults: [] })
    },
    longest,
  )
}

function describeOutage(server: MongoServer): void {
  let outage: OutageServer
  beforeAll(async () => {
    outage = await outageServer(server)
  }, longest)
  afterAll(() => outage.close(), longest)

  it(
    'clients get 503 and Retry-After meanwhile, then each order its one credit; a service killed amid it changes nothing',
    async () => {
      const url = outage.newDatabase()
      const services = [await startOn(url), await startOn(url), await startOn(url)]
      let refusals = 0
      let decided = 0
      const ask = async (number: number, key: string): Promise<void> => {
        const request = partialOrder(`order-${number}`, `account-${Math.floor(number / 3)}`)
        await claimUntilDecided(
          () => services,
          key,
          request,
          () => {
            refusals += 1
          },
        )
        decided += 1
      }
      const work = Promise.all(
        Array.from({ length: 8 }, async (_, worker) => {
          for (let number = worker; number < sizes.outageOrders; number += 8) {
            await Promise.all([ask(number, `first-${number}`), ask(number, `second-${number}`)])
          }
        }),
      )
      const isUnderWay = async (share: number): Promise<void> => {
        while (decided < sizes.outageOrders * 2 * share) await sleep(20)
      }
      await isUnderWay(0.2)
      await outage.takeAway()
      services.shift()?.signal('SIGKILL')
      await sleep(sizes.outageSeconds * 1000)
      if (!outage.isBrief) {
        const [service] = services
        if (service === undefined) throw new Error('two services are left')
        expect(await claim(service, 'while gone', partialOrder('order-gone'))).toEqual({ tryAgainAfter: 1 })
      }
      await outage.bringBack()
      await work
      if (!outage.isBrief) expect(refusals).toBeGreaterThan(0)
      const credited = await creditedByOrder(url)
      expect(credited.size).toBe(sizes.outageOrders)
      expect(new Set(credited.values())).toEqual(new Set([due]))
      tellFigures(
        `MongoDB: the server gone for a time within ${decided} claims, ${refusals} refused with 503, ${credited.size} credits`,
      )
      expect(await verify(url)).toMatchObject({ faults: [] })
    },
    longest,
  )
}
