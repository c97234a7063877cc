import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { appendEntry } from '../../src/journal/append-entry.ts'
import type { Entry } from '../../src/journal/entry.ts'
import { type HistoryQuestion, readHistory } from '../../src/journal/history.ts'
import { sumDecimals } from '../../src/money/sum-decimals.ts'
import { createMemoryJournalStore } from '../../src/storage/memory/memory-journal.ts'
import { type SampleSaid, sampleRefund, sampleSaid } from './sample-said.ts'

const start = Date.parse('2026-03-01T12:00:00Z')
const hour = 3600_000

/** One thing that happens in an account, so many hours after the one before. */
interface Event {
  readonly kind: 'decision' | 'review_resolved' | 'dispute_opened' | 'adjustment'
  readonly outcome: 'approve' | 'deny' | 'review'
  readonly claim: 'counted' | 'repeated' | null
  readonly amount: string
  readonly currency: string
  readonly order: string
  readonly hours: number
  /** Further parts of the result. */
  readonly said?: {
    readonly rule?: string
    readonly clause?: { readonly id: string; readonly title: string } | null
    readonly label?: string
  }
}

const events = fc.array(
  fc.record<Event>({
    kind: fc.constantFrom('decision', 'decision', 'decision', 'review_resolved', 'dispute_opened', 'adjustment'),
    outcome: fc.constantFrom('approve', 'deny', 'review'),
    claim: fc.constantFrom('counted', 'repeated', null),
    amount: fc.constantFrom('0.00', '0.1', '2.50', '0.00000000001'),
    currency: fc.constantFrom('USD', 'EUR'),
    order: fc.constantFrom('o-1', 'o-2'),
    hours: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 25 },
)
const entryNames = ['claims', 'denials', 'approvals', 'reviews', 'decisions', 'disputes', 'credits'] as const
const questions = fc.record({
  entries: fc.constantFrom(...entryNames),
  isSum: fc.boolean(),
  order: fc.constantFrom(null, 'o-1'),
  within: fc.option(fc.integer({ min: 0, max: 40 })),
  before: fc.option(fc.integer({ min: -2, max: 60 })),
  upTo: fc.integer({ min: 0, max: 25 }),
  outcome: fc.constantFrom(undefined, undefined, 'approve', 'none'),
})

/** A person who resolves a review approves or denies; a dispute gets the rulings of its own. */
function outcomeOf({ kind, outcome }: Event): 'approve' | 'deny' | 'review' | 'none' {
  if (kind === 'dispute_opened') return 'none'
  return kind === 'review_resolved' && outcome === 'review' ? 'approve' : outcome
}

function isPaying(event: Event): boolean {
  return (event.kind === 'decision' || event.kind === 'review_resolved') && outcomeOf(event) === 'approve'
}

function saidBy(event: Event): SampleSaid {
  const refund = isPaying(event) ? sampleRefund(event.amount, event.currency) : null
  switch (event.kind) {
    case 'decision':
      return sampleSaid('decision', {
        request: { claim: event.claim },
        result: { outcome: event.outcome, refund, ...event.said },
      })
    case 'review_resolved':
      return sampleSaid('review_resolved', { result: { outcome: refund === null ? 'deny' : 'approve', refund } })
    case 'dispute_opened':
    case 'adjustment':
      return sampleSaid(event.kind)
  }
}

function streamOf(happened: readonly Event[]): readonly Entry[] {
  const newest = new Map<string, Entry>()
  const entries: Entry[] = []
  let at = start
  for (const [index, event] of happened.entries()) {
    at += event.hours * hour
    const order = event.kind === 'adjustment' ? null : event.order
    const previous = order === null ? null : (newest.get(order) ?? null)
    const end = { account: 'a-1', order, head: entries.at(-1) ?? null, previous }
    const draft = { ...saidBy(event), author: 'panel', policy: null }
    const { entry } = appendEntry(end, draft, { id: `e-${index}`, at, salt: '00' })
    if (order !== null) newest.set(order, entry)
    entries.push(entry)
  }
  return entries
}

/** A store that holds the stream. */
async function stored(happened: readonly Event[]) {
  const entries = streamOf(happened)
  const store = createMemoryJournalStore()
  for (const entry of entries) await store.append(entry)
  return { store, entries, head: entries.at(-1) ?? null }
}

/** What the question means, counted entry by entry. */
function counted(happened: readonly (Event & { readonly at: number })[], question: HistoryQuestion, now: number) {
  const isOne = (event: Event): boolean => {
    const claimed = event.kind === 'decision' && event.claim === 'counted'
    const decided = (outcome: string) => event.kind === 'decision' && event.outcome === outcome
    switch (question.entries) {
      case 'claims':
        return claimed
      case 'denials':
        return claimed && event.outcome === 'deny'
      case 'approvals':
        return decided('approve')
      case 'reviews':
        return decided('review')
      case 'decisions':
        return event.kind === 'decision'
      case 'disputes':
        return event.kind === 'dispute_opened'
      case 'credits':
        return isPaying(event) && event.amount !== '0.00'
    }
  }
  const found = happened.filter(
    (event) =>
      isOne(event) &&
      (question.order === null || (event.kind !== 'adjustment' && event.order === question.order)) &&
      (question.withinMilliseconds === null || event.at > now - question.withinMilliseconds) &&
      (question.before === null || event.at < question.before) &&
      (question.where.outcome === undefined || question.where.outcome === outcomeOf(event)),
  )
  const credits = found.filter(isPaying)
  const sum = (currency: string): string =>
    sumDecimals(credits.filter((event) => event.currency === currency).map(({ amount }) => amount))
  return { count: found.length, USD: sum('USD'), EUR: sum('EUR') }
}

describe('a question to the history', () => {
  it('gets what counting entry by entry gives, also where the difference of two counters answers it', async () => {
    const property = fc.asyncProperty(events, questions, async (happened, asked) => {
      const { store, entries } = await stored(happened)
      const head = entries.slice(0, asked.upTo).at(-1) ?? null
      const now = Date.parse(head?.at ?? '2026-03-01T12:00:00Z')
      const { entries: name, isSum, order } = asked
      const question: HistoryQuestion = {
        entries: name,
        isSum,
        order,
        withinMilliseconds: asked.within === null ? null : asked.within * hour,
        before: asked.before === null ? null : start + asked.before * hour,
        where: asked.outcome === undefined ? {} : { outcome: asked.outcome },
      }
      const answer = await readHistory(store, { head, now }, question)
      const timed = happened.map((event, index) => ({ ...event, at: Date.parse(entries[index]?.at ?? '') }))
      const expected = counted(timed.slice(0, asked.upTo), question, now)
      expect(answer.count).toBe(expected.count)
      if (isSum) {
        expect({ USD: answer.credited['USD'] ?? '0', EUR: answer.credited['EUR'] ?? '0' }).toEqual({
          USD: expected.USD,
          EUR: expected.EUR,
        })
      }
    })
    await fc.assert(property, { numRuns: 300 })
  })

  const decision = { kind: 'decision', outcome: 'deny', claim: 'counted', amount: '0.00', currency: 'USD' } as const
  const example: readonly Event[] = [
    { ...decision, outcome: 'approve', amount: '0.1', order: 'o-1', hours: 0, said: { rule: 'late', label: 'partly' } },
    { ...decision, order: 'o-1', hours: 1, said: { rule: 'late', clause: { id: '2.b', title: 'Late' } } },
    { ...decision, claim: 'repeated', order: 'o-1', hours: 1, said: { rule: 'early', clause: null } },
    { ...decision, claim: null, order: 'o-2', hours: 0, said: { clause: { id: '2', title: 'Times' } } },
    { ...decision, outcome: 'review', order: 'o-2', hours: 3 },
    { ...decision, kind: 'review_resolved', outcome: 'approve', amount: '2.50', order: 'o-2', hours: 1 },
    { ...decision, kind: 'dispute_opened', order: 'o-1', hours: 0 },
    { ...decision, outcome: 'approve', amount: '0.00000000001', currency: 'EUR', order: 'o-2', hours: 2 },
    { ...decision, kind: 'adjustment', order: 'o-1', hours: 0 },
    { ...decision, outcome: 'approve', claim: null, order: 'o-1', hours: 1 },
  ]
  const all: HistoryQuestion = {
    entries: 'decisions',
    isSum: false,
    order: null,
    withinMilliseconds: null,
    before: null,
    where: {},
  }
  /** So many hours after the first entry; the last one is written 9 hours after it. */
  const at = (hours: number): number => start + hours * hour

  it.each<[string, Partial<HistoryQuestion>, number]>([
    ['claims: the same state of an order once, what is no claim not at all', { entries: 'claims' }, 4],
    ['denials: denied claims, not callbacks', { entries: 'denials' }, 1],
    ['approvals, also those that had nothing left to pay', { entries: 'approvals' }, 3],
    ['reviews, not their resolutions', { entries: 'reviews' }, 1],
    ['decisions', {}, 7],
    ['disputes', { entries: 'disputes' }, 1],
    ['credits above 0, also those that a person gave', { entries: 'credits' }, 3],
    ['those of an order', { order: 'o-1' }, 4],
    ['denials of an order', { entries: 'denials', order: 'o-1' }, 1],
    ['claims of an order', { entries: 'claims', order: 'o-2' }, 2],
    ['those after the beginning of a window, not the one at its very instant', { withinMilliseconds: hour }, 1],
    ['those of a window that begins a millisecond before one', { withinMilliseconds: hour + 1 }, 2],
    ['those of an order in a window', { order: 'o-2', withinMilliseconds: 7 * hour }, 2],
    ['those before an instant, not the one at it', { before: at(5) }, 4],
    ['those up to a millisecond before an instant', { before: at(5) + 1 }, 5],
    ['those before an instant before all', { before: at(0) }, 0],
    ['those between both', { withinMilliseconds: 8 * hour, before: at(5) }, 2],
    ['none where the window begins behind the instant', { withinMilliseconds: hour, before: at(5) }, 0],
    ['those of an order before an instant', { order: 'o-1', before: at(2) }, 2],
    ['an outcome', { where: { outcome: 'deny' } }, 3],
    ['an outcome by its label', { where: { outcome: 'partly' } }, 1],
    ['a rule', { where: { rule: 'late' } }, 2],
    ['a clause, without those below it', { where: { clause: '2' } }, 1],
    ['several filters at once', { where: { rule: 'late', outcome: 'deny', clause: '2.b' } }, 1],
    ['a kind of entry', { entries: 'credits', where: { kind: 'review_resolved' } }, 1],
  ])('counts %s', async (_, asked, expected) => {
    const { store, head } = await stored(example)
    expect((await readHistory(store, { head, now: at(9) }, { ...all, ...asked })).count).toBe(expected)
  })

  it.each<[string, Partial<HistoryQuestion>, Readonly<Record<string, string>>]>([
    ['credits, by currency', { entries: 'credits' }, { USD: '2.6', EUR: '0.00000000001' }],
    ['approvals, without what a person gave', { entries: 'approvals' }, { USD: '0.1', EUR: '0.00000000001' }],
    ['claims', { entries: 'claims' }, { USD: '0.1', EUR: '0.00000000001' }],
    ['denials: nothing', { entries: 'denials' }, {}],
    ['credits for an order', { entries: 'credits', order: 'o-2' }, { USD: '2.5', EUR: '0.00000000001' }],
    ['credits in a window', { entries: 'credits', withinMilliseconds: 4 * hour }, { USD: '2.5', EUR: '0.00000000001' }],
    ['credits before an instant', { entries: 'credits', before: at(6) }, { USD: '0.1' }],
    ['credits of a kind', { entries: 'credits', where: { kind: 'decision' } }, { USD: '0.1', EUR: '0.00000000001' }],
  ])('sums %s', async (_, asked, expected) => {
    const { store, head } = await stored(example)
    const { credited } = await readHistory(store, { head, now: at(9) }, { ...all, isSum: true, ...asked })
    expect(Object.fromEntries(Object.entries(credited).filter(([, amount]) => amount !== '0'))).toEqual(expected)
  })

  it('sees what stood in the stream up to its head, whatever came behind it', async () => {
    const { store, entries } = await stored(example)
    const head = entries[6] ?? null
    for (const order of [null, 'o-1', 'o-2']) {
      const { count } = await readHistory(store, { head, now: at(9) }, { ...all, order })
      expect([order, count]).toEqual([order, { 'o-1': 3, 'o-2': 2 }[order ?? ''] ?? 5])
    }
  })

  it('about an account without entries is answered with nothing', async () => {
    const question = {
      entries: 'claims',
      isSum: false,
      order: null,
      withinMilliseconds: null,
      before: null,
      where: {},
    } as const
    expect(await readHistory(createMemoryJournalStore(), { head: null, now: start }, question)).toEqual({
      count: 0,
      credited: {},
    })
  })
})
