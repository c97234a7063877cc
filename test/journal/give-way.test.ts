import { expect, it } from '@jest/globals'
import { giveWay, noRivalry } from '../../src/journal/give-way.ts'

const took = 1

it('whoever meets a rival tries once more, then waits, then tries until it is first; the next one that loses waits at once', async () => {
  const rivalry = noRivalry()
  const waitsAfter = async (isFirst: boolean): Promise<number> => {
    await giveWay(rivalry, took, isFirst)
    return rivalry.waits
  }
  expect([await waitsAfter(true), await waitsAfter(false)]).toEqual([0, 1])
  const persistent = []
  for (let loss = 0; loss < 21; loss += 1) persistent.push(await waitsAfter(false))
  expect(persistent).toEqual([...Array.from({ length: 20 }, () => 1), 2])
  expect(await waitsAfter(true)).toBe(3)
  // Long ago.
  rivalry.lostAt = (rivalry.lostAt ?? 0) - 2001
  expect([await waitsAfter(true), await waitsAfter(false)]).toEqual([0, 1])
})
