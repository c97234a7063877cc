import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openStorage } from '../../../src/storage/open/open-storage.ts'
import { partialOrder, type ServiceProcess, stopServices } from '../../service/service-process.ts'
import { startOn } from '../../service/several-services.ts'
import { tellFigures } from '../../soak/tell-figures.ts'
import type { MongoServer } from './mongo-server.ts'
import { type LocalSet, localSet } from './outage-server.ts'
import { claim, creditedByOrder, verify } from './service-load.ts'

/** How long a member is away: short in every run of the tests. */
const seconds = Number(process.env['MONGO_OUTAGE_SECONDS'] ?? 1)
/** All that may happen to a set in the soak; in every run of the tests a primary that is gone, and one that hangs. */
const isSoak = process.env['MONGO_ELECTIONS'] === 'all'
const connections = 20
const longest = 3_600_000
/** The services' own deadline, and what a busy machine may add to it; a soak is told the true figure. */
const deadline = 5000
const grace = isSoak ? 1000 : 10_000

/** How one member, or all of them, are lost and come back. */
interface Trouble {
  readonly name: string
  readonly inEveryRun?: true
  begin(set: LocalSet, primary: string, services: ServiceProcess[]): Promise<void>
  end(set: LocalSet, primary: string): Promise<void>
}

const troubles: readonly Trouble[] = [
  {
    name: 'the primary is killed',
    inEveryRun: true,
    begin: (set, primary) => set.hurt('kill', primary),
    end: (set, primary) => set.heal('start-member', primary),
  },
  {
    name: 'the primary hangs',
    inEveryRun: true,
    begin: (set, primary) => set.hurt('pause', primary),
    end: (set, primary) => set.heal('resume', primary),
  },
  {
    name: 'the primary is cut off',
    begin: (set, primary) => set.hurt('cut', primary),
    end: (set, primary) => set.heal('mend', primary),
  },
  {
    name: 'all members are killed, and a service',
    begin: async (set, _, services) => {
      // The last one to be hurt: the services are the same for all.
      services.shift()?.signal('SIGKILL')
      for (const member of set.members) await set.hurt('kill', member)
    },
    end: async (set) => {
      for (const member of set.members) await set.heal('start-member', member)
    },
  },
]

/** What services keep of their promises while a replica set elects. Nothing where the set is not the local one. */
export async function describeElections(server: MongoServer): Promise<void> {
  const set = await localSet(server)
  if (set === null) return
  describe('services on a replica set', () => {
    let url: string
    let services: ServiceProcess[]
    beforeAll(async () => {
      url = set.newDatabase()
      services = [await startOn(url), await startOn(url)]
    }, longest)
    afterAll(async () => {
      await stopServices()
      await set.close()
    }, longest)

    const wanted = troubles.filter(({ inEveryRun }) => isSoak || inEveryRun === true)
    const possible = wanted.filter(({ name }) => set.canCut || name !== 'the primary is cut off')
    it.each(possible.map((trouble) => [trouble.name, trouble] as const))(
      'every answer is kept, nothing is done twice and nobody waits for longer than the deadline while %s',
      async (name, trouble) => {
        const figures = await live({ set, url, services }, trouble)
        tellFigures(`MongoDB: ${name} for ${seconds} s: ${JSON.stringify(figures)}`)
        expect(figures.lost).toBe(0)
        expect(figures.slowest - figures.stoodStill).toBeLessThan(deadline + grace)
        if (isSoak) expect(figures.afterPrimary).toBeLessThan(3000)
        expect(await verify(url)).toMatchObject({ faults: [] })
      },
      longest,
    )
  })
}

interface Figures {
  readonly answered: number
  readonly refused: number
  /** Answers that are not stored, and orders that were credited otherwise than was answered. */
  readonly lost: number
  /** The longest that anybody waited for an answer, of whatever kind. Milliseconds. */
  readonly slowest: number
  /** The longest that this process itself stood still, which it cannot tell from waiting. Milliseconds. */
  readonly stoodStill: number
  /** From when a primary was there again to the next decision. Milliseconds. */
  readonly afterPrimary: number
}

interface Place {
  readonly set: LocalSet
  readonly url: string
  readonly services: ServiceProcess[]
}

async function live({ set, url, services }: Place, trouble: Trouble): Promise<Figures> {
  const load = await begin(trouble.name, services)
  const standstill = monitorEventLoopDelay()
  standstill.enable()
  await load.reaches(2 * connections)
  const primary = await awaitPrimary(set)
  await trouble.begin(set, primary, services)
  const isBack = awaitNextPrimary(set, primary)
  await sleep(seconds * 1000)
  await trouble.end(set, primary)
  const back = await isBack
  await load.reaches(load.answered.length + 2 * connections)
  await load.stop()
  standstill.disable()
  const next = Math.min(...load.answered.map(({ at }) => at).filter((at) => at >= back))
  return {
    answered: load.answered.length,
    refused: load.refused(),
    lost: await lostOf(url, load.answered),
    slowest: Math.round(Math.max(...load.waits)),
    stoodStill: Math.round(standstill.max / 1e6),
    afterPrimary: Math.round(next - back),
  }
}

/** A set that answers has a primary; on a busy machine it may not say so at the first question. */
async function awaitPrimary(set: LocalSet): Promise<string> {
  for (;;) {
    const primary = await set.primary()
    if (primary !== null) return primary
    await sleep(50)
  }
}

/** When there was a primary again that is not the one that was hurt, or that is healed. */
async function awaitNextPrimary(set: LocalSet, hurt: string): Promise<number> {
  for (let gone = false; ; await sleep(50)) {
    const primary = await set.primary()
    gone ||= primary !== hurt
    if (gone && primary !== null) return performance.now()
  }
}

interface Answered {
  readonly id: string
  readonly order: string
  /** What was answered to be credited. */
  readonly amount: string
  readonly at: number
}

interface Load {
  readonly answered: readonly Answered[]
  /** How long each answer took. Milliseconds. */
  readonly waits: readonly number[]
  /** How many of them were refusals for now. */
  refused(): number
  /** Waits until so many were answered; throws what ended the load. */
  reaches(many: number): Promise<void>
  stop(): Promise<void>
}

/**
 * Each connection asks for one order after the other, again under its key until it is decided. What is counted begins when
 * each has been answered once: a connection is accepted by a process that has just begun, and is busy with all of them.
 */
async function begin(name: string, services: readonly ServiceProcess[]): Promise<Load> {
  const answered: Answered[] = []
  const waits: number[] = []
  let refused = 0
  const over = new AbortController()
  const prefix = name.replaceAll(/\W+/gu, '-')
  const ask = async (connection: number, number: number): Promise<void> => {
    const order = `${prefix}-${connection}-${number}`
    const request = partialOrder(order, `${prefix}-${connection}-${number % 3}`)
    for (let turn = connection; ; turn += 1) {
      const service = services[turn % services.length]
      if (service === undefined) throw new Error('one service is left')
      const begun = performance.now()
      const answer = await claim(service, order, request)
      if (!('gone' in answer)) waits.push(performance.now() - begun)
      if ('decision' in answer) {
        const { id, refund } = answer.decision
        answered.push({ id, order, amount: refund?.amount ?? '0', at: performance.now() })
        return
      }
      if ('tryAgainAfter' in answer) refused += 1
      await sleep(100)
    }
  }
  const onEach = (work: (connection: number) => Promise<void>): Promise<unknown> =>
    Promise.all(Array.from({ length: connections }, (_, connection) => work(connection)))
  await onEach((connection) => ask(connection, 0))
  waits.length = 0
  refused = 0
  const work = onEach(async (connection) => {
    for (let number = 1; !over.signal.aborted; number += 1) await ask(connection, number)
  })
  return {
    answered,
    waits,
    refused: () => refused,
    reaches: async (many) => {
      while (answered.length < many) await Promise.race([sleep(20), work])
    },
    stop: async () => {
      over.abort()
      await work
    },
  }
}

async function lostOf(url: string, answered: readonly Answered[]): Promise<number> {
  const storage = await openStorage(url)
  const credited = await creditedByOrder(url)
  let lost = 0
  // One after the other: all at once would wait for connections for longer than a busy machine allows.
  for (const { id, order, amount } of answered) {
    const isKept = (await storage.entryById(id)) !== null && credited.get(order) === amount
    if (!isKept) lost += 1
  }
  await storage.close()
  return lost
}
