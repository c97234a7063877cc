import { expect, it } from '@jest/globals'
import { largestText } from '../../src/console/views/release/largest-text.ts'
import { english } from '../../src/console/words/english.ts'

it.each([
  ['0', '12.50', 'at most 12.50'],
  ['12.50', '12.50', '12.50'],
  ['12', '12.50', '12 – 12.50'],
])('the largest difference from %s to %s', (at_least, at_most, shown) => {
  const text = largestText(english.release, { of_charge: '100', at_least, at_most })
  expect(text).toBe(`Of a charge of 100 the largest difference is ${shown}.`)
})
