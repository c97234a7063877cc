import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { type ShareOf, shareCredit } from '../../src/decisions/share-credit.ts'
import { Rational } from '../../src/money/rational.ts'

/** Shares of the credit among named totals, of which something may have been given, as decimal text. */
function shares(credit: string, among: readonly (readonly [string, string, string?])[], decimals = 2) {
  const parts = among.map(([name, total, given = '0']) => ({
    name,
    total: Rational.of(total),
    given: Rational.of(given),
  }))
  const shared = shareCredit(Rational.of(credit), parts, decimals)
  return Object.fromEntries([...shared].map(([name, share]) => [name, share.toDecimal(decimals)]))
}

describe('a credit is shared in proportion to what each total still exceeds what was given', () => {
  it.each([
    [
      '10.00',
      [
        ['net', '8'],
        ['tax', '2'],
      ],
      { net: '8.00', tax: '2.00' },
    ],
    [
      '5.00',
      [
        ['net', '8', '8'],
        ['tax', '2', '0'],
      ],
      { net: '0.00', tax: '5.00' },
    ],
    [
      '3.00',
      [
        ['net', '8', '6'],
        ['tax', '2', '1'],
      ],
      { net: '2.00', tax: '1.00' },
    ],
  ] as const)('%s among %p', (credit, among, expected) => {
    expect(shares(credit, among)).toEqual(expected)
  })

  it('where none exceeds it, to the totals; where those are 0 too the first gets all', () => {
    expect(
      shares('5.00', [
        ['net', '8', '8'],
        ['tax', '2', '3'],
      ]),
    ).toEqual({ net: '4.00', tax: '1.00' })
    expect(
      shares('5.00', [
        ['net', '0'],
        ['tax', '0'],
      ]),
    ).toEqual({ net: '5.00', tax: '0.00' })
  })

  it('what is left of the smallest unit goes by largest remainder, ties in declared order', () => {
    expect(
      shares('0.10', [
        ['a', '1'],
        ['b', '1'],
        ['c', '1'],
      ]),
    ).toEqual({ a: '0.04', b: '0.03', c: '0.03' })
    expect(
      shares('0.05', [
        ['a', '1'],
        ['b', '2'],
        ['c', '2'],
      ]),
    ).toEqual({ a: '0.01', b: '0.02', c: '0.02' })
    expect(
      shares('1.00', [
        ['a', '1'],
        ['b', '5'],
      ]),
    ).toEqual({ a: '0.17', b: '0.83' })
  })

  it('has the decimals of the credit', () => {
    expect(
      shares(
        '0.10029597233',
        [
          ['net', '3'],
          ['tax', '1'],
        ],
        11,
      ),
    ).toEqual({ net: '0.07522197925', tax: '0.02507399308' })
  })
})

const cents = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((value) => Rational.of(value).dividedBy(Rational.of(1000n)))
const among: fc.Arbitrary<readonly ShareOf[]> = fc
  .array(fc.record({ total: cents, given: cents }), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map((part, index) => ({ name: `n${index}`, ...part })))

it('whatever the totals, the shares add up to the credit, are never negative, and off by less than one unit', () => {
  const property = fc.property(
    fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fc.nat({ max: 11 }),
    among,
    (units, decimals, parts) => {
      const unit = Rational.of(10n ** BigInt(decimals))
      const credit = Rational.of(units).dividedBy(unit)
      const shared = [...shareCredit(credit, parts, decimals)]
      expect(shared.map(([name]) => name)).toEqual(parts.map(({ name }) => name))
      expect(shared.reduce((sum, [, share]) => sum.plus(share), Rational.zero).equals(credit)).toBe(true)
      for (const [, share] of shared) {
        expect(share.sign()).toBeGreaterThanOrEqual(0)
        expect(share.times(unit).round(0, 'down').equals(share.times(unit))).toBe(true)
      }
    },
  )
  fc.assert(property, { numRuns: 500 })
})

it('equal weights differ by one unit at most, and the earlier is never the smaller', () => {
  const property = fc.property(
    fc.bigInt({ min: 0n, max: 10n ** 6n }),
    fc.integer({ min: 1, max: 7 }),
    (units, count) => {
      const parts = Array.from({ length: count }, (_, index) => ({
        name: `${index}`,
        total: Rational.one,
        given: Rational.zero,
      }))
      const shared = [...shareCredit(Rational.of(units), parts, 0).values()]
      for (const [index, share] of shared.slice(1).entries()) {
        const before = shared[index] ?? Rational.zero
        expect(['0', '1']).toContain(before.minus(share).toDecimal())
      }
    },
  )
  fc.assert(property, { numRuns: 200 })
})
