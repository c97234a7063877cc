import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Decision } from '../../src/decisions/decision.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type TestClock, testClock } from '../decisions/open-decisions.ts'
import type { Received } from './response-checker.ts'
import { config, type RunningService, type Sent, startService } from './running-service.ts'

export const storeKinds = ['memory', 'sqlite'] as const
type StoreKind = (typeof storeKinds)[number]

export type Json = Readonly<Record<string, unknown>>

/** What came back, its JSON ready to look into. */
type Answer = Omit<Received, 'json'> & { readonly json: Json; readonly problem: string | undefined }

/** A service as a panel uses it, with a clock that stands still until it is told. */
export interface Panel {
  readonly running: RunningService
  readonly clock: TestClock
  get(path: string, sent?: Sent): Promise<Answer>
  /** The items of all pages of a list, from page to page by its cursor; the path has a query. */
  pages(path: string): Promise<readonly Json[]>
  post(path: string, json: unknown, sent?: Sent): Promise<Answer>
  put(path: string, json: unknown): Promise<Answer>
  /** Decides about an order; the answer has to be a decision. */
  decide(facts: object): Promise<Decision>
  close(): Promise<void>
}

export const hour = 3_600_000

/** A service over a new store, or over the file that is given; it starts on 1 March 2026 at noon. It may open the store itself. */
export async function openPanel(
  kind: StoreKind,
  file = newStoreFile(),
  { ownStore = false }: { readonly ownStore?: boolean } = {},
): Promise<Panel> {
  const storeUrl = kind === 'memory' ? 'memory:' : `sqlite:${file}`
  const clock = startClock()
  return ownStore
    ? panelOf(clock, await startService({ clock }, { ...config, storeUrl }))
    : openPanelOver(await openStorage(storeUrl), clock)
}

const startClock = (): TestClock => testClock(Date.parse('2026-03-01T12:00:00Z'))

/** A service over the storage, which it closes; it starts on 1 March 2026 at noon. */
export async function openPanelOver(storage: Storage, clock = startClock()): Promise<Panel> {
  return panelOf(clock, await startService({ clock, storage }))
}

function panelOf(clock: TestClock, running: RunningService): Panel {
  const send = async (method: string, path: string, sent: Sent): Promise<Answer> =>
    (await running.send(method, path, sent)) as Answer
  const post = (path: string, json: unknown, sent: Sent = {}): Promise<Answer> => send('POST', path, { ...sent, json })
  return {
    running,
    clock,
    get: (path, sent = {}) => send('GET', path, sent),
    pages: (path) => allPages(path, async (next) => (await send('GET', next, {})).json),
    post,
    put: (path, json) => send('PUT', path, { json }),
    decide: async (facts) => {
      const { status, json, text } = await post('/v1/decisions', { facts })
      if (status !== 201) throw new Error(text)
      return json as unknown as Decision
    },
    close: () => running.close(),
  }
}

async function allPages(path: string, get: (path: string) => Promise<Json>): Promise<readonly Json[]> {
  const items: Json[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = (await get(cursor === '' ? path : `${path}&cursor=${cursor}`)) as unknown as PageOfList
    items.push(...page.items)
    cursor = page.next_cursor
  }
  return items
}

interface PageOfList {
  readonly items: readonly Json[]
  readonly next_cursor: string | null
}

export function newStoreFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'refund-panel-')), 'refunds.db')
}

/** Facts of an order of 1000 for 10.00 USD that ended as partial, 400 of it missing: 4 USD are due. */
export function partial(order: string, changes: { readonly order?: object; readonly account?: object } = {}): object {
  return {
    order: {
      id: order,
      status: 'partial',
      quantity: 1000,
      remains: 400,
      charge: '10.00',
      currency: 'USD',
      ...changes.order,
    },
    account: { id: 'a-1', ...changes.account },
    claim: { reason: 'undelivered' },
  }
}

/** The same order under a suspicion: a manager reviews it. */
export function suspected(order: string, changes: { readonly order?: object; readonly account?: object } = {}): object {
  return partial(order, { ...changes, account: { fraud_suspected: true, ...changes.account } })
}
