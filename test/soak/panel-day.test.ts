import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { verifyJournal } from '../../src/maintenance/verify-journal.ts'
import { Problem } from '../../src/problems/problem.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import { shippedPolicy, testClock } from '../decisions/open-decisions.ts'
import { seed } from '../fixed-seed.ts'
import { createKnownPolicies, publishUnchecked } from '../journal/known-policies.ts'
import { type Domain, wireDomain } from '../journal/open-domain.ts'
import { temporaryFolder } from '../service/service-process.ts'
import { inUnits, type Message, panelDay, randomFrom } from './panel-day.ts'
import { tellFigures } from './tell-figures.ts'

const orderCount = Number(process.env['PANEL_ORDERS'] ?? 300)
const patience = 3_600_000
/** Messages that are under way at once. */
const lanes = 8

/** What became of a message: the problem it met, or how it differed from what was known. */
async function send({ ask }: Domain, message: Message): Promise<string | null> {
  try {
    const { ignored_facts } = await ask(message.facts)
    const [ignored] = ignored_facts
    return ignored === undefined ? null : ignored.fact
  } catch (error) {
    if (error instanceof Problem) return `${error.code} ${Object.keys(error.extensions).at(-1)}`
    throw error
  }
}

/** How a contradiction must be met. */
const met = { account: 'order_conflict account', currency: 'order_conflict currency', charge: 'order.charge' }

it(
  `a panel day of ${orderCount} orders (seed ${seed}) comes to the totals that whole numbers give`,
  async () => {
    const size = { orders: orderCount, accounts: Math.ceil(orderCount / 10) }
    const { messages, orders } = panelDay(size, randomFrom(seed))
    const url = `sqlite:${join(temporaryFolder(), 'refunds.db')}`
    const storages = [await openStorage(url), await openStorage(url)] as const
    await publishUnchecked(storages[0], 'smm-panel', shippedPolicy)
    const clock = testClock(Date.parse('2026-03-01T00:00:00Z'))
    const processes = storages.map((storage) => wireDomain(storage, clock))

    const problems: (readonly [string, string])[] = []
    const work = async (lane: number): Promise<void> => {
      // One lane per order: its messages keep their order, while those of its account race.
      for (const message of messages.filter(({ facts }) => laneOf(facts.order.id) === lane)) {
        const problem = await send(processes[lane % 2] as Domain, message)
        if (problem !== null) problems.push([message.facts.order.id, problem])
      }
    }
    await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)))

    const injected = messages.flatMap(({ facts, contradicts }) =>
      contradicts === null ? [] : [[facts.order.id, met[contradicts]] as const],
    )
    expect(injected).toHaveLength(Math.floor((orderCount + 49) / 100))
    expect(byText(problems)).toEqual(byText(injected))

    const [storage] = storages
    const balances = new Map<string, bigint>()
    for (const order of orders) {
      const state = (await storage.newestOfOrder(order.account, { policy: 'smm-panel', id: order.id }))?.state.order
      expect([order.id, inUnits(state?.credited ?? '')]).toEqual([order.id, order.credited])
      const place = `${order.account} ${order.currency}`
      balances.set(place, (balances.get(place) ?? 0n) + order.credited)
    }
    for (const [place, balance] of balances) {
      const [account = '', currency = ''] = place.split(' ')
      expect([place, inUnits((await storage.head(account))?.state.balances[currency] ?? '0')]).toEqual([place, balance])
    }
    const verification = await verifyJournal(
      { store: storage, policies: createKnownPolicies(storage) },
      { account: null },
    )
    for (const handle of storages) await handle.close()
    expect(verification).toMatchObject({ faults: [], decisions: messages.length - conflictsAmong(injected) })
    const total = [...orders].reduce((sum, order) => sum + (order.currency === 'USD' ? order.credited : 0n), 0n)
    tellFigures(
      `${orderCount} orders, ${messages.length} messages, ${injected.length} contradictions, seed ${seed}: ` +
        `${total} x 10^-11 USD credited, as computed apart`,
    )
  },
  patience,
)

function laneOf(order: string): number {
  return Number(order.split('-')[1]) % lanes
}

function conflictsAmong(injected: readonly (readonly [string, string])[]): number {
  return injected.filter(([, problem]) => problem.startsWith('order_conflict')).length
}

function byText(pairs: readonly (readonly [string, string])[]): readonly string[] {
  return pairs.map((pair) => pair.join(': ')).sort()
}
