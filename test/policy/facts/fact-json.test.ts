import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { Rational } from '../../../src/money/rational.ts'
import { factFromJson, factToJson } from '../../../src/policy/facts/fact-json.ts'
import type { FactType, Value } from '../../../src/policy/model/value.ts'

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat({ max: 24 }))
  .map(([digits, scale]) => Rational.of(digits).dividedBy(Rational.of(10n ** BigInt(scale))))

const typed: fc.Arbitrary<readonly [FactType, Value]> = fc.oneof(
  fc.tuple(fc.constant<FactType>('decimal'), decimals),
  fc.tuple(
    fc.constant<FactType>('integer'),
    fc.bigInt().map((digits) => Rational.of(digits)),
  ),
  fc.tuple(fc.constant<FactType>('boolean'), fc.boolean()),
  fc.tuple(fc.constant<FactType>('string'), fc.string()),
  fc.tuple(fc.constant<FactType>('date'), fc.constant('2026-02-28')),
  fc.tuple(fc.constant<FactType>('timestamp'), fc.integer({ min: 0, max: 4_102_444_800_000 })),
)

describe('the stored form of a fact', () => {
  it('reads back as the same value', () => {
    fc.assert(
      fc.property(typed, ([type, value]) => {
        expect(factFromJson(type, factToJson(type, value))).toEqual(value)
      }),
    )
  })

  it('is one text for equal numbers and UTC text for timestamps', () => {
    expect(factToJson('decimal', Rational.of('10.00'))).toBe('10')
    expect(factToJson('timestamp', 0)).toBe('1970-01-01T00:00:00.000Z')
  })

  it.each<[FactType, string | number | boolean]>([
    ['decimal', 'x'],
    ['integer', 5],
    ['boolean', 'true'],
    ['timestamp', 'never'],
  ])('that is not of type %s is a damaged store', (type, json) => {
    expect(() => factFromJson(type, json)).toThrow(expect.objectContaining({ code: 'store_damaged' }))
  })
})
