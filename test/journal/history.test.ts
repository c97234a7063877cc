import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { appendEntry } from '../../src/journal/append-entry.ts'
import type { Entry, OrderKey, OrderPart } from '../../src/journal/entry.ts'
import { type HistoryQuestion, readHistory } from '../../src/journal/history.ts'
import type { JournalStore } from '../../src/journal/journal-store.ts'
import type { CountedThing } from '../../src/journal/model/state.ts'
import { sumDecimals } from '../../src/money/sum-decimals.ts'
import { createMemoryJournalStore } from '../../src/storage/memory/memory-journal.ts'
import { formatInstant } from '../../src/time/instant.ts'
import { orderPart, sealed } from '../storage/make-entry.ts'
import { type SampleSaid, sampleRefund, sampleSaid } from './sample-said.ts'

const start = Date.parse('2026-03-01T12:00:00Z')
const hour = 3600_000

/** One thing that happens in an account, so many hours (of the clock) after the one before. */
interface Event {
  readonly kind: 'decision' | 'review_resolved' | 'dispute_opened' | 'adjustment'
  readonly outcome: 'approve' | 'deny' | 'review'
  readonly claim: 'counted' | 'repeated' | null
  /** Whether an approval or denial is the first of its part and state. */
  readonly counted: boolean
  readonly amount: string
  readonly currency: string
  readonly order: OrderPart
  readonly hours: number
  readonly item?: string
  /** Further parts of the result. */
  readonly said?: {
    readonly rule?: string
    readonly clause?: { readonly id: string; readonly title: string } | null
    readonly label?: string
  }
}

const things = ['claims', 'denials', 'approvals', 'reviews', 'decisions', 'disputes', 'credits'] as const
const orders = [orderPart('o-1'), orderPart('o-1', 'p-1'), orderPart('o-2')] as const

/** Events whose clock runs on, or (where so asked) now and then back. */
function events(hours: fc.Arbitrary<number>): fc.Arbitrary<readonly Event[]> {
  const event = fc.record<Event>({
    kind: fc.constantFrom('decision', 'decision', 'decision', 'review_resolved', 'dispute_opened', 'adjustment'),
    outcome: fc.constantFrom('approve', 'deny', 'review'),
    claim: fc.constantFrom('counted', 'repeated', null),
    counted: fc.boolean(),
    amount: fc.constantFrom('0.00', '0.1', '2.50', '0.00000000001'),
    currency: fc.constantFrom('USD', 'EUR'),
    order: fc.constantFrom(...orders),
    hours,
    item: fc.constantFrom('i-1', 'i-2'),
    said: fc.constantFrom(
      { rule: 'late', label: 'partly' },
      { rule: 'early' },
      { clause: { id: '2', title: 'Times' } },
    ),
  })
  return fc.array(event, { maxLength: 25 })
}

const questions = fc.record({
  entries: fc.constantFrom(...things),
  isSum: fc.boolean(),
  of: fc.constantFrom<OrderKey | OrderPart | null>(null, null, { policy: 'smm-panel', id: 'o-1' }, ...orders),
  within: fc.option(fc.integer({ min: 1, max: 40 })),
  before: fc.option(fc.integer({ min: -2, max: 60 })),
  upTo: fc.integer({ min: 0, max: 25 }),
  where: fc.constantFrom<HistoryQuestion['where']>(
    {},
    {},
    { outcome: 'approve' },
    { outcome: 'partly' },
    { rule: 'late' },
    { clause: '2', kind: 'decision' },
    { facts: new Map([['item.id', 'i-1']]) },
    { rule: 'late', facts: new Map([['item.id', 'i-2']]) },
  ),
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
  const { counted, claim, outcome, said } = event
  switch (event.kind) {
    case 'decision':
      return sampleSaid('decision', { request: { claim }, result: { outcome, refund, counted, ...said } })
    case 'review_resolved': {
      const resolved = refund === null ? 'deny' : 'approve'
      return sampleSaid('review_resolved', {
        request: { asked_by: { id: 'e-0', sequence: 1 } },
        result: { outcome: resolved, refund, counted, ...said },
      })
    }
    case 'dispute_opened':
    case 'adjustment':
      return sampleSaid(event.kind)
  }
}

function streamOf(happened: readonly Event[]): readonly Entry[] {
  const newest = new Map<string, Entry>()
  const entries: Entry[] = []
  let clock = start
  for (const [index, event] of happened.entries()) {
    clock += event.hours * hour
    const order = event.kind === 'adjustment' ? null : event.order
    const [name, nameOfPart] = [order?.id ?? '', JSON.stringify(order)]
    const end = {
      account: 'a-1',
      order,
      head: entries.at(-1) ?? null,
      previous: newest.get(name) ?? null,
      previousOfPart: newest.get(nameOfPart) ?? null,
    }
    const facts = event.item === undefined ? null : { 'item.id': event.item }
    const draft = { ...saidBy(event), author: 'panel', policy: null, confidential: { facts } }
    const { entry } = appendEntry(end, draft, { id: `e-${index}`, clock, salt: '00' })
    if (order !== null) newest.set(name, entry).set(nameOfPart, entry)
    entries.push(entry)
  }
  return entries
}

/** A store that holds the stream, and what was asked of it. */
async function stored(happened: readonly Event[]) {
  const entries = streamOf(happened)
  const store = createMemoryJournalStore()
  for (const entry of entries) await store.append(sealed(entry))
  const asked: (keyof JournalStore)[] = []
  const watched = new Proxy(store, {
    get: (target, name: keyof JournalStore) => {
      asked.push(name)
      return target[name]
    },
  })
  return { store: watched, entries, head: entries.at(-1) ?? null, asked }
}

interface Dated extends Event {
  readonly at: number
}

function isCountedAs(event: Event, thing: CountedThing): boolean {
  const isDecision = event.kind === 'decision'
  const decided = (outcome: string): boolean => outcomeOf(event) === outcome && event.counted
  const byRuleOrPerson = isDecision || event.kind === 'review_resolved'
  switch (thing) {
    case 'claims':
      return isDecision && event.claim === 'counted'
    case 'denials':
      return byRuleOrPerson && decided('deny')
    case 'approvals':
      return byRuleOrPerson && decided('approve')
    case 'reviews':
      return isDecision && outcomeOf(event) === 'review'
    case 'decisions':
      return isDecision
    case 'disputes':
      return event.kind === 'dispute_opened'
    case 'credits':
      return isPaying(event) && event.amount !== '0.00'
  }
}

function isOf(event: Event, of: HistoryQuestion['of']): boolean {
  if (of === null) return true
  const isOrder = event.kind !== 'adjustment' && event.order.id === of.id
  return isOrder && (!('part' in of) || event.order.part === of.part)
}

/** A dispute's sample has neither rule nor clause; a resolution's facts are those of the decision it was about, the first. */
function passes(event: Event, where: HistoryQuestion['where'], first: Event | undefined): boolean {
  const isDispute = event.kind === 'dispute_opened'
  const { label = null, rule = 'partial_delivery', clause = { id: '2.b', title: '' } } = event.said ?? {}
  const item = (event.kind === 'review_resolved' ? first : event)?.item
  return (
    (where.outcome === undefined || [outcomeOf(event), isDispute ? null : label].includes(where.outcome)) &&
    (where.rule === undefined || (!isDispute && where.rule === rule)) &&
    (where.clause === undefined || (!isDispute && where.clause === clause?.id)) &&
    (where.kind === undefined || where.kind === event.kind) &&
    (where.facts === undefined || where.facts.get('item.id') === item)
  )
}

/** What the question means, counted entry by entry; a time in the future counts as now. */
function expectedOf(happened: readonly Dated[], question: HistoryQuestion, now: number) {
  const { after, before } = question.window
  const found = happened.filter((event) => {
    const at = Math.min(event.at, now)
    return (
      isCountedAs(event, question.entries) &&
      isOf(event, question.of) &&
      passes(event, question.where, happened[0]) &&
      (after === null || at > Date.parse(after)) &&
      (before === null || at < Date.parse(before))
    )
  })
  const sum = (currency: string): string =>
    sumDecimals(found.filter((event) => isPaying(event) && event.currency === currency).map(({ amount }) => amount))
  return { count: found.length, USD: sum('USD'), EUR: sum('EUR') }
}

/** That questions to generated streams get what counting entry by entry gives; `now` may be behind the newest entry. */
async function expectCounted(hours: fc.Arbitrary<number>, clockBehind: fc.Arbitrary<number>): Promise<void> {
  const property = fc.asyncProperty(events(hours), questions, clockBehind, async (happened, asked, behind) => {
    const { store, entries } = await stored(happened)
    const head = entries.slice(0, asked.upTo).at(-1) ?? null
    const now = Date.parse(head?.decided_at ?? '2026-03-01T12:00:00Z') - behind * hour
    const { entries: name, isSum, of, where } = asked
    const window = {
      after: asked.within === null ? null : formatInstant(now - asked.within * hour),
      before: asked.before === null ? null : formatInstant(start + asked.before * hour),
    }
    const question: HistoryQuestion = { entries: name, isSum, of, where, window }
    const answer = await readHistory(store, { head, now }, question)
    const dated = happened.map((event, index) => ({ ...event, at: Date.parse(entries[index]?.decided_at ?? '') }))
    const expected = expectedOf(dated.slice(0, asked.upTo), question, now)
    expect(answer.count).toBe(expected.count)
    if (isSum) {
      const { USD = '0', EUR = '0' } = answer.credited
      expect({ USD, EUR }).toEqual({ USD: expected.USD, EUR: expected.EUR })
    }
  })
  await fc.assert(property, { numRuns: 300 })
}

describe('a question to the history', () => {
  it('gets what counting entry by entry gives, also where the difference of two counters answers it', async () => {
    await expectCounted(fc.integer({ min: 0, max: 3 }), fc.constant(0))
  })

  it('gets that also in a stream whose clock ran back, and by a clock that is behind its newest entries', async () => {
    await expectCounted(fc.integer({ min: -4, max: 5 }), fc.integer({ min: -1, max: 12 }))
  })

  const decision = {
    kind: 'decision',
    outcome: 'deny',
    claim: 'counted',
    counted: true,
    amount: '0.00',
    currency: 'USD',
  } as const
  const [first, , second] = orders
  const example: readonly Event[] = [
    { ...decision, outcome: 'approve', amount: '0.1', order: first, hours: 0, said: { rule: 'late', label: 'partly' } },
    { ...decision, order: first, hours: 1, said: { rule: 'late', clause: { id: '2.b', title: 'Late' } } },
    { ...decision, claim: 'repeated', counted: false, order: first, hours: 1, said: { rule: 'early', clause: null } },
    {
      ...decision,
      claim: null,
      counted: false,
      order: second,
      hours: 0,
      said: { clause: { id: '2', title: 'Times' } },
    },
    { ...decision, outcome: 'review', order: second, hours: 3 },
    { ...decision, kind: 'review_resolved', outcome: 'approve', amount: '2.50', order: second, hours: 1 },
    { ...decision, kind: 'dispute_opened', order: first, hours: 0 },
    { ...decision, outcome: 'approve', amount: '0.00000000001', currency: 'EUR', order: second, hours: 2 },
    { ...decision, kind: 'adjustment', order: first, hours: 0 },
    { ...decision, outcome: 'approve', claim: null, order: orders[1], hours: 1 },
  ]
  const all: HistoryQuestion = {
    entries: 'decisions',
    isSum: false,
    of: null,
    window: { after: null, before: null },
    where: {},
  }
  /** So many hours after the first entry; the last one is written 9 hours after it. */
  const at = (hours: number): number => start + hours * hour
  const instant = (hours: number, milliseconds = 0): string => formatInstant(at(hours) + milliseconds)
  const between = (after: string | null, before: string | null = null): Pick<HistoryQuestion, 'window'> => ({
    window: { after, before },
  })
  const ofOrder = (id: string): Pick<HistoryQuestion, 'of'> => ({ of: { policy: 'smm-panel', id } })

  it.each<[string, Partial<HistoryQuestion>, number]>([
    ['claims: the same state of an order once, what is no claim not at all', { entries: 'claims' }, 4],
    ['denials, each once for a state', { entries: 'denials' }, 1],
    ["approvals, a person's too, and those that had nothing left to pay", { entries: 'approvals' }, 4],
    ['reviews, not their resolutions', { entries: 'reviews' }, 1],
    ['decisions', {}, 7],
    ['disputes', { entries: 'disputes' }, 1],
    ['credits above 0, also those that a person gave', { entries: 'credits' }, 3],
    ['those of an order, all its parts', ofOrder('o-1'), 4],
    ['those of a part', { of: orderPart('o-1', 'p-1') }, 1],
    ['those of the whole order only', { of: orderPart('o-1') }, 3],
    ['denials of an order', { entries: 'denials', ...ofOrder('o-1') }, 1],
    ['claims of an order', { entries: 'claims', ...ofOrder('o-2') }, 2],
    ['none of the same order of another policy', { of: { policy: 'hosting', id: 'o-1' } }, 0],
    ['those after the beginning of a window, not the one at its very instant', between(instant(8)), 1],
    ['those of a window that begins a millisecond before one', between(instant(8, -1)), 2],
    ['those of an order in a window', { ...ofOrder('o-2'), ...between(instant(2)) }, 2],
    ['those before an instant, not the one at it', between(null, instant(5)), 4],
    ['those up to a millisecond before an instant', between(null, instant(5, 1)), 5],
    ['those before an instant before all', between(null, instant(0)), 0],
    ['those between both', between(instant(1), instant(5)), 2],
    ['none where the window begins behind the instant', between(instant(8), instant(5)), 0],
    ['none where the window has not begun', between(instant(9)), 0],
    ['those of an order before an instant', { ...ofOrder('o-1'), ...between(null, instant(2)) }, 2],
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
    ["approvals, a person's too", { entries: 'approvals' }, { USD: '2.6', EUR: '0.00000000001' }],
    ['decisions, without what a person gave', {}, { USD: '0.1', EUR: '0.00000000001' }],
    ['claims', { entries: 'claims' }, { USD: '0.1', EUR: '0.00000000001' }],
    ['denials: nothing', { entries: 'denials' }, {}],
    ['credits for an order', { entries: 'credits', ...ofOrder('o-2') }, { USD: '2.5', EUR: '0.00000000001' }],
    ['credits in a window', { entries: 'credits', ...between(instant(5)) }, { USD: '2.5', EUR: '0.00000000001' }],
    ['credits before an instant', { entries: 'credits', ...between(null, instant(6)) }, { USD: '0.1' }],
    ['credits of a kind', { entries: 'credits', where: { kind: 'decision' } }, { USD: '0.1', EUR: '0.00000000001' }],
  ])('sums %s', async (_, asked, expected) => {
    const { store, head } = await stored(example)
    const { credited } = await readHistory(store, { head, now: at(9) }, { ...all, isSum: true, ...asked })
    expect(Object.fromEntries(Object.entries(credited).filter(([, amount]) => amount !== '0'))).toEqual(expected)
  })

  it('sees what stood in the stream up to its head, whatever came behind it', async () => {
    const { store, entries } = await stored(example)
    const head = entries[6] ?? null
    for (const [of, expected] of [
      [null, 5],
      [{ policy: 'smm-panel', id: 'o-1' }, 3],
      [{ policy: 'smm-panel', id: 'o-2' }, 2],
    ] as const) {
      expect([of, (await readHistory(store, { head, now: at(9) }, { ...all, of })).count]).toEqual([of, expected])
    }
  })

  it('reads two entries for a plain question, none for one by rule, clause or outcome', async () => {
    const { store, head, asked } = await stored(example)
    await readHistory(store, { head, now: at(9) }, { ...all, ...between(instant(1), instant(5)) })
    expect(asked.splice(0)).toEqual(['newestDecidedUpTo', 'newestDecidedUpTo'])
    for (const where of [{ rule: 'late' }, { clause: '2' }, { outcome: 'deny' }, { kind: 'decision' }]) {
      await readHistory(store, { head, now: at(9) }, { ...all, ...between(instant(1), instant(5)), where })
      expect(asked.splice(0)).toEqual(['historyCount'])
    }
    await readHistory(store, { head, now: at(9) }, { ...all, ...ofOrder('o-1') })
    expect(asked.splice(0)).toEqual(['historyCount'])
  })

  it('counts in the index from the first entry on whose clock was behind the one before it', async () => {
    const ranAhead = [...example.slice(0, 3), { ...decision, order: first, hours: 100 }]
    const question = { ...all, ...between(instant(3)) }
    const ahead = await stored(ranAhead)
    expect(await readHistory(ahead.store, { head: ahead.head, now: at(4) }, question)).toMatchObject({ count: 1 })
    expect(ahead.asked.splice(0)).toEqual(['newestDecidedUpTo'])
    const mended = await stored([...ranAhead, { ...decision, order: first, hours: -100 }])
    expect(await readHistory(mended.store, { head: mended.head, now: at(4) }, question)).toMatchObject({ count: 1 })
    expect(mended.asked.splice(0)).toEqual(['historyCount'])
  })

  it('compares facts of earlier requests; those of a resolution are those of the decision it was about', async () => {
    const claimed = { ...decision, order: first, hours: 1 }
    const items = ['i-1', 'i-2', 'i-1'].map((item): Event => ({ ...claimed, item }))
    const resolved: Event = { ...claimed, kind: 'review_resolved', outcome: 'approve', amount: '2', item: 'i-2' }
    const { store, entries, head } = await stored([...items, resolved, claimed])
    const asked = (entriesOf: CountedThing, item: string) =>
      readHistory(
        store,
        { head, now: at(9) },
        { ...all, entries: entriesOf, isSum: true, where: { facts: new Map([['item.id', item]]) } },
      )
    expect(await asked('claims', 'i-1')).toMatchObject({ count: 2 })
    expect(await asked('claims', 'i-2')).toMatchObject({ count: 1 })
    expect(await asked('claims', 'i-3')).toEqual({ count: 0, credited: {} })
    expect(await asked('approvals', 'i-1')).toEqual({ count: 1, credited: { USD: '2' } })
    expect(entries[3]?.kind).toBe('review_resolved')
  })

  it('tells disputes by how they ended last, as of the head', async () => {
    const store = createMemoryJournalStore()
    const said: readonly SampleSaid[] = [
      sampleSaid('dispute_opened'),
      sampleSaid('dispute_opened'),
      sampleSaid('dispute_closed', { request: { dispute: 'e-0' }, result: { outcome: 'lost' } }),
      sampleSaid('dispute_closed', { request: { dispute: 'e-0' }, result: { outcome: 'won' } }),
      sampleSaid('dispute_closed', { request: { dispute: 'e-1' }, result: { outcome: 'withdrawn' } }),
      sampleSaid('dispute_reopened', { request: { dispute: 'e-1' } }),
    ]
    const entries: Entry[] = []
    for (const [index, one] of said.entries()) {
      const head = entries.at(-1) ?? null
      const end = { account: 'a-1', order: null, head, previous: null, previousOfPart: null }
      const stamp = { id: `e-${index}`, clock: at(index), salt: '00' }
      const { entry } = appendEntry(end, { ...one, author: 'panel', policy: null }, stamp)
      await store.append(sealed(entry))
      entries.push(entry)
    }
    const ended = async (upTo: number): Promise<readonly number[]> => {
      const point = { head: entries[upTo - 1] ?? null, now: at(9) }
      const asked = (['open', 'lost', 'won', 'withdrawn'] as const).map((how) =>
        readHistory(store, point, { ...all, entries: 'disputes', where: { ended: how } }),
      )
      return (await Promise.all(asked)).map(({ count }) => count)
    }
    expect(await ended(2)).toEqual([2, 0, 0, 0])
    expect(await ended(3)).toEqual([1, 1, 0, 0])
    expect(await ended(5)).toEqual([0, 0, 1, 1])
    expect(await ended(6)).toEqual([1, 0, 1, 0])
  })

  it('about an account without entries is answered with nothing', async () => {
    expect(
      await readHistory(createMemoryJournalStore(), { head: null, now: start }, { ...all, entries: 'claims' }),
    ).toEqual({ count: 0, credited: {} })
  })
})
