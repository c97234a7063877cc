import { expect, it } from '@jest/globals'
import { minorUnit } from '../../src/money/currencies.ts'

it.each([
  ['USD', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['USDT', undefined],
  ['XAU', undefined],
  ['XXX', undefined],
  ['usd', undefined],
])('the minor unit of %s is %s', (currency, digits) => {
  expect(minorUnit(currency)).toBe(digits)
})
