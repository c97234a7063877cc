import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import type { Entry } from '../../src/journal/entry.ts'
import { entryKinds } from '../../src/journal/entry-kinds.ts'
import { creditOf, decisionOfCredit } from '../../src/journal/evolve.ts'
import { verifyJournal } from '../../src/maintenance/verify-journal.ts'
import { openStorage } from '../../src/storage/open/open-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { testClock } from '../decisions/open-decisions.ts'
import { createKnownPolicies, publishUnchecked } from '../journal/known-policies.ts'
import { type Domain, wireDomain } from '../journal/open-domain.ts'
import { tellFigures } from '../soak/tell-figures.ts'
import { type DurableStore, durableStores, emptyDatabase } from '../storage/durable-stores.ts'
import { openWatchedStore, type WatchedStore } from '../storage/mongo/watched-store.ts'
import { withoutShardKey } from '../storage/mongo/without-shard-key.ts'
import { checkStream } from './check-streams.ts'
import { countOne, delayed, expectedProblems, type Memory, runStep } from './run-step.ts'
import { histories, type Turn } from './steps.ts'
import { texts } from './texts.ts'

/** A server over the network takes its time. */
const runsOn = {
  SQLite: Number(process.env['PROPERTY_RUNS'] ?? 25),
  MongoDB: Number(process.env['MONGO_PROPERTY_RUNS'] ?? 2),
}
/** So many sequences meet everything that can happen; the fewer, all but what is rare. */
const [many, very] = [100, 1000]
const rare: ReadonlySet<string> = new Set([
  'charge_conflict',
  'credit_conflict',
  'dispute_amount',
  'review_already_resolved',
  'review_level_too_low',
])
const patience = 3_600_000

/** Kinds of entries, problems, retries and reasons: promises that nothing puts to the test are worth little. */
const everything = [
  ...entryKinds.filter((kind) => kind !== 'erasure'),
  ...expectedProblems,
  'retry',
  'altered retry',
  'already_credited',
  'approvals_paused',
  'approved_by_reviewer',
  'charge_differs',
  'denied_before',
  'denied_by_reviewer',
  'dispute_amount',
  'dispute_open',
  'missing_fact',
  'over_limit',
  'part_waits',
  'recovery',
  'recovery_settled',
  'reopened',
  'whole_order_credited',
]

const folder = mkdtempSync(join(tmpdir(), 'sequences-'))
const empty = join(folder, 'empty.db')
const stores = await durableStores()
let copies = 0
let watched: readonly [WatchedStore, WatchedStore] | null = null
let database: Awaited<ReturnType<typeof openDatabase>> | null = null

beforeAll(async () => {
  const storage = await openStorage(`sqlite:${empty}`)
  await publishUnchecked(storage, 'smm-panel', texts.shipped)
  await storage.close()
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  for (const handle of database?.both ?? []) await handle.close()
  for (const store of stores) await store.close()
})

/** Two handles on one store with nothing but the shipped policy, as two processes have them. */
interface Handles {
  readonly both: readonly [Storage, Storage]
  readonly release: () => Promise<void>
}

/** A copied file, or an emptied database with its connections, is quicker than a new one. */
async function openBoth(store: DurableStore): Promise<Handles> {
  return store.name === 'SQLite' ? openCopy() : openEmptied(store)
}

async function openCopy(): Promise<Handles> {
  copies += 1
  const path = join(folder, `store-${copies}.db`)
  for (const suffix of ['', '-wal']) if (existsSync(empty + suffix)) copyFileSync(empty + suffix, path + suffix)
  const both = [await openStorage(`sqlite:${path}`), await openStorage(`sqlite:${path}`)] as const
  const release = async (): Promise<void> => {
    for (const handle of both) await handle.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  }
  return { both, release }
}

async function openEmptied(store: DurableStore): Promise<Handles> {
  database ??= await openDatabase(store.newUrl())
  const { url, both } = database
  return { both, release: () => emptyDatabase(url, ['entry', 'audit_entry', 'feed', 'total']) }
}

async function openDatabase(url: string): Promise<Pick<Handles, 'both'> & { readonly url: string }> {
  watched = [await openWatchedStore(url), await openWatchedStore(url)]
  const both = [watched[0].storage, watched[1].storage] as const
  await publishUnchecked(both[0], 'smm-panel', texts.shipped)
  return { url, both }
}

describe.each(stores)('$name', (store) => {
  const runs = runsOn[store.name]
  const seen = { entries: 0, credits: 0, happened: new Map<string, number>() }

  it(
    `${runs} sequences of everything that can happen keep every promise about money`,
    async () => {
      const property = fc.asyncProperty(histories, async ({ registered, turns, delays }) => {
        const { both, release } = await openBoth(store)
        try {
          const memory: Memory = { answered: [], happened: seen.happened }
          await play(both, memory, { delays, turns: [...registered.map(registration), ...turns] })
          // What follows looks through whole stores.
          expect(withoutShardKey(watched?.flatMap((looked) => looked.take()) ?? [])).toEqual([])
          count(await checkStore(both[0]))
          for (const looked of watched ?? []) looked.take()
        } finally {
          await release()
        }
      })
      await fc.assert(property, { numRuns: runs })
      tellFigures(
        `${store.name}: ${runs} sequences: ${seen.entries} entries, ${seen.credits} credits; ` +
          entryKinds.map((kind) => `${kind} ${seen.happened.get(kind) ?? 0}`).join(', '),
      )
      expect(seen.credits).toBeGreaterThan(0)
      const expected = runs >= very ? everything : runs >= many ? everything.filter((name) => !rare.has(name)) : []
      expect(expected.filter((name) => !seen.happened.has(name))).toEqual([])
    },
    patience,
  )

  function count(entries: readonly Entry[]): void {
    for (const entry of entries) {
      seen.entries += 1
      seen.credits += creditOf(entry) === null ? 0 : 1
      countOne(seen.happened, entry.kind)
      const reason = 'reason_code' in entry.result ? entry.result.reason_code : null
      if (typeof reason === 'string') countOne(seen.happened, reason)
    }
  }
})

/** Two processes on one store: the second one's clock is 5 s slow. */
async function play(
  handles: readonly [Storage, Storage],
  memory: Memory,
  { delays, turns }: { readonly delays: readonly number[]; readonly turns: readonly Turn[] },
): Promise<void> {
  const clock = testClock(Date.parse('2026-03-01T12:00:00Z'))
  const slow = { ...clock, now: () => clock.now() - 5000 }
  const first = wireDomain(handles[0], clock)
  const second = wireDomain(delayed(handles[1], delays), slow)
  for (const turn of turns) {
    const results = await Promise.allSettled([
      runStep(first, turn.first, memory),
      turn.second === null ? undefined : runStep(second, turn.second, memory),
    ])
    for (const result of results) if (result.status === 'rejected') throw result.reason
    clock.advance(1000)
  }
  await checkQueues(first)
}

function registration(order: string): Turn {
  const facts = { quantity: 1000, charge: '0.27819', currency: 'USD' }
  return { first: { kind: 'register', order, facts, isStranger: false }, second: null }
}

/** The queues list exactly what waits by the streams. */
async function checkQueues({ storage, reviews, accounts }: Domain): Promise<void> {
  const page = { limit: 100, cursor: null }
  const entries = await allEntries(storage)
  const waiting = waitingIn(entries)
  const listed = (await reviews.list({ status: 'waiting', level: null }, page)).items.map(
    (review) => review.decision_id,
  )
  expect([...listed].sort()).toEqual(waiting.sort())
  expect((await storage.pendingReviews({}, 100, null)).items).toHaveLength(waiting.length)
  expect((await accounts.undelivered(page)).items.map((credit) => credit.decision_id).sort()).toEqual(
    undeliveredIn(entries).sort(),
  )
}

/** Of each part of an order, of the whole, and of what it got too much, the review that waits by the newest entry about it. */
function waitingIn(entries: readonly Entry[]): string[] {
  const waiting = new Map<string, string | undefined>()
  for (const { order, state } of entries) {
    if (order === null || state.order === null) continue
    const { whole, part, recovery } = state.order
    waiting.set(`${order.id} recovery`, recovery?.id)
    waiting.set(`${order.id} whole`, whole.waiting_review?.id)
    if (part !== null) waiting.set(`${order.id} part ${order.part}`, part.waiting_review?.id)
  }
  return [...waiting.values()].filter((id) => id !== undefined)
}

/** Decisions whose credit was not delivered, or came back. */
function undeliveredIn(entries: readonly Entry[]): string[] {
  const undelivered = new Set<string>()
  for (const entry of entries) {
    if (creditOf(entry) !== null || entry.kind === 'credit_returned') undelivered.add(decisionOfCredit(entry))
    if (entry.kind === 'credit_delivered') undelivered.delete(entry.request.decision)
  }
  return [...undelivered]
}

/** All entries, every promise about them kept. */
async function checkStore(storage: Storage): Promise<readonly Entry[]> {
  for (const account of await storage.accounts(null, 100)) checkStream(await storage.stream(account, 0, 10_000))
  const policies = createKnownPolicies(storage)
  const verification = await verifyJournal({ store: storage, policies }, { account: null })
  expect(verification).toMatchObject({ faults: [], not_replayable: 0 })
  return allEntries(storage)
}

async function allEntries(storage: Storage) {
  const names = await storage.accounts(null, 100)
  return (await Promise.all(names.map((account) => storage.stream(account, 0, 10_000)))).flat()
}
