import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import {
  addToQuarterSums,
  type QuarterSum,
  quartersOfDay,
  readQuarterSums,
  writeQuarterSums,
} from '../../src/journal/quarter-sums.ts'

const sum = fc.record({
  quarter: fc.integer({ min: 0, max: quartersOfDay - 1 }),
  decisions: fc.integer({ min: 0, max: 1_000_000 }),
  // In thousandths, so that numbers can tell what the sums are.
  credited: fc.integer({ min: 0, max: 1_000_000_000 }).map((thousandths) => String(thousandths / 1000)),
})

/** What each quarter has, by whole numbers. */
function byQuarter(sums: readonly QuarterSum[]): readonly (readonly [number, number, number])[] {
  const found = Array.from({ length: quartersOfDay }, (): [number, number, number] => [0, 0, 0])
  for (const { quarter, decisions, credited } of sums) {
    const [count, thousandths, parts] = found[quarter] ?? [0, 0, 0]
    found[quarter] = [count + decisions, thousandths + Math.round(Number(credited) * 1000), parts + 1]
  }
  return found.flatMap(([count, thousandths, parts], quarter) => (parts === 0 ? [] : [[quarter, count, thousandths]]))
}

describe('the sums of the quarters of a day', () => {
  it('are what is added, in whichever order and in how many steps', () => {
    fc.assert(
      fc.property(fc.array(fc.array(sum, { maxLength: 5 }), { maxLength: 12 }), (steps) => {
        const text = steps.reduce((before, added) => addToQuarterSums(before, added) ?? 'damaged', '')
        expect(byQuarter(readQuarterSums(text) ?? [])).toEqual(byQuarter(steps.flat()))
        expect(text).toBe(writeQuarterSums(steps.flat()))
      }),
    )
  })

  it('are one short text, by quarter', () => {
    const added = addToQuarterSums('33,3,12.5;35,1,0', [{ quarter: 34, decisions: 0, credited: '0.25' }])
    expect(added).toBe('33,3,12.5;34,0,0.25;35,1,0')
  })

  it('are written without needless zeros', () => {
    expect(writeQuarterSums([{ quarter: 7, decisions: 1, credited: '8.00' }])).toBe('7,1,8')
    expect(addToQuarterSums('7,1,8', [{ quarter: 8, decisions: 1, credited: '0.50' }])).toBe('7,1,8;8,1,0.5')
  })

  it.each([
    '33',
    '33,3',
    '033,3,1',
    '96,3,1',
    '33,03,1',
    '33,3,1.0',
    '33,3,01',
    '33,3,-1',
    '33,3,1;',
    ';33,3,1',
    '33,3,1;33,1,1',
    '34,3,1;33,1,1',
    '33,3,1x',
    '33,9007199254740993,1',
  ])('are not read from %s', (text) => {
    expect(readQuarterSums(text)).toBeNull()
  })

  it('are not added to what is no sum', () => {
    expect(addToQuarterSums('33,3,1.0', [{ quarter: 33, decisions: 1, credited: '1' }])).toBeNull()
  })
})
