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
      return sampleSaid('decision', { request: { claim: event.claim }, result: { outcome: event.outcome, refund } })
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
      const entries = streamOf(happened)
      const store = createMemoryJournalStore()
      for (const entry of entries) await store.append(entry)
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
