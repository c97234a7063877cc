import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { formatInstant, parseInstant } from '../../src/time/instant.ts'

const any = fc.oneof(
  fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 }),
  fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-01-01T00:00:00Z') }),
)
const likeAnInstant = fc
  .tuple(
    fc.date({ noInvalidDate: true }),
    fc.nat(30),
    fc.constantFrom('', '0', '9', 'Z', ':', ' ', '+', '-', '31', '24'),
  )
  .map(([date, at, put]) => {
    const text = date.toISOString()
    return text.slice(0, at) + put + text.slice(at + put.length)
  })

describe('an instant', () => {
  it('is written as the engine writes it', () => {
    fc.assert(fc.property(any, (instant) => formatInstant(instant) === new Date(instant).toISOString()))
  })

  it('is read as the engine reads it, also where it is written otherwise', () => {
    fc.assert(fc.property(likeAnInstant, (text) => Object.is(parseInstant(text), Date.parse(text))))
    for (const text of ['2026-02-30T10:00:00.000Z', '2026-02-28T24:00:00.000Z', '', '2026-11-23T08:00:00Z'])
      expect(parseInstant(text)).toBe(Date.parse(text))
  })

  it('that is beyond all dates is refused', () => {
    expect(() => formatInstant(8_640_000_000_000_001)).toThrow(RangeError)
    expect(() => formatInstant(Number.NaN)).toThrow(RangeError)
  })
})
