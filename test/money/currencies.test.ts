import { expect, it } from '@jest/globals'
import { isCurrencyCode, minorUnit } from '../../src/money/currencies.ts'

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

it.each([
  ['USD', true],
  ['USDT', true],
  ['1INCH', true],
  ['usd', false],
  ['US', false],
  ['US D', false],
  ['ABCDEFGHIJK', false],
])('%s may name a currency: %s', (text, may) => {
  expect(isCurrencyCode(text)).toBe(may)
})
