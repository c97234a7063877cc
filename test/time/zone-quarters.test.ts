import { expect, it } from '@jest/globals'
import { DateTime } from 'luxon'
import { quarterHourMilliseconds } from '../../src/journal/totals.ts'

// Casey in Antarctica changed its clocks at 0:01 until 2022.
const [from, to] = [Date.UTC(2023, 0, 1), Date.UTC(2030, 0, 1)]
const month = 30 * 86_400_000

function offsetAt(milliseconds: number, timeZone: string): number {
  return DateTime.fromMillis(milliseconds, { zone: timeZone }).offset * 60_000
}

/** The first instant that has the offset of `after`, where it differs from that of `before`. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const there = offsetAt(after, timeZone)
  let [low, high] = [before, after]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, timeZone) === there) high = middle
    else low = middle
  }
  return high
}

it('every zone of today is whole quarters of an hour from UTC, and changes its clocks at one: sums by them make up its days', () => {
  const odd = Intl.supportedValuesOf('timeZone').flatMap((timeZone) => {
    const found: string[] = []
    let offset = offsetAt(from, timeZone)
    for (let time = from; time < to; time += month) {
      const before = offset
      offset = offsetAt(time + month, timeZone)
      if (offset % quarterHourMilliseconds !== 0) found.push(`${timeZone} ${offset}`)
      if (before === offset) continue
      const change = changeBetween(time, time + month, timeZone)
      if (change % quarterHourMilliseconds !== 0) found.push(`${timeZone} ${new Date(change).toISOString()}`)
    }
    return found
  })
  expect(odd).toEqual([])
})
