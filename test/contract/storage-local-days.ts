import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { type FoundBy, foundBy } from '../../src/journal/found-by.ts'
import { totalsOfZone } from '../../src/journal/local-totals.ts'
import type { DayTotal } from '../../src/journal/totals-store.ts'
import { Rational } from '../../src/money/rational.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type EntryWish, makeStream } from '../storage/make-entry.ts'
import { appendAll } from './storage-data.ts'

const minute = 60_000

/** Where clocks change, and where they are quarters of an hour off, with days on which they do. */
const zones = [
  { timeZone: 'America/New_York', changes: ['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'] },
  { timeZone: 'Europe/Berlin', changes: ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'] },
  { timeZone: 'Asia/Kolkata', changes: ['2026-03-08T18:30:00Z'] },
  { timeZone: 'Asia/Kathmandu', changes: ['2026-03-08T18:15:00Z'] },
  { timeZone: 'Pacific/Chatham', changes: ['2026-04-04T14:00:00Z', '2026-09-26T14:00:00Z'] },
  { timeZone: 'Australia/Lord_Howe', changes: ['2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'] },
  { timeZone: 'America/St_Johns', changes: ['2026-03-08T05:30:00Z', '2026-11-01T04:30:00Z'] },
  // Clocks change at midnight: a day begins at 1:00, or has two midnights.
  { timeZone: 'Africa/Cairo', changes: ['2026-04-23T22:00:00Z', '2026-10-29T21:00:00Z'] },
  { timeZone: 'America/Havana', changes: ['2026-03-08T05:00:00Z', '2026-11-01T05:00:00Z'] },
  { timeZone: 'Pacific/Kiritimati', changes: ['2026-03-08T10:00:00Z'] },
  { timeZone: 'Pacific/Pago_Pago', changes: ['2026-03-08T11:00:00Z'] },
  // A day that was left out.
  { timeZone: 'Pacific/Apia', changes: ['2011-12-30T10:00:00Z'] },
] as const

type Told = readonly [name: string, decisions: number, credited: string, alone: string]

function inOrder(totals: readonly Told[]): readonly Told[] {
  return totals.toSorted(([left], [right]) => (left < right ? -1 : 1))
}

/** The totals of local days by one walk over the entries, which asks Intl which day each was decided on. */
function walked(entries: readonly FoundBy[], timeZone: string, [from, to]: readonly [string, string]): unknown {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const sums = new Map<string, readonly [number, Rational, Rational]>()
  for (const entry of entries) {
    const { kind, decided_at, policy, policy_version, outcome, clause, rule, credit_currency: currency } = entry
    const day = date.format(new Date(decided_at))
    if ((kind !== 'decision' && currency === null) || day < from || day >= to) continue
    const name = JSON.stringify([day, policy, policy_version, outcome, clause, rule, currency])
    const [decisions, credited, alone] = sums.get(name) ?? [0, Rational.zero, Rational.zero]
    const amount = Rational.of(entry.credit_amount ?? '0')
    const own = entry.automatic === 1 ? amount : Rational.zero
    sums.set(name, [decisions + (kind === 'decision' ? 1 : 0), credited.plus(amount), alone.plus(own)])
  }
  return inOrder(
    [...sums].map(([name, [decisions, credited, alone]]) => [name, decisions, String(credited), String(alone)]),
  )
}

function told(totals: readonly DayTotal[]): unknown {
  return inOrder(
    totals.map(({ decisions, credited, credited_automatically, ...key }) => [
      JSON.stringify([key.day, key.policy, key.policy_version, key.outcome, key.clause, key.rule, key.currency]),
      decisions,
      String(Rational.of(credited)),
      String(Rational.of(credited_automatically)),
    ]),
  )
}

/** Days of time zones: a part of the storage contract. */
export function describeLocalDays(storage: () => Storage): void {
  it('days of a time zone are made of exactly what was decided on them, also where clocks change', async () => {
    let account = 0
    const moment = fc.record({
      change: fc.nat(),
      // Two days before and behind, often right beside a quarter of an hour.
      quarters: fc.integer({ min: -200, max: 200 }),
      beside: fc.constantFrom(0, -1, 1, 7 * minute),
      amount: fc.integer({ min: 1, max: 10_000 }).map((cents) => String(cents / 100)),
      outcome: fc.constantFrom('approve', 'deny', 'review'),
      currency: fc.constantFrom('USD', 'EUR'),
    } as const)
    const written: FoundBy[] = []
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.array(moment, { minLength: 1, maxLength: 25 }),
        async (zone, moments) => {
          account += 1
          const { timeZone, changes } = zone
          const wishes = moments.map(({ change, quarters, beside, amount, outcome, currency }): EntryWish => {
            const at = Date.parse(changes[change % changes.length] ?? '') + quarters * 15 * minute + beside
            return { account: `account-${account}`, at: new Date(at).toISOString(), amount, outcome, currency }
          })
          const entries = makeStream(wishes.length, (index) => wishes[index] ?? {})
          await appendAll(storage(), entries)
          written.push(...entries.map(foundBy))
          for (const [from, to] of [
            ['2011-01-01', '2027-01-01'],
            ['2026-03-08', '2026-10-31'],
          ] as const) {
            const found = await totalsOfZone(storage(), { from, to, timeZone })
            expect(told(found)).toEqual(walked(written, timeZone, [from, to]))
          }
        },
      ),
      { numRuns: 24 },
    )
  })

  it('a day of 25 hours counts what was decided in all of them, and one of 23 hours no more than that', async () => {
    const quarters = Array.from({ length: 400 }, (_, index): EntryWish => {
      const [first, second] = [Date.parse('2026-03-07T05:00:00Z'), Date.parse('2026-10-31T04:00:00Z')]
      const start = index < 200 ? first : second
      return { at: new Date(start + (index % 200) * 15 * minute).toISOString(), amount: '1' }
    })
    const entries = makeStream(quarters.length, (index) => quarters[index] ?? {})
    await appendAll(storage(), entries)
    const days = async (from: string, to: string): Promise<readonly (readonly [string, number, string])[]> =>
      (await totalsOfZone(storage(), { from, to, timeZone: 'America/New_York' })).map(
        ({ day, decisions, credited }) => [day, decisions, credited] as const,
      )
    expect(await days('2026-03-07', '2026-03-09')).toEqual([
      ['2026-03-07', 96, '96'],
      ['2026-03-08', 92, '92'],
    ])
    expect(await days('2026-10-31', '2026-11-02')).toEqual([
      ['2026-10-31', 96, '96'],
      ['2026-11-01', 100, '100'],
    ])
  })

  it('in UTC are the totals themselves', async () => {
    const wishes: readonly EntryWish[] = [
      { at: '2026-11-23T23:59:59.999Z', amount: '1' },
      { at: '2026-11-24T00:00:00.000Z', amount: '2' },
    ]
    await appendAll(
      storage(),
      makeStream(2, (index) => wishes[index] ?? {}),
    )
    const [from, to] = ['2026-11-23', '2026-11-25']
    const totals = await storage().totals(from, to)
    expect(totals.map(({ day, credited }) => [day, credited])).toEqual([
      ['2026-11-23', '1'],
      ['2026-11-24', '2'],
    ])
    for (const timeZone of ['UTC', 'Etc/UTC', 'Africa/Abidjan']) {
      expect(await totalsOfZone(storage(), { from, to, timeZone })).toEqual(totals)
    }
  })
}
